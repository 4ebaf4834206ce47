import { Button, Sheet, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft, useKeepDraft } from '../data/drafts.ts'
import { type Agreed, agreeExtra, offered } from '../data/extra-work.ts'
import type { PriceList, Visit } from '../data/store.ts'
import type { NewLine } from '../data/sums.ts'
import { useStore } from '../data/use-store.ts'
import { AmountLines } from './amount-lines.tsx'
import styles from './job.module.css'
import { LineFields } from './line-fields.tsx'
import { type TypedLine, useLineForm } from './line-form.ts'
import { RefusedPart, usePartCheck } from './part-check.tsx'
import { SignatureScreen } from './signature-screen.tsx'

type Props = { visit: Visit; list: PriceList; onClose: () => void }

/** More to do than was agreed: quoted line by line, shown with its price, and signed by the customer before it is done. */
export function ExtraSheet(props: Props) {
  const kept = useDraft<TypedExtra>(props.visit.id, EXTRA_DRAFT)
  return kept === undefined ? null : <OpenExtraSheet {...props} kept={kept} />
}

export const EXTRA_DRAFT = 'extra'
/** What is put together so far, and the line that is being typed. */
type TypedExtra = { lines: NewLine[]; name: string; line: TypedLine | null }

function OpenExtraSheet({ visit, list, kept, onClose: close }: Props & { kept: TypedExtra | null }) {
  const { t } = useTranslation('field')
  const store = useStore()
  const [lines, setLines] = useState<NewLine[]>(kept?.lines ?? [])
  const [typed, setTyped] = useState<TypedLine | null>(kept?.line ?? null)
  const [adding, setAdding] = useState(lines.length === 0 || typed !== null)
  const [signing, setSigning] = useState(false)
  const [name, setName] = useState(kept?.name ?? visit.contact?.name ?? visit.customer?.name ?? '')
  const forget = useKeepDraft(visit.id, EXTRA_DRAFT, { lines, name, line: typed } satisfies TypedExtra)
  const onClose = () => {
    void forget()
    close()
  }
  const shown = useOffer(visit, lines, list)
  const answer = async (given: Pick<Agreed, 'answer' | 'signed'>, by = name) => {
    await agreeExtra(store, visit, { lines, ...given, name: by.trim() }, list)
    onClose()
  }
  if (adding) {
    const add = (line: NewLine) => {
      setLines([...lines, line])
      stop()
    }
    const stop = () => {
      setTyped(null)
      setAdding(false)
    }
    return (
      <OneLine
        visit={visit}
        list={list}
        kept={typed}
        onTyped={setTyped}
        onAdd={add}
        onClose={lines.length > 0 ? stop : onClose}
      />
    )
  }
  if (signing && shown) {
    return (
      <SignatureScreen
        shown={shown}
        says={t('extra.says', { number: visit.number })}
        name={name}
        onClose={() => setSigning(false)}
        onSign={({ blob, name: by, role }) => answer({ answer: 'accepted', signed: { blob, role, shown } }, by)}
      />
    )
  }
  const unnamed = name.trim() === ''
  return (
    <Sheet
      open
      title={t('extra.title')}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" block disabled={!shown} onClick={() => setSigning(true)}>
            {t('extra.sign')}
          </Button>
          <div className={styles.pair}>
            <Button disabled={unnamed} onClick={() => void answer({ answer: 'rejected' })}>
              {t('extra.reject')}
            </Button>
            <Button disabled={unnamed} onClick={() => void answer({ answer: 'accepted' })}>
              {t('extra.byPhone')}
            </Button>
          </div>
        </>
      }
    >
      <div className={styles.list}>
        {shown && (
          <AmountLines
            visit={shown}
            onOpen={({ id }) => setLines(lines.filter((line) => line.id !== id))}
            opens={t('extra.takeOff')}
          />
        )}
        <Button icon="plus" onClick={() => setAdding(true)}>
          {t('line.add')}
        </Button>
        <TextField label={t('extra.who')} value={name} onChange={setName} maxLength={100} />
      </div>
    </Sheet>
  )
}

/** What the customer sees: priced on the phone, anew with each line. */
function useOffer(visit: Visit, lines: readonly NewLine[], list: PriceList): Visit | null {
  const store = useStore()
  const [shown, setShown] = useState<Visit | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: an offer is of the moment its lines were put together
  useEffect(() => {
    let current = true
    setShown(null)
    if (lines.length > 0) void offered(store, visit, lines, list).then((made) => current && setShown(made))
    return () => {
      current = false
    }
  }, [lines])
  return shown
}

type OneProps = Props & {
  kept: TypedLine | null
  onTyped: (typed: TypedLine) => void
  onAdd: (line: NewLine) => void
}

function OneLine({ visit, list, kept, onTyped, onAdd, onClose }: OneProps) {
  const { t } = useTranslation('field')
  const { money } = useFormat()
  const form = useLineForm(list, null, kept)
  const { typed } = form
  const first = useRef(typed)
  useEffect(() => {
    if (typed !== first.current) onTyped(typed)
  }, [typed, onTyped])
  const check = usePartCheck(visit.id)
  const [busy, setBusy] = useState(false)
  const add = async () => {
    if (!form.ready) return
    setBusy(true)
    const isGenuine = await check.isGenuine(form.ready).finally(() => setBusy(false))
    if (isGenuine) onAdd(form.ready)
  }
  return (
    <Sheet
      open
      title={t('extra.title')}
      onClose={onClose}
      actions={
        <Button kind="primary" block busy={busy} disabled={!form.ready} onClick={() => void add()}>
          {t('extra.show')}
        </Button>
      }
    >
      <LineFields visitId={visit.id} list={list} form={form} />
      <RefusedPart check={check} number={form.partNumber} />
      {form.price && (
        <p className={styles.row}>
          <span>{t('extra.each')}</span>
          <strong>{money({ minor: form.price.minor, currency: list.currency })}</strong>
        </p>
      )}
    </Sheet>
  )
}
