import { StatusTag, type Tone } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import type { Limit } from './limit-text.ts'

const tones: Record<Limit['state'], Tone> = {
  reached: 'breach',
  near: 'waiting',
  far: 'neutral',
  undetermined: 'planned',
  expired: 'neutral',
}

export function LimitState({ state }: { state: Limit['state'] }) {
  const { t } = useTranslation('limits')
  return <StatusTag tone={tones[state]}>{t(`state.${state}`)}</StatusTag>
}
