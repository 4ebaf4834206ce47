import { StatusTag, type Tone } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Choice } from '../shell/list/define-list.ts'

/** What a contract may pay for is what a bill has positions of. */
export { KINDS as COVERS } from '../billing/marks.tsx'

const tones = {
  draft: 'neutral',
  active: 'done',
  suspended: 'waiting',
  cancelled: 'neutral',
  expired: 'neutral',
  planned: 'planned',
  ordered: 'moving',
  done: 'done',
  skipped: 'neutral',
} as const satisfies Record<string, Tone>
export type State = keyof typeof tones

export function ContractStatus({ status }: { status: State }) {
  const { t } = useTranslation('contracts')
  return <StatusTag tone={tones[status]}>{t(`status.${status}`)}</StatusTag>
}

export const KINDS = [
  'extension',
  'response_upgrade',
  'onsite_upgrade',
  'maintenance',
  'full',
  'labour_free',
  'inspection',
] as const
export const BILLINGS = ['once', 'periodic', 'per_visit'] as const
export const LEVELS = ['carry_in', 'pick_up', 'on_site', 'on_site_next_day', 'on_site_4h'] as const

export const statusChoices = (states: readonly State[]): Choice[] =>
  states.map((value) => ({ value, label: `contracts:status.${value}` }))
export const kindChoices: Choice[] = KINDS.map((value) => ({ value, label: `contracts:kind.${value}` }))
export const billingChoices: Choice[] = BILLINGS.map((value) => ({ value, label: `contracts:billing.${value}` }))

export function Kind({ of }: { of: (typeof KINDS)[number] }) {
  const { t } = useTranslation('contracts')
  return t(`kind.${of}`)
}
export function Billing({ of }: { of: (typeof BILLINGS)[number] }) {
  const { t } = useTranslation('contracts')
  return t(`billing.${of}`)
}

type Left = { unit: 'visit' | 'job' | 'amount'; left: string; total: string; nextOn: string | null }

/** "2 of 4 visits left, next about 3 March": what a customer asks first. */
export function LeftText({ of, currency }: { of: Left; currency: string }) {
  const { t } = useTranslation('contracts')
  const { calendarDay, money } = useFormat()
  const said = (minor: string) => (of.unit === 'amount' ? money({ minor, currency }) : minor)
  const text = t(`left.${of.unit}`, { left: said(of.left), total: said(of.total) })
  return of.nextOn ? `${text} · ${t('nextOn', { day: calendarDay(of.nextOn) })}` : text
}
