import { StatusTag, type Tone } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { CONDITIONS, DOCUMENT_KINDS, OLD_STATES, ORDER_STATES, SHIPMENT_STATES } from './choices.ts'

type Condition = (typeof CONDITIONS)[number]
const TONES: Record<Condition, Tone> = {
  good: 'done',
  to_test: 'waiting',
  defective: 'breach',
  quarantined: 'breach',
  custody: 'planned',
}

export function ConditionTag({ condition }: { condition: Condition }) {
  const { t } = useTranslation('parts')
  return <StatusTag tone={TONES[condition]}>{t(`condition.${condition}`)}</StatusTag>
}

export function DocumentKind({ kind }: { kind: (typeof DOCUMENT_KINDS)[number] | 'late_fact' }) {
  const { t } = useTranslation('parts')
  return t(`documentKind.${kind}`)
}

const BEYOND = ['supplier', 'customer', 'scrap', 'transit', 'count_difference', 'conversion'] as const

/** A shelf by its name; the places beyond the shelves are the same everywhere and said in the reader's language. */
export function PlaceName({ name }: { name: string }) {
  const { t } = useTranslation('parts')
  const beyond = BEYOND.find((one) => one === name)
  return beyond ? <i>{t(`placeKind.${beyond}`)}</i> : name
}

/** Whose stock it is; the customers' old parts have an owner whose name nobody gave. */
export function OwnerName({ name }: { name: string }) {
  const { t } = useTranslation('parts')
  return name === 'Customers' ? t('ownerName.Customers') : name
}

/** The common units by their names; what a company made itself as it wrote it. */
export function useUnit(): (unit: string) => string {
  const { t, i18n } = useTranslation('parts')
  return (unit) => (i18n.exists(`parts:unit.${unit}`) ? (t as (key: string) => string)(`unit.${unit}`) : unit)
}

export function Quantity({ of, unit }: { of: number; unit?: string }) {
  const { numbers } = useFormat()
  const named = useUnit()
  const text = numbers.quantity(of)
  return <span style={{ whiteSpace: 'nowrap' }}>{unit ? `${text} ${named(unit)}` : text}</span>
}

const ORDER_TONES: Record<(typeof ORDER_STATES)[number], Tone> = {
  ordered: 'waiting',
  confirmed: 'planned',
  closed: 'done',
  cancelled: 'neutral',
}
export function OrderState({ state }: { state: (typeof ORDER_STATES)[number] }) {
  const { t } = useTranslation('parts')
  return <StatusTag tone={ORDER_TONES[state]}>{t(`orderState.${state}`)}</StatusTag>
}

const SHIPMENT_TONES: Record<(typeof SHIPMENT_STATES)[number], Tone> = {
  draft: 'waiting',
  sent: 'moving',
  closed: 'done',
  cancelled: 'neutral',
}
export function ShipmentState({ state }: { state: (typeof SHIPMENT_STATES)[number] }) {
  const { t } = useTranslation('parts')
  return <StatusTag tone={SHIPMENT_TONES[state]}>{t(`shipmentState.${state}`)}</StatusTag>
}

const OLD_TONES: Record<(typeof OLD_STATES)[number], Tone> = {
  labelled: 'waiting',
  sent: 'moving',
  received: 'planned',
  judged: 'done',
  scrapped: 'neutral',
}
export function OldState({ state }: { state: (typeof OLD_STATES)[number] }) {
  const { t } = useTranslation('parts')
  return <StatusTag tone={OLD_TONES[state]}>{t(`oldState.${state}`)}</StatusTag>
}
