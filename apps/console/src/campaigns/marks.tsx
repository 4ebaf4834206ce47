import { StatusTag, type Tone } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import type { Choice } from '../shell/list/define-list.ts'

export const KINDS = ['recall', 'upgrade', 'service'] as const
const statuses = { draft: 'neutral', announced: 'working', closed: 'done', withdrawn: 'neutral' } as const
export type Status = keyof typeof statuses
const states = {
  in_scope: 'planned',
  remedied: 'done',
  inspected_no_fault: 'done',
  refused: 'waiting',
  scrapped: 'neutral',
  stolen: 'neutral',
  exported: 'neutral',
  duplicate_not_affected: 'neutral',
} as const satisfies Record<string, Tone>
export type UnitState = keyof typeof states
export const UNIT_STATES = Object.keys(states) as UnitState[]

export const kindChoices: Choice[] = KINDS.map((value) => ({ value, label: `campaigns:kind.${value}` }))
export const statusChoices: Choice[] = (Object.keys(statuses) as Status[]).map((value) => ({
  value,
  label: `campaigns:status.${value}`,
}))
export const stateChoices: Choice[] = UNIT_STATES.map((value) => ({ value, label: `campaigns:unitState.${value}` }))

export function CampaignStatus({ status }: { status: Status }) {
  const { t } = useTranslation('campaigns')
  return <StatusTag tone={statuses[status]}>{t(`status.${status}`)}</StatusTag>
}

export function UnitStateTag({ state }: { state: UnitState }) {
  const { t } = useTranslation('campaigns')
  return <StatusTag tone={states[state]}>{t(`unitState.${state}`)}</StatusTag>
}

export function Kind({ of }: { of: (typeof KINDS)[number] }) {
  const { t } = useTranslation('campaigns')
  return t(`kind.${of}`)
}

/** What is dangerous about it, in words beside the colour. */
export function Dangers({ of }: { of: { isSafety: boolean; stopUse: boolean } }) {
  const { t } = useTranslation('campaigns')
  return (
    <>
      {of.isSafety && <StatusTag tone="breach">{t('page.safety')}</StatusTag>}
      {of.stopUse && <StatusTag tone="breach">{t('page.stopUse')}</StatusTag>}
    </>
  )
}
