import type { ChecklistItem, StepStanding } from '@aftercare/rules'
import { Button, TextField } from '@aftercare/ui'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removePhoto } from '../data/changes.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import type { AnswerProps } from './check-answer.tsx'
import styles from './check-item.module.css'
import { Films } from './films.tsx'
import { PhotoStrip, Thumb } from './photo-strip.tsx'
import { useSaveWhenHidden } from './save-when-hidden.ts'

const StepSignature = lazy(() => import('./step-signature.tsx').then((m) => ({ default: m.StepSignature })))

type ProofProps = Omit<AnswerProps, 'item'> & { standing: StepStanding }

/** What a step is proven by beside its answer, and what of it is still missing. */
export function CheckProof({ visit, standing: { item, missing }, answer, locked, give }: ProofProps) {
  const { t } = useTranslation('field-job')
  const kinds = (item.proof ?? []).map((one) => one.kind)
  const has = (kind: (typeof kinds)[number]) => kinds.includes(kind)
  return (
    <div className={styles.proof}>
      {has('photo') && item.type !== 'photo' && (
        <PhotoStrip visit={visit} kind="other" checklistKey={item.key} locked={locked} bare />
      )}
      {has('film') && <Films visit={visit} checklistKey={item.key} />}
      {has('measurement') && <Readings item={item} kept={answer?.readings ?? []} locked={locked} give={give} />}
      {has('note') && <Note kept={answer?.note ?? ''} locked={locked} give={give} />}
      {has('signature') && <Signatures visit={visit} item={item} locked={locked} />}
      {missing.length > 0 && (
        <ul className={styles.missing}>
          {missing.map(({ kind, have, count }) => (
            <li key={kind}>{t(`check.missing.${kind}`, { have, count })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

type ReadingsProps = Pick<AnswerProps, 'item' | 'locked' | 'give'> & { kept: readonly number[] }

/** As many as are asked for, one after the other; the next opens with the last. */
function Readings({ item, kept, locked, give }: ReadingsProps) {
  const asked = item.proof?.find((one) => one.kind === 'measurement')?.count ?? 1
  const shown = Math.min(Math.max(asked, kept.length), kept.length + 1)
  const save = (at: number, value: number | null) => {
    const before = kept.slice(0, at)
    give({ readings: [...before, ...(value === null ? [] : [value]), ...kept.slice(at + 1)] })
  }
  return Array.from({ length: shown }, (_, at) => (
    <Reading
      // biome-ignore lint/suspicious/noArrayIndexKey: a reading is its place in the row
      key={at}
      item={item}
      number={at + 1}
      kept={kept[at] ?? null}
      locked={locked}
      onSave={(value) => save(at, value)}
    />
  ))
}

type ReadingProps = {
  item: ChecklistItem
  number: number
  kept: number | null
  locked: boolean
  onSave: (value: number | null) => void
}

function Reading({ item, number, kept, locked, onSave }: ReadingProps) {
  const { t } = useTranslation('field-job')
  const [text, setText] = useState(String(kept ?? ''))
  useEffect(() => setText(String(kept ?? '')), [kept])
  const save = () => {
    if (text === String(kept ?? '')) return
    const value = Number(text.replace(',', '.'))
    if (text.trim() === '') onSave(null)
    else if (Number.isFinite(value)) onSave(value)
  }
  useSaveWhenHidden(save)
  return (
    <TextField
      label={[t('check.reading', { number }), item.unit].filter(Boolean).join(' · ')}
      value={text}
      onChange={setText}
      onBlur={save}
      disabled={locked}
      inputMode="decimal"
    />
  )
}

function Note({ kept, locked, give }: Pick<AnswerProps, 'locked' | 'give'> & { kept: string }) {
  const { t } = useTranslation('field-job')
  const [text, setText] = useState(kept)
  useEffect(() => setText(kept), [kept])
  const save = () => {
    if (text.trim() !== kept) give({ note: text.trim() })
  }
  useSaveWhenHidden(save)
  return (
    <TextField
      label={t('check.note')}
      value={text}
      onChange={setText}
      onBlur={save}
      disabled={locked}
      rows={2}
      maxLength={1000}
    />
  )
}

function Signatures({ visit, item, locked }: { visit: Visit; item: ChecklistItem; locked: boolean }) {
  const { t } = useTranslation('field-job')
  const store = useStore()
  const [signing, setSigning] = useState(false)
  const given = visit.photos.filter((one) => one.kind === 'signature' && one.checklistKey === item.key)
  return (
    <>
      {given.map((one) => (
        <ul key={one.id} className={styles.signed}>
          <Thumb photo={one} locked={locked} onRemove={() => void removePhoto(store, visit.id, one.id)} />
          <li>{t('check.signedBy', { name: one.caption ?? '' })}</li>
        </ul>
      ))}
      {!locked && (
        <Button block onClick={() => setSigning(true)}>
          {t('check.sign')}
        </Button>
      )}
      {signing && (
        <Suspense>
          <StepSignature visit={visit} item={item} onClose={() => setSigning(false)} />
        </Suspense>
      )}
    </>
  )
}
