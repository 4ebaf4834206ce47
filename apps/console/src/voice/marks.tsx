import { StatusTag, type Tone } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useWord } from './words.ts'

const tones: Record<string, Tone> = {
  due: 'waiting',
  attempted: 'planned',
  done: 'done',
  unreachable: 'neutral',
  skipped: 'neutral',
  answered: 'done',
  open: 'waiting',
  expired: 'neutral',
}

export function CallStatus({ status, why }: { status: string; why?: string | null }) {
  const word = useWord()
  return (
    <StatusTag tone={tones[status] ?? 'neutral'} {...(why && { title: word(`skipReason.${why}`) })}>
      {word(`status.${status}`)}
    </StatusTag>
  )
}

export function SurveyState({ state }: { state: string }) {
  const word = useWord()
  return <StatusTag tone={tones[state] ?? 'neutral'}>{word(`state.${state}`)}</StatusTag>
}

/** Under 100 the service was worse than expected: that, and only that, is marked. */
export function Csi({ percent }: { percent: number | null }) {
  const { numbers } = useFormat()
  if (percent === null) return null
  const text = `${numbers.decimal(percent, 1)} %`
  return percent < 100 ? <strong style={{ color: 'var(--waiting)' }}>{text}</strong> : <span>{text}</span>
}

export function Word({ of }: { of: string }) {
  return useWord()(of)
}
