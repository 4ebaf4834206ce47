import { StatusTag, type Tone } from '@aftercare/ui'
import { useWord } from './words.ts'

/** One table of colours for list, board and map. */
export const toneOf: Record<string, Tone> = {
  unscheduled: 'waiting',
  proposed: 'waiting',
  declined: 'waiting',
  scheduled: 'planned',
  accepted: 'planned',
  en_route: 'moving',
  in_progress: 'working',
  on_site: 'working',
  working: 'working',
  completed: 'done',
  done: 'done',
  part_done: 'done',
  posted: 'neutral',
  no_access: 'neutral',
  cancelled: 'neutral',
}

export function WorkStatus({ status, why }: { status: string; why?: string | null }) {
  const word = useWord()
  return (
    <StatusTag tone={toneOf[status] ?? 'neutral'} {...(why ? { title: word(why) } : {})}>
      {word(`status.${status}`)}
    </StatusTag>
  )
}
