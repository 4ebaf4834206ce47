import { type ChecklistAnswer, type ChecklistItem, itemState } from '@aftercare/rules'
import { Button, Icon, Select, Sheet, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeReport } from '../data/changes.ts'
import { timeNow } from '../data/clock.ts'
import { useName } from '../data/names.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import styles from './check-item.module.css'
import { OddChoice } from './odd-choice.tsx'
import { PhotoStrip } from './photo-strip.tsx'
import { useSaveWhenHidden } from './save-when-hidden.ts'

type Props = { visit: Visit; item: ChecklistItem; photos: ReadonlySet<string> }

/** One step of the list. A required one that cannot be done is left out with a reason, never silently. */
export function CheckItem({ visit, item, photos }: Props) {
  const { t } = useTranslation('field')
  const store = useStore()
  const name = useName()
  const [skipping, setSkipping] = useState(false)
  const answer = visit.report.answers[item.key] as ChecklistAnswer | undefined
  const locked = visit.report.signature !== null
  const state = itemState(item, answer, photos)
  const give = (given: Omit<ChecklistAnswer, 'at'>) =>
    void writeReport(store, visit.id, { answers: { [item.key]: { ...given, at: timeNow() } } })
  return (
    <div className={styles.item} data-state={state}>
      <Answer visit={visit} item={item} answer={answer} locked={locked} give={give} />
      <MeterBackwards visit={visit} item={item} answer={answer} />
      {state === 'skipped' && <p className={styles.note}>{t('check.skipped', { why: answer?.skipped })}</p>}
      {state === 'out_of_limits' && (
        <p className={styles.bad} role="alert">
          {t('check.outOfLimits', { min: item.min ?? '–', max: item.max ?? '–', unit: item.unit ?? '' })}
        </p>
      )}
      {item.required && !locked && (
        // Keeps its place when it is not to be had: the next step must not move away from under the thumb.
        <button
          type="button"
          className={styles.skip}
          data-gone={state !== 'open' || undefined}
          aria-label={t('check.skipItem', { step: name(item.label) })}
          onClick={() => setSkipping(true)}
        >
          {t('check.skip')}
        </button>
      )}
      <SkipSheet
        open={skipping}
        onClose={() => setSkipping(false)}
        onSkip={(skipped) => {
          give({ value: null, skipped })
          setSkipping(false)
        }}
      />
    </div>
  )
}

/** A meter that shows less than it did: typed wrong, or another meter. Kept as it is said; the desk hears of it. */
function MeterBackwards({ visit, item, answer }: Pick<AnswerProps, 'visit' | 'item' | 'answer'>) {
  const { t } = useTranslation('field')
  const { numbers } = useFormat()
  const last = visit.asset?.meters.find((one) => one.kind === item.meter)
  const value = answer?.value
  if (!last || typeof value !== 'number' || value >= Number(last.value)) return null
  const seen = `${numbers.whole(value)} < ${numbers.whole(last.value)}`
  return (
    <>
      <p className={styles.bad} role="alert">
        {t('odd.meter', { last: numbers.whole(last.value) })}
      </p>
      <OddChoice visitId={visit.id} kind="meter_backwards" seen={seen} choices={['meter_replaced', 'went_on']} />
    </>
  )
}

type AnswerProps = {
  visit: Visit
  item: ChecklistItem
  answer: ChecklistAnswer | undefined
  locked: boolean
  give: (answer: Omit<ChecklistAnswer, 'at'>) => void
}

function Answer({ visit, item, answer, locked, give }: AnswerProps) {
  const name = useName()
  const label = name(item.label)
  if (item.type === 'tick') {
    return (
      <label className={styles.tick}>
        <input
          type="checkbox"
          checked={answer?.value === true}
          disabled={locked}
          onChange={(event) => give({ value: event.target.checked })}
        />
        <span className={styles.box} aria-hidden="true">
          <Icon name="check" size={20} />
        </span>
        <span className={styles.text}>{label}</span>
      </label>
    )
  }
  if (item.type === 'photo') {
    const kind = item.key.includes('after') ? 'after' : item.key.includes('before') ? 'before' : 'other'
    return (
      <div className={styles.block}>
        <span className={styles.text}>{label}</span>
        <PhotoStrip visit={visit} kind={kind} checklistKey={item.key} locked={locked} bare />
      </div>
    )
  }
  if (item.type === 'choice') {
    const options = (item.choices ?? []).map((one) => ({ value: one.value, label: name(one.label) }))
    const value = typeof answer?.value === 'string' ? answer.value : ''
    return (
      <Select
        label={label}
        value={value}
        disabled={locked}
        onChange={(chosen) => give({ value: chosen })}
        options={options}
      />
    )
  }
  return <Typed item={item} label={label} answer={answer} locked={locked} give={give} />
}

/** Typed values are kept when the field is left: not every key is news. */
function Typed({ item, label, answer, locked, give }: Omit<AnswerProps, 'visit'> & { label: string }) {
  const kept = answer?.value === null || answer?.value === undefined ? '' : String(answer.value)
  const [text, setText] = useState(kept)
  useEffect(() => setText(kept), [kept])
  const isNumber = item.type === 'number'
  const save = () => {
    if (text === kept) return
    const value = isNumber ? Number(text.replace(',', '.')) : text.trim()
    if (text.trim() === '') give({ value: null })
    else if (!isNumber || Number.isFinite(value)) give({ value })
  }
  useSaveWhenHidden(save)
  return (
    <TextField
      label={item.unit ? `${label} · ${item.unit}` : label}
      value={text}
      onChange={setText}
      onBlur={save}
      disabled={locked}
      inputMode={isNumber ? 'decimal' : 'text'}
    />
  )
}

function SkipSheet({ open, onClose, onSkip }: { open: boolean; onClose: () => void; onSkip: (why: string) => void }) {
  const { t } = useTranslation('field')
  const [why, setWhy] = useState('')
  return (
    <Sheet
      open={open}
      title={t('check.skip')}
      onClose={onClose}
      actions={
        <Button kind="primary" block disabled={why.trim() === ''} onClick={() => onSkip(why.trim())}>
          {t('check.skipDo')}
        </Button>
      }
    >
      <TextField label={t('check.why')} value={why} onChange={setWhy} rows={2} maxLength={150} />
    </Sheet>
  )
}
