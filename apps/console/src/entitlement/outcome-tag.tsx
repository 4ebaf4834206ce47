import type { Answer } from '@aftercare/api'
import { StatusTag, type Tone } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'

type Outcome = Answer<'/api/v1/assets/{id}/cover'>['summary']['outcome']
const tones: Record<Outcome, Tone> = {
  covered: 'done',
  partly: 'planned',
  not_covered: 'neutral',
  undetermined: 'waiting',
}

/** Whether somebody else than the customer would pay. */
export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('entitlement')
  return <StatusTag tone={tones[outcome]}>{t(`outcome.${outcome}`)}</StatusTag>
}
