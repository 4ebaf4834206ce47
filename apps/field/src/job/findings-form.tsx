import { Select, TextField } from '@aftercare/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeReport } from '../data/changes.ts'
import { useName } from '../data/names.ts'
import type { FailureCode, Visit } from '../data/store.ts'
import { useFacts, useStore } from '../data/use-store.ts'
import styles from './job.module.css'
import { codesFor } from './lists.ts'
import { useSaveWhenHidden } from './save-when-hidden.ts'

const KINDS = ['symptom', 'cause', 'remedy'] as const

/** What was found and what was done, in codes for the factory and in words for the customer. */
export function FindingsForm({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field', 'field-work'])
  const facts = useFacts()
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>{t('work.findings')}</h2>
      {KINDS.map((kind) => (
        <Code key={kind} visit={visit} kind={kind} codes={codesFor(facts, visit, kind)} />
      ))}
      <Prose visit={visit} field="findings" label={t('field-work:report.findings')} />
      <Prose visit={visit} field="workDone" label={t('field-work:report.workDone')} />
    </section>
  )
}

function Code({ visit, kind, codes }: { visit: Visit; kind: FailureCode['kind']; codes: FailureCode[] }) {
  const { t } = useTranslation('field-work')
  const store = useStore()
  const name = useName()
  const found = useFound(visit, kind)
  if (codes.length === 0) return null
  const field = `${kind}Code` as const
  const ordered = codes.toSorted((a, b) => (found.get(b.code) ?? 0) - (found.get(a.code) ?? 0))
  const labelOf = (one: FailureCode) => {
    const visits = found.get(one.code)
    const plain = `${name(one.name)} · ${one.code}`
    return visits ? t('code.found', { plain, count: visits }) : plain
  }
  const value = visit.report[field] ?? (kind === 'symptom' ? (visit.request.symptomCode ?? '') : '')
  return (
    <Select
      label={t(`code.${kind}`)}
      value={codes.some((one) => one.code === value) ? value : ''}
      onChange={(code) => void writeReport(store, visit.id, { [field]: code })}
      options={ordered.map((one) => ({ value: one.code, label: labelOf(one) }))}
    />
  )
}

/** Of causes: how often each was found at this model for this symptom. */
function useFound(visit: Visit, kind: FailureCode['kind']): ReadonlyMap<string, number> {
  const facts = useFacts()
  const symptom = visit.report.symptomCode ?? visit.request.symptomCode
  const model = visit.asset?.model.code
  const seen = kind === 'cause' ? (facts?.causesFound ?? []) : []
  const these = seen.filter((one) => one.modelCode === model && one.symptomCode === symptom)
  return new Map(these.map((one) => [one.causeCode, one.visits]))
}

/** Kept when the field is left. */
function Prose({ visit, field, label }: { visit: Visit; field: 'findings' | 'workDone'; label: string }) {
  const store = useStore()
  const kept = visit.report[field] ?? ''
  const [text, setText] = useState(kept)
  useEffect(() => setText(kept), [kept])
  const save = () => {
    const next = text.trim()
    if (next !== kept) void writeReport(store, visit.id, { [field]: next === '' ? null : next })
  }
  useSaveWhenHidden(save)
  return <TextField label={label} value={text} onChange={setText} onBlur={save} rows={3} maxLength={4000} />
}
