import {
  type Asking,
  askingFor,
  type Decision,
  type FactValue,
  sayMissing,
  summary,
  toldBy,
} from '@aftercare/entitlement'
import { localDay } from '@aftercare/rules'
import { Button, Select, TextField, useToast } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellFound } from '../data/changes.ts'
import type { Visit } from '../data/store.ts'
import { useFacts, useStore } from '../data/use-store.ts'
import styles from './cover-reason.module.css'
import { useSay } from './cover-reason.tsx'
import { listFor } from './lists.ts'

/** As many as one answers at a customer's door. */
const AT_ONCE = 3
type Asked = { fact: string; asking: Asking }

/** What is missing to decide, with a field for each fact that is found out on site. */
export function AskFacts({ visit, decision }: { visit: Visit; decision: Decision }) {
  const { t } = useTranslation(['field', 'entitlement'])
  const say = useSay()
  const { missing } = summary(decision)
  if (missing.length === 0 || visit.report.signature) return null
  const asked = missing
    .flatMap((fact): Asked[] => {
      const asking = askingFor(fact)
      return asking && asking.of !== 'asset' ? [{ fact, asking }] : []
    })
    .slice(0, AT_ONCE)
  const others = missing.filter((fact) => !asked.some((one) => one.fact === fact))
  return (
    <div className={styles.reason}>
      <strong>{t('cover.ask')}</strong>
      {asked.length > 0 && <Answers key={asked.map((one) => one.fact).join()} visit={visit} asked={asked} />}
      {others.length > 0 && (
        <span>{t('cover.officeAsk', { facts: others.map((fact) => sayMissing(fact, say)).join(' · ') })}</span>
      )}
    </div>
  )
}

function Answers({ visit, asked }: { visit: Visit; asked: Asked[] }) {
  const { t } = useTranslation(['field', 'entitlement'])
  const say = useSay()
  const store = useStore()
  const toast = useToast()
  const list = listFor(useFacts(), visit)
  const [values, setValues] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const tell = async () => {
    setBusy(true)
    const isDecided = await tellFound(store, visit, foundOf(asked, values, visit.timeZone), list ?? null)
    toast({ text: t(isDecided ? 'cover.told' : 'cover.toldLater') })
    setBusy(false)
  }
  return (
    <>
      {asked.map(({ fact, asking }) => (
        <Field
          key={fact}
          label={sayMissing(fact, say)}
          asking={asking}
          value={values[fact] ?? ''}
          onChange={(value) => setValues({ ...values, [fact]: value })}
        />
      ))}
      <Button busy={busy} disabled={Object.values(values).every((one) => one === '')} onClick={() => void tell()}>
        {t('cover.tell')}
      </Button>
    </>
  )
}

type FieldProps = { label: string; asking: Asking; value: string; onChange: (value: string) => void }

function Field({ label, asking, value, onChange }: FieldProps) {
  const { t } = useTranslation(['field', 'entitlement'])
  if (asking.kind === 'yesNo') {
    const options = [
      { value: '', label: t('cover.choose') },
      { value: 'yes', label: t('entitlement:value.yes') },
      { value: 'no', label: t('entitlement:value.no') },
    ]
    return <Select label={label} value={value} onChange={onChange} options={options} />
  }
  if (asking.kind === 'choice') {
    const book = asking.field === 'cause' ? 'cause' : 'code'
    const options = asking.choices.map((one) => ({
      value: one,
      label: t(`entitlement:${book}.${one}` as 'entitlement:cause.wear'),
    }))
    return (
      <Select
        label={label}
        value={value}
        onChange={onChange}
        options={[{ value: '', label: t('cover.choose') }, ...options]}
      />
    )
  }
  const mode = asking.kind === 'number' ? ({ inputMode: 'decimal' } as const) : {}
  return <TextField label={label} value={value} onChange={onChange} {...mode} />
}

type Found = Parameters<typeof tellFound>[2]

function foundOf(asked: Asked[], values: Record<string, string>, timeZone: string): Found {
  const found: Found = {}
  for (const { fact, asking } of asked) {
    const typed = values[fact]?.trim() ?? ''
    if (typed === '') continue
    if (asking.of === 'meter') {
      const value = Number(typed.replace(',', '.'))
      if (Number.isFinite(value)) found.meter = { kind: asking.field, value, day: localDay(Date.now(), timeZone) }
      continue
    }
    const value: FactValue = asking.kind === 'yesNo' ? typed === 'yes' : typed
    const told = toldBy(asking, value)
    if (told.fault) found.fault = { ...found.fault, ...told.fault }
    if (told.facts) found.facts = { ...found.facts, ...told.facts }
  }
  return found
}
