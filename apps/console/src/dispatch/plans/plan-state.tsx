import { StatusTag, type Tone } from '@aftercare/ui'
import { useWord } from '../words.ts'
import type { Summary } from './plan-data.ts'

const tones: Record<Summary['state'], Tone> = {
  proposed: 'waiting',
  applied: 'done',
  partly_applied: 'planned',
  undone: 'neutral',
  discarded: 'neutral',
}

export function PlanState({ state }: { state: Summary['state'] }) {
  const word = useWord()
  return <StatusTag tone={tones[state]}>{word(`plans.state.${state}`)}</StatusTag>
}
