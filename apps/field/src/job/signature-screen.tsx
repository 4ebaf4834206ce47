import { Button, Icon, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'
import { AmountLines } from './amount-lines.tsx'
import { OddChoice } from './odd-choice.tsx'
import { pictureOf, usePad } from './signature-pad.ts'
import styles from './signature-screen.module.css'

export type Signed = { blob: Blob; name: string; role: string }
type Props = {
  /** Exactly what is signed. */
  shown: Visit
  /** What stands above the amounts: what was found and done, and on what. */
  work?: ReactNode
  /** The sentence above it. */
  says: string
  name: string
  onClose: () => void
  onSign: (signed: Signed) => Promise<void>
}

/** The whole screen for the pen; what is signed and what it costs stay in sight. */
export function SignatureScreen({ shown, work, says, name: known, onClose, onSign }: Props) {
  const { t } = useTranslation(['field', 'common'])
  const { money } = useFormat()
  const dialog = useRef<HTMLDialogElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { pad, isEmpty, clear } = usePad(canvas)
  const [name, setName] = useState(known)
  const [role, setRole] = useState(t('sign.roleOwner'))
  const [busy, setBusy] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const amount = money({ minor: shown.price!.payable, currency: shown.price!.currency })
  const sign = async () => {
    setBusy(true)
    try {
      await onSign({ blob: await pictureOf(canvas.current!), name: name.trim(), role: role.trim() })
    } finally {
      setBusy(false)
    }
  }
  const blocked = isEmpty || name.trim() === '' || role.trim() === ''
  return (
    <dialog ref={dialog} className={styles.screen} aria-label={t('sign.title')} onClose={onClose}>
      <header className={styles.head}>
        <p className={styles.what}>
          {says}
          <strong>{t('sign.pays', { amount })}</strong>
        </p>
        <button type="button" className={styles.close} aria-label={t('common:do.close')} onClick={onClose}>
          <Icon name="close" size={24} />
        </button>
      </header>
      <div className={styles.work}>
        {work}
        <AmountLines visit={shown} />
      </div>
      <div className={styles.names}>
        <TextField
          label={t('sign.name')}
          value={name}
          onChange={setName}
          maxLength={100}
          error={!isEmpty && name.trim() === '' ? t('sign.nameNeeded') : undefined}
        />
        <TextField label={t('sign.role')} value={role} onChange={setRole} maxLength={60} />
      </div>
      {!isEmpty && name.trim() === '' && (
        <div className={styles.odd}>
          <OddChoice
            visitId={shown.id}
            kind="nameless_signature"
            seen={role}
            choices={['would_not_say']}
            onChosen={() => setName(t('odd.nameless'))}
          />
        </div>
      )}
      <div className={styles.pad}>
        <canvas ref={canvas} className={styles.canvas} aria-label={t('sign.pad')} role="img" />
        {isEmpty && <span className={styles.hint}>{t('sign.here')}</span>}
      </div>
      <footer className={styles.foot}>
        <Button disabled={isEmpty} onClick={() => clear(pad)}>
          {t('common:do.clear')}
        </Button>
        <Button kind="primary" disabled={blocked} busy={busy} onClick={() => void sign()}>
          {t('sign.done')}
        </Button>
      </footer>
    </dialog>
  )
}
