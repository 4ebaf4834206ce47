import { useNow } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Axis, SNAP_MS, xOf } from './axis.ts'
import { useBand } from './band.tsx'
import { isMovable, type Row, type Visit } from './board-data.ts'
import { BoardRow } from './board-row.tsx'
import { type Dragging, NAMES, ROW } from './drag.ts'
import { useFocusWalk } from './focus-walk.ts'
import styles from './gantt.module.css'
import { Ghost } from './ghost.tsx'
import { type Selection, visitKey, visitsIn } from './selection.ts'

type GanttProps = {
  axis: Axis
  rows: readonly Row[]
  certified: readonly string[]
  dragging: Dragging
  openVisit: string | null
  problems: ReadonlyMap<string, string>
  isFaded: (visit: Visit) => boolean
  selection: Selection
  holders: ReadonlyMap<string, string>
  /** Alt and an arrow: a quarter of an hour or a row further. */
  onNudge: (visit: Visit, by: { ms: number; rows: number }) => void
}

/** People from top to bottom, time from left to right. Only what can be seen is drawn. */
export function Gantt(props: GanttProps) {
  const { axis, rows, certified, dragging, openVisit, problems, isFaded, selection, holders, onNudge } = props
  const { t } = useTranslation('dispatch')
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const seen = useSeen(scroller)
  useLayoutEffect(() => {
    dragging.ground = { ...dragging.ground, axis, rows, certified, scroller: scroller.current, body: body.current }
  })
  const walk = useFocusWalk(rows, scroller, axis)
  useInSight(scroller, axis, rows, openVisit)
  const band = useBand({ axis, rows, body, scroller, selection })
  const onKey = (event: KeyboardEvent) => {
    const visit = walk.visitOf(event.target)
    if (!visit) return
    const by = event.altKey ? NUDGES[event.key] : undefined
    if (by && isMovable(visit)) {
      walk.carry(visit)
      onNudge(visit, by)
    } else if (event.key === 'x' && !event.ctrlKey && !event.metaKey) {
      if (isMovable(visit)) selection.toggle(visitKey(visit.id))
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      const times = ({ zone }: Row) => ({ from: axis.on(zone).days[0]!.fromAt, to: axis.on(zone).days.at(-1)!.toAt })
      selection.set(new Set(visitsIn(rows, { top: 0, bottom: rows.length, times })))
    } else if (by) return
    else {
      const next = walk.step(visit, event.key)
      if (next === null) return
      // Shift and the arrows take along what they pass.
      const passed = event.shiftKey ? [visit, next].filter(isMovable).map((one) => visitKey(one.id)) : []
      if (passed.length > 0) selection.set(new Set([...selection.keys, ...passed]))
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const clocks = new Set(rows.map(({ zone }) => zone))
  const first = Math.max(0, Math.floor(seen.top / ROW) - 3)
  const last = Math.ceil((seen.top + seen.height) / ROW) + 3
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the bars inside
    <div
      className={styles.scroller}
      ref={scroller}
      onKeyDown={onKey}
      onPointerDown={band.start}
      data-testid="gantt"
      // Without a visit to go to, the keys still scroll it.
      {...(walk.tabStop === null && { tabIndex: 0 })}
    >
      <Head axis={axis} clocks={clocks} />
      {/* biome-ignore lint/a11y/useSemanticElements: rows of time are no fields of a form */}
      <div
        ref={body}
        className={styles.body}
        style={{ width: NAMES + axis.width, height: rows.length * ROW, ...gridOf(axis) }}
        aria-label={t('board.label')}
        role="group"
      >
        {rows.slice(first, last).map((row, i) => (
          <BoardRow
            key={row.technician.id}
            row={row}
            index={first + i}
            axis={axis.on(row.zone)}
            clock={clocks.size > 1 ? row.zone : null}
            dragging={dragging}
            openVisit={openVisit}
            tabStop={walk.tabStop}
            isFaded={isFaded}
            problems={problems}
            selected={selection.keys}
            holders={holders}
            onPick={selection.pick}
            from={seen.left - 200}
            to={seen.left + seen.width + 200}
          />
        ))}
        {clocks.size === 1 && <NowLine axis={axis.on([...clocks][0]!)} rows={rows.length} />}
        {clocks.size > 1 &&
          rows
            .slice(first, last)
            .map(({ technician, zone }, i) => (
              <NowLine key={technician.id} axis={axis.on(zone)} top={first + i} rows={1} />
            ))}
        <Ghost dragging={dragging} axis={axis} />
        {band.band}
      </div>
    </div>
  )
}

const NUDGES: Record<string, { ms: number; rows: number }> = {
  ArrowLeft: { ms: -SNAP_MS, rows: 0 },
  ArrowRight: { ms: SNAP_MS, rows: 0 },
  ArrowUp: { ms: 0, rows: -1 },
  ArrowDown: { ms: 0, rows: 1 },
}

const FIRST_LOOK = { top: 0, left: 0, width: 1600, height: 880 }

/** What was picked elsewhere, on the map or by an address, is scrolled to. */
function useInSight(
  scroller: React.RefObject<HTMLDivElement | null>,
  axis: Axis,
  rows: readonly Row[],
  openVisit: string | null,
): void {
  const latest = useRef({ axis, rows })
  latest.current = { axis, rows }
  useEffect(() => {
    const element = scroller.current
    const index = latest.current.rows.findIndex((row) => row.visits.some((visit) => visit.id === openVisit))
    const visit = latest.current.rows[index]?.visits.find((one) => one.id === openVisit)
    if (!element || !visit) return
    const [top, left] = [
      index * ROW,
      xOf(latest.current.axis.on(latest.current.rows[index]!.zone), Date.parse(visit.startsAt)),
    ]
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = element
    const isSeen = (at: number, from: number, room: number) => at >= from && at < from + room - 2 * ROW
    element.scrollTo({
      top: isSeen(top, scrollTop, clientHeight) ? scrollTop : top - clientHeight / 3,
      left: isSeen(left, scrollLeft, clientWidth - NAMES) ? scrollLeft : left - (clientWidth - NAMES) / 3,
    })
  }, [openVisit, scroller])
}

/** What of the board is in sight, in steps, so that scrolling a little draws nothing anew. */
function useSeen(scroller: React.RefObject<HTMLDivElement | null>) {
  const [seen, setSeen] = useState(FIRST_LOOK)
  const look = useCallback(() => {
    const { scrollTop, scrollLeft, clientWidth, clientHeight } = scroller.current!
    // At least what the first look assumed: learning that it is less would draw everything once more.
    const { width, height } = FIRST_LOOK
    const step = (px: number, by: number) => Math.floor(px / by) * by
    const now = {
      top: step(scrollTop, ROW),
      left: step(scrollLeft, 200),
      width: Math.max(width, clientWidth),
      height: Math.max(height, clientHeight + ROW),
    }
    setSeen((was) => (JSON.stringify(was) === JSON.stringify(now) ? was : now))
  }, [scroller])
  useLayoutEffect(() => {
    const element = scroller.current!
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [look, scroller])
  return seen
}

/** Hours and days as lines of a gradient: no cells to draw. */
function gridOf({ hourWidth, dayWidth }: Axis) {
  const line = (every: number, colour: string) =>
    `repeating-linear-gradient(to right, ${colour} 0 1px, transparent 1px ${every}px)`
  return {
    backgroundImage: `${line(dayWidth, 'var(--line-strong)')}, ${line(hourWidth, 'var(--line)')}`,
    backgroundPosition: `${NAMES}px 0`,
  }
}

function Head({ axis, clocks }: { axis: Axis; clocks: ReadonlySet<string> }) {
  const { t } = useTranslation('dispatch')
  const { dates } = useFormat()
  const say = dates(axis.zone)
  const every = axis.hourWidth >= 40 ? 1 : axis.hourWidth >= 20 ? 2 : 4
  return (
    <div className={styles.head} style={{ width: NAMES + axis.width }}>
      <div className={styles.corner} style={{ width: NAMES }}>
        {t('board.technicians')}
        <span className={styles.zone}>{clocks.size > 1 ? t('board.siteTime') : axis.zone}</span>
      </div>
      {axis.days.map((day) => (
        <div key={day.day} className={styles.day} style={{ width: axis.dayWidth }}>
          <span className={styles.dayName}>{say.weekday(day.fromAt)}</span>
          {hoursOf(axis, day, every).map((at) => (
            <span key={at} className={styles.hour} style={{ left: xOf(axis, at) - day.x }}>
              {say.time(at)}
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}

/** What the words of an hour need. */
const LABEL = 36

function hoursOf(axis: Axis, day: Axis['days'][number], every: number): number[] {
  const count = Math.round(axis.dayWidth / axis.hourWidth)
  return (
    Array.from({ length: count }, (_, i) => i)
      // One that reaches into the next day would be read as its first.
      .filter((i) => i % every === 0 && (count - i) * axis.hourWidth >= LABEL)
      .map((i) => day.fromAt + (i / count) * (day.toAt - day.fromAt))
  )
}

/** Now, on the clock of some rows. */
function NowLine({ axis, top = 0, rows }: { axis: Axis; top?: number; rows: number }) {
  const { t } = useTranslation('common')
  const now = useNow()
  const inside = axis.days.some((day) => day.fromAt <= now && now <= day.toAt)
  if (!inside) return null
  return (
    <div
      className={styles.now}
      style={{ transform: `translate(${NAMES + xOf(axis, now)}px, ${top * ROW}px)`, height: rows * ROW }}
      title={t('now')}
    />
  )
}
