import type { ChecklistAnswer, ChecklistItem } from '@aftercare/rules'
import { Icon, Select, TextField } from '@aftercare/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useName } from '../data/names.ts'
import type { Visit } from '../data/store.ts'
import styles from './check-item.module.css'
import job from './job.module.css'
import { PhotoStrip } from './photo-strip.tsx'
import { useSaveWhenHidden } from './save-when-hidden.ts'

/** What changes of an answer; the rest of it stays. */
export type Given = Partial<Omit<ChecklistAnswer, 'at'>>
export type AnswerProps = {
  visit: Visit
  item: ChecklistItem
  answer: ChecklistAnswer | undefined
  locked: boolean
  give: (answer: Given) => void
}

/** How a step is answered, by its type. */
export function CheckAnswer({ visit, item, answer, locked, give }: AnswerProps) {
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
  if (item.type === 'check') return <InOrder label={label} answer={answer} locked={locked} give={give} />
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

/** Said either way: what nobody looked at is neither. */
function InOrder({ label, answer, locked, give }: Omit<AnswerProps, 'visit' | 'item'> & { label: string }) {
  const { t } = useTranslation('field-work')
  return (
    <fieldset className={styles.block}>
      <legend className={styles.text}>{label}</legend>
      <div className={job.chips}>
        {[true, false].map((value) => (
          <button
            key={String(value)}
            type="button"
            disabled={locked}
            aria-pressed={answer?.value === value}
            onClick={() => give({ value: answer?.value === value ? null : value })}
          >
            {t(value ? 'checked.yes' : 'checked.no')}
          </button>
        ))}
      </div>
    </fieldset>
  )
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
