import { Icon, names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { toneOf } from '../marks.tsx'
import { useWord } from '../words.ts'
import { type Axis, xOf } from './axis.ts'
import styles from './bar.module.css'
import type { Technician, Visit } from './board-data.ts'
import { isMovable } from './board-data.ts'
import type { Dragging } from './drag.ts'
import { usePickUpText } from './pick-ups.tsx'
import { type Selection, visitKey } from './selection.ts'

type BarProps = {
  visit: Visit
  technician: Technician
  axis: Axis
  dragging: Dragging
  isOpen: boolean
  isSelected: boolean
  /** Somebody else who moves it just now. */
  heldBy: string | undefined
  isFaded: boolean
  isClashing: boolean
  /** What does not fit: a skill, a shift, an absence. */
  problem: string | undefined
  isTabStop: boolean
  onPick: Selection['pick']
}

/** What an icon needs, and what the edges of a bar take. */
const ICON = 15
const EDGES = 14
/** The least width of words that say anything. */
const WORDS = 38

/** One visit on the board. A button: it can be reached, read out and opened without a pointer. */
export const Bar = memo(function Bar(props: BarProps) {
  const { visit, technician, axis, dragging, isOpen, isSelected, isFaded, isClashing, problem, isTabStop } = props
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const { dates, span } = useFormat()
  const x = xOf(axis, Date.parse(visit.startsAt))
  const width = Math.max(xOf(axis, Date.parse(visit.endsAt)) - x - 2, 14)
  const times = dates(axis.zone).times(visit.startsAt, visit.endsAt)
  const status = word(`status.${visit.status}`)
  // What can be read on the bar comes first and unchanged, so that it can be said to open it.
  const shown = [visit.title, visit.customer].filter(Boolean).join(' ')
  const late = visit.late && t('board.late', { by: span(visit.late.minutes * 60_000) })
  const overrun = visit.overrun && t('overrun.why', visit.overrun)
  const rests =
    visit.pause && t('pause.since', { reason: visit.pause.reason, when: dates(axis.zone).time(visit.pause.since) })
  const crew = visit.crewId && t('crew.several')
  const pickUpText = usePickUpText(axis.zone)
  const collects = visit.pickUp && pickUpText(visit.pickUp)
  const held = props.heldBy && t('board.heldBy', { name: props.heldBy })
  const said = [
    shown,
    status,
    times,
    technician.name,
    problem,
    isClashing && t('board.clash'),
    late,
    overrun,
    rests,
    crew,
    visit.isPinned && t('column.isPinned'),
    collects,
    held,
  ]
  // None is cut in half. Lateness has its edge, too: its icon does not take the place of words.
  const room = Math.max(0, Math.floor((width - EDGES) / ICON))
  const icons = [
    ...(visit.isPinned ? (['lock'] as const) : []),
    ...(visit.crewId ? (['person'] as const) : []),
    ...(late && width > WORDS + ICON ? (['warning'] as const) : []),
  ].slice(0, room)
  const wrong = isClashing || problem !== undefined
  return (
    <button
      type="button"
      className={names(
        styles.bar,
        styles[toneOf[visit.status] ?? 'neutral'],
        isOpen && styles.open,
        isSelected && styles.selected,
        held && styles.held,
        late && styles.late,
        wrong && styles.wrong,
      )}
      style={{ transform: `translateX(${x}px)`, width }}
      data-visit={visit.id}
      data-faded={isFaded || undefined}
      data-fixed={!isMovable(visit) || undefined}
      aria-label={said.filter(Boolean).join(', ')}
      title={[
        `${visit.number} · ${status} · ${times}`,
        visit.title,
        visit.customer,
        visit.city,
        problem,
        late,
        overrun,
        rests,
        crew,
        visit.isPinned && t('column.isPinned'),
        collects,
        held,
      ]
        .filter(Boolean)
        .join('\n')}
      aria-pressed={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      onPointerDown={(event) => {
        if (isMovable(visit))
          dragging.start(
            event,
            { kind: 'visit', visit },
            event.clientX - event.currentTarget.getBoundingClientRect().left,
          )
      }}
      onClick={(event) => dragging.swallows() || props.onPick(visitKey(visit.id), event)}
    >
      {icons.map((name) => (
        <Icon key={name} name={name} size={12} />
      ))}
      {width - icons.length * ICON > WORDS && (
        <span className={styles.words}>
          {/* The blank is for those who read it as text: the last word of one is not the first of the other. */}
          <span className={styles.title}>{visit.title}</span> <span className={styles.who}>{visit.customer}</span>
        </span>
      )}
    </button>
  )
})
