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

export const stateChoices = (states: readonly BillState[]) =>
  states.map((value) => ({ value, label: `billing:status.${value}` as const }))
