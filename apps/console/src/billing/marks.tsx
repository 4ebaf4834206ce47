import { roundingOf } from '@aftercare/rules'
import { StatusTag, type Tone } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'

const tones = {
  draft: 'neutral',
  sent: 'waiting',
  accepted: 'done',
  rejected: 'neutral',
  expired: 'neutral',
  superseded: 'neutral',
  issued: 'waiting',
  part_paid: 'working',
  paid: 'done',
  credited: 'neutral',
} as const satisfies Record<string, Tone>
export type BillState = keyof typeof tones

export function BillStatus({ status }: { status: BillState }) {
  const { t } = useTranslation('billing')
  return <StatusTag tone={tones[status]}>{t(`status.${status}`)}</StatusTag>
}

export function Money({ minor, currency }: { minor: string; currency: string }) {
  const { money } = useFormat()
  return money({ minor, currency })
}

export function Percent({ bp }: { bp: number }) {
  const { numbers } = useFormat()
  return numbers.percent(bp / 10_000, 2)
}

export function Day({ of }: { of: string | null }) {
  const { calendarDay } = useFormat()
  return of ? calendarDay(of) : null
}

export function YesNo({ of }: { of: boolean }) {
  const { t } = useTranslation('common')
  return t(of ? 'yes' : 'no')
}

/** A rounding rule in words. */
export function RuleText({ of }: { of: string }) {
  const { t } = useTranslation('billing')
  const { by, mode, step } = roundingOf(of)
  const rule = t('rounding_rule', { by: t(`roundBy.${by}`), mode: t(`roundMode.${mode}`) })
  return step === 1n ? rule : t('rule_with_step', { rule, step: String(step) })
}

export const stateChoices = (states: readonly BillState[]) =>
  states.map((value) => ({ value, label: `billing:status.${value}` as const }))

/** Options of a select whose words are `billing:<of>.<value>`. */
export function useOptions() {
  const { t } = useTranslation('billing')
  return <T extends string>(of: 'kind' | 'unit' | 'rule' | 'taxCategory' | 'method' | Reasons, values: readonly T[]) =>
    values.map((value) => ({ value, label: t(`${of}.${value}` as 'kind.part') }))
}
type Reasons = 'priceReason' | 'creditReason' | 'refundReason'

export const KINDS = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
export const UNITS = ['piece', 'hour', 'km', 'visit', 'litre', 'day', 'operation'] as const
export const RULES = ['fixed', 'operation', 'zone', 'call_out'] as const
export const TAX_CATEGORIES = ['standard', 'reduced', 'second_reduced', 'zero', 'exempt'] as const
export const METHODS = ['cash', 'card', 'transfer', 'wechat', 'alipay', 'other'] as const
