import type { ChecklistItem } from '@aftercare/rules'
import { Button, Sheet, TextField } from '@aftercare/ui'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPhoto } from '../data/changes.ts'
import { useName } from '../data/names.ts'
import { whereNow } from '../data/pictures.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { pictureOf, usePad } from './signature-pad.ts'
import styles from './signature-screen.module.css'

/** Somebody puts their name to one step: not to the work and its price, that is signed at the end. */
export function StepSignature({ visit, item, onClose }: { visit: Visit; item: ChecklistItem; onClose: () => void }) {
  const { t } = useTranslation(['field', 'field-job', 'common'])
  const store = useStore()
  const nameOf = useName()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { pad, isEmpty, clear } = usePad(canvas)
  const [name, setName] = useState(visit.contact?.name ?? visit.customer?.name ?? '')
  const [busy, setBusy] = useState(false)
  const keep = async () => {
    setBusy(true)
    const blob = await pictureOf(canvas.current!)
    const place = whereNow()
    const about = { kind: 'signature', checklistKey: item.key, caption: name.trim(), extension: 'png' } as const
    await addPhoto(store, visit.id, { ...about, blob, place }).finally(() => setBusy(false))
    onClose()
  }
  return (
    <Sheet
      open
      title={nameOf(item.label)}
      onClose={onClose}
      actions={
        <Button kind="primary" block busy={busy} disabled={isEmpty || name.trim() === ''} onClick={() => void keep()}>
          {t('sign.done')}
        </Button>
      }
    >
      <TextField label={t('sign.name')} value={name} onChange={setName} maxLength={100} />
      <div className={styles.small}>
        <canvas ref={canvas} className={styles.canvas} aria-label={t('sign.pad')} role="img" />
        {isEmpty && <span className={styles.hint}>{t('sign.here')}</span>}
      </div>
      <Button disabled={isEmpty} onClick={() => clear(pad)}>
        {t('common:do.clear')}
      </Button>
    </Sheet>
  )
}
