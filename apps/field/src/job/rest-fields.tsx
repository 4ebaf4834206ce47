import type { components } from '@aftercare/api'
import { DAY_MS, wallAt } from '@aftercare/rules'
import { Button, DateField, Select, TextField } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'
import { ScanField } from '../scan/scan-field.tsx'
import styles from './job.module.css'

export type Proposal = components['schemas']['NextVisitProposal']
type Part = NonNullable<Proposal['parts']>[number]
export type RestForm = ReturnType<typeof useRest>

const QUICK = [30, 60, 120, 240]
/** Minutes of the day: what the customer says is seldom more exact. */
const SPANS = { any: [0, 1440], forenoon: [480, 720], afternoon: [720, 1080] } as const
type Span = keyof typeof SPANS

export type TypedRest = { minutes: string; day: string; span: Span; parts: Part[] }

/** What the next visit needs, as far as the technician knows: every field may stay empty. */
export function useRest({ timeZone }: Pick<Visit, 'timeZone'>, kept: TypedRest | null = null) {
  const [minutes, setMinutes] = useState(kept?.minutes ?? '')
  const [day, setDay] = useState(kept?.day ?? '')
  const [span, setSpan] = useState<Span>(kept?.span ?? 'any')
  const [parts, setParts] = useState<Part[]>(kept?.parts ?? [])
  const whole = Number(minutes)
  const isMinutes = minutes === '' || (Number.isInteger(whole) && whole >= 5 && whole <= 2880)
  const when = (minute: number) => new Date(wallAt(timeZone, Date.parse(day) / DAY_MS, minute)).toISOString()
  const made: Proposal = {
    ...(minutes !== '' && isMinutes && { minutes: whole }),
    ...(day !== '' && { from: when(SPANS[span][0]), to: when(SPANS[span][1]) }),
    ...(parts.length > 0 && { parts }),
  }
  const rest = Object.keys(made).length > 0 ? made : undefined
  const typed: TypedRest = { minutes, day, span, parts }
  return { typed, minutes, setMinutes, isMinutes, day, setDay, span, setSpan, parts, setParts, rest }
}

export function RestFields({ form }: { form: RestForm }) {
  const { t } = useTranslation(['field', 'dispatch'])
  return (
    <>
      <TextField
        label={t('rest.minutes')}
        optional
        inputMode="numeric"
        value={form.minutes}
        onChange={form.setMinutes}
        error={form.isMinutes ? undefined : t('line.badQuantity')}
      />
      <div className={styles.chips}>
        {QUICK.map((n) => (
          <button
            key={n}
            type="button"
            aria-pressed={form.minutes === String(n)}
            onClick={() => form.setMinutes(String(n))}
          >
            {t('dispatch:unit.minutes', { n })}
          </button>
        ))}
      </div>
      <div className={styles.pair}>
        <DateField label={t('rest.day')} optional value={form.day} onChange={form.setDay} />
        <Select
          label={t('rest.span')}
          value={form.span}
          onChange={(value) => form.setSpan(value as Span)}
          options={(Object.keys(SPANS) as Span[]).map((value) => ({ value, label: t(`rest.spans.${value}`) }))}
        />
      </div>
      <MissingParts parts={form.parts} onChange={form.setParts} />
    </>
  )
}

function MissingParts({ parts, onChange }: { parts: Part[]; onChange: (parts: Part[]) => void }) {
  const { t } = useTranslation('field')
  const [code, setCode] = useState('')
  const [quantity, setQuantity] = useState('1')
  const count = Number(quantity)
  const isReady = code.trim() !== '' && Number.isInteger(count) && count >= 1 && count <= 9999
  const add = () => {
    onChange([...parts.filter((one) => one.code !== code.trim()), { code: code.trim(), quantity: count }])
    setCode('')
    setQuantity('1')
  }
  return (
    <section className={styles.list} aria-label={t('rest.parts')}>
      {parts.map((one) => (
        <p key={one.code} className={styles.row}>
          <span>{t('rest.part', one)}</span>
          <Button kind="quiet" onClick={() => onChange(parts.filter((other) => other !== one))}>
            {t('extra.takeOff')}
          </Button>
        </p>
      ))}
      <ScanField label={t('rest.missing')} optional value={code} onChange={setCode} />
      <TextField label={t('line.quantity')} inputMode="numeric" value={quantity} onChange={setQuantity} />
      <Button icon="plus" block disabled={!isReady} onClick={add}>
        {t('rest.add')}
      </Button>
    </section>
  )
}
