import { Icon, StatusTag, TimeLeft, type Tone } from '@aftercare/ui'
import { useState } from 'react'
import styles from './marks.module.css'
import { useExplained, useSayStep } from './page/clock-sum.ts'
import { useWord } from './words.ts'

const toneOf: Record<string, Tone> = {
  new: 'waiting',
  triaged: 'waiting',
  scheduled: 'planned',
  in_progress: 'working',
  waiting: 'neutral',
  resolved: 'done',
  closed: 'neutral',
  cancelled: 'neutral',
}

export function RequestStatus({ status, holdReason }: { status: string; holdReason?: string | null }) {
  const word = useWord()
  const why = holdReason ? { title: word(`hold.${holdReason}`) } : {}
  return (
    <StatusTag tone={toneOf[status] ?? 'neutral'} {...why}>
      {word(`status.${status}`)}
    </StatusTag>
  )
}

const coverTone: Record<string, Tone> = {
  covered: 'done',
  partly: 'waiting',
  not_covered: 'neutral',
  undetermined: 'neutral',
}

export function CoverTag({ outcome }: { outcome: string | null }) {
  const word = useWord()
  if (outcome === null) return null
  return <StatusTag tone={coverTone[outcome] ?? 'neutral'}>{word(`cover.${outcome}`)}</StatusTag>
}

/** P1 to P5; danger is said in a word, not in a colour alone. */
export function PriorityMark({ priority, isSafety = false }: { priority: string; isSafety?: boolean }) {
  const word = useWord()
  return (
    <span className={styles.priority} data-priority={priority}>
      {priority}
      {isSafety && (
        <span className={styles.safety} title={word('desk.safety')}>
          <Icon name="warning" size={14} label={word('desk.safety')} />
        </span>
      )}
    </span>
  )
}

type DueProps = {
  row: { id: string; nextDueAt: string | null; status: string; timeZone: string; holdReason: string | null }
}

/** The nearest promise of a row, whose sum is fetched when somebody points at it; on hold its clock rests. */
export function NextDue({ row }: DueProps) {
  const word = useWord()
  const [asked, setAsked] = useState(false)
  const { nextDueAt } = row
  if (nextDueAt !== null)
    return (
      <span onPointerEnter={() => setAsked(true)}>
        {asked ? <SummedDue row={row} dueAt={nextDueAt} /> : <TimeLeft dueAt={nextDueAt} zone={row.timeZone} />}
      </span>
    )
  if (row.status === 'waiting') return <span className={styles.quiet}>{word('clock.status.paused')}</span>
  return null
}

function SummedDue({ row, dueAt }: DueProps & { dueAt: string }) {
  const clocks = useExplained(row)
  const say = useSayStep(row.timeZone)
  const steps = clocks?.find((clock) => clock.dueAt === dueAt && clock.metAt === null)?.steps
  return <TimeLeft dueAt={dueAt} zone={row.timeZone} sum={steps?.map(say).join('\n')} />
}
