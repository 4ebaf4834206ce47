import { names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSkillName } from '../../people/skill-names.tsx'
import { useWord } from '../words.ts'
import { type Axis, xOf } from './axis.ts'
import { Bar } from './bar.tsx'
import type { Row, Technician, Visit } from './board-data.ts'
import styles from './board-row.module.css'
import { type Dragging, NAMES, ROW } from './drag.ts'
import { Heard } from './heard.tsx'
import { HoursLeft } from './hours-left.tsx'
import { PickUps } from './pick-ups.tsx'
import { type Selection, visitKey } from './selection.ts'
import { Ways } from './ways.tsx'

export type RowLook = {
  /** On the clock of the row. */
  axis: Axis
  /** Its zone, where the rows are on different clocks. */
  clock: string | null
  dragging: Dragging
  /** `visit:<id>` of the one whose details are shown. */
  openVisit: string | null
  tabStop: string | null
  isFaded: (visit: Visit) => boolean
  problems: ReadonlyMap<string, string>
  selected: ReadonlySet<string>
  /** Who else holds which visit. */
  holders: ReadonlyMap<string, string>
  onPick: Selection['pick']
  /** What can be seen from left to right. */
  from: number
  to: number
}

export const BoardRow = memo(function BoardRow({ row, index, ...look }: RowLook & { row: Row; index: number }) {
  const { technician, visits, load, clashing } = row
  const { axis } = look
  const shown = visits.filter((visit) => {
    const [x, end] = [xOf(axis, Date.parse(visit.startsAt)), xOf(axis, Date.parse(visit.endsAt))]
    // Without a width it lies in a night, or on a day that is not shown.
    return end > x && x < look.to && end > look.from
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of time is neither a fieldset nor an address
    <div
      className={styles.row}
      role="group"
      aria-label={technician.name}
      style={{ transform: `translateY(${index * ROW}px)`, width: NAMES + axis.width }}
    >
      <Name technician={technician} load={load} clock={look.clock} axis={axis} />
      <div className={styles.lane} style={{ width: axis.width }}>
        <Shade technician={technician} axis={axis} />
        <Ways row={row} axis={axis} shown={shown} />
        <Overruns shown={shown} axis={axis} />
        {shown.map((visit) => (
          <Bar
            key={visit.id}
            visit={visit}
            technician={technician}
            axis={axis}
            dragging={look.dragging}
            isOpen={look.openVisit === visit.id}
            isSelected={look.selected.has(visitKey(visit.id))}
            heldBy={look.holders.get(visit.id)}
            isFaded={look.isFaded(visit)}
            isClashing={clashing.has(visit.id)}
            problem={look.problems.get(visit.id)}
            isTabStop={look.tabStop === visit.id}
            onPick={look.onPick}
          />
        ))}
        <PickUps row={row} axis={axis} />
      </div>
    </div>
  )
})

/** How much longer than planned it is said to take, behind each visit. */
function Overruns({ shown, axis }: { shown: readonly Visit[]; axis: Axis }) {
  return shown.map(({ id, endsAt, overrun }) => {
    if (!overrun) return null
    const end = Date.parse(endsAt)
    const x = xOf(axis, end)
    return (
      <span
        key={id}
        className={styles.overrun}
        style={{ transform: `translateX(${x - 2}px)`, width: xOf(axis, end + overrun.minutes * 60_000) - x }}
      />
    )
  })
}

type NameProps = { technician: Technician; load: number | null; clock: string | null; axis: Axis }

function Name({ technician, load, clock, axis }: NameProps) {
  const { t } = useTranslation('dispatch')
  const { numbers, dates } = useFormat()
  const share = load === null ? t('board.offShift') : numbers.percent(load, 0)
  return (
    <div className={styles.name} style={{ width: NAMES }}>
      <span className={styles.person} title={technician.skills.map(useSkillName()).join(', ')}>
        <span className={styles.called}>{technician.name}</span>
        <Heard technicianId={technician.id} />
      </span>
      <span className={styles.below}>
        <span className={styles.station} title={clock ?? undefined}>
          {clock && <b>{dates(clock).offset(Date.now())}</b>} {technician.station?.name}
        </span>
        <HoursLeft technician={technician} axis={axis} />
      </span>
      <span className={names(styles.load, (load ?? 0) > 1 && styles.over)} title={t('board.load')}>
        {share}
      </span>
      <span className={styles.gauge} aria-hidden="true">
        <span style={{ transform: `scaleX(${Math.min(1, load ?? 0)})` }} />
      </span>
    </div>
  )
}

/** Off shift is grey, away is hatched: both are seen before anything is dropped there. */
function Shade({ technician, axis }: { technician: Technician; axis: Axis }) {
  const word = useWord()
  const { t } = useTranslation('dispatch')
  const box = (from: number, to: number) => ({ left: xOf(axis, from), width: xOf(axis, to) - xOf(axis, from) })
  return (
    <>
      {gapsIn(technician, axis).map(([from, to]) => (
        <span
          key={from}
          className={isBreak(technician, from, to) ? styles.break : styles.off}
          title={isBreak(technician, from, to) ? t('board.break') : undefined}
          style={box(from, to)}
        />
      ))}
      {technician.absences.map(({ from, to, kind }) => {
        const place = box(Date.parse(from), Date.parse(to))
        return place.width <= 0 ? null : (
          <span key={from} className={styles.away} style={place}>
            {place.width > 44 && <span className={styles.why}>{word(`absence.${kind}`)}</span>}
          </span>
        )
      })}
    </>
  )
}

/** Between two shifts of one day: not off, only at the table. The same four hours as in the reckoning of ways. */
function isBreak({ shifts }: Technician, from: number, to: number): boolean {
  if (to - from > 4 * 3_600_000) return false
  const ends = shifts.some((one) => Date.parse(one.to) === from)
  return ends && shifts.some((one) => Date.parse(one.from) === to)
}

function gapsIn({ shifts }: Technician, axis: Axis): [number, number][] {
  return axis.days.flatMap((day) => {
    const gaps: [number, number][] = []
    let at = day.fromAt
    for (const shift of shifts) {
      const [from, to] = [Date.parse(shift.from), Date.parse(shift.to)]
      if (to <= at || from >= day.toAt) continue
      if (from > at) gaps.push([at, from])
      at = Math.max(at, to)
    }
    if (at < day.toAt) gaps.push([at, day.toAt])
    return gaps
  })
}
