import { EmptyState, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../shell/keys.ts'
import { Resizer } from '../../shell/list/resizer.tsx'
import { useCan } from '../../shell/session.ts'
import type { BoardActions, Target } from './actions.ts'
import { type Axis, daysIn, hoursShown, makeAxis, SNAP_MS, wallOf } from './axis.ts'
import {
  type Board,
  type Item,
  minutesOf,
  type Row,
  rowsOf,
  type Verdict,
  type Visit,
  verdictOf,
} from './board-data.ts'
import { BoardDialogs, type Question } from './board-dialogs.tsx'
import { BoardList } from './board-list.tsx'
import styles from './board-page.module.css'
import type { useBoardState } from './board-state.ts'
import { Details } from './details.tsx'
import { Dragging, NAMES } from './drag.ts'
import { Gantt } from './gantt.tsx'
import { Carried } from './ghost.tsx'
import { useLater, usePrinting } from './later.ts'
import { MapPane } from './map-pane.tsx'
import { useNudge } from './nudge.ts'
import type { Panes } from './panes.ts'
import { PrintSheet } from './print-sheet.tsx'
import { useProblems } from './problems.ts'
import { Tray } from './tray.tsx'
import type { BoardCache } from './use-board.ts'
import { useVerdictTexts } from './verdict-text.ts'

type RoomProps = {
  board: Board
  cache: BoardCache
  actions: BoardActions
  panes: Panes
  place: ReturnType<typeof useBoardState>
}

export function BoardRoom({ board, cache, actions, panes, place }: RoomProps) {
  const { t } = useTranslation('dispatch')
  const { state, change } = place
  const { dates } = useFormat()
  const picked = itemOf(board, state.open)
  const [question, ask] = useState<Question | null>(null)
  const [said, say] = useState('')
  const isLater = useLater()
  const isPrinting = usePrinting()
  const textsOf = useVerdictTexts()
  const dragging = useMemo(() => new Dragging(), [])
  const axis = useAxis(board, state.firstDay, state.days, panes.gantt)
  const rows = useRows(board, state)
  const problems = useProblems(board, rows)
  const settle = useSettle(actions, cache, ask)

  const open = useCallback((what: string | null) => change({ open: what }), [change])
  const latestOpen = useRef(open)
  latestOpen.current = open
  const openVisit = useCallback((id: string) => latestOpen.current(`visit:${id}`), [])
  const shown = useMemo(() => rows.flatMap((row) => row.visits.filter((visit) => isShown(axis, visit))), [rows, axis])

  const plan = (item: Item, to: { technicianId: string; startAt: number }) => {
    const row = rows.find((one) => one.technician.id === to.technicianId)
    if (row) settle(item, to, verdictOf(item, row, to.startAt, board.certified))
  }
  dragging.onDrop = ({ item, over, tray }) => {
    if (tray && item.kind === 'visit') ask({ kind: 'cancel', visit: item.visit })
    else if (over) settle(item, { technicianId: over.row.technician.id, startAt: over.startAt }, over.verdict)
  }
  const nudge = useNudge(
    cache,
    rows,
    board.certified,
    (visit, to, verdict) => settle({ kind: 'visit', visit }, to, verdict),
    ({ startAt, endAt, technician, verdict }) =>
      say([dates(axis.zone).times(startAt, endAt), technician, ...textsOf(verdict)].join(', ')),
  )
  useKeys([
    { key: 'mod+z', label: 'dispatch:board.undo', run: actions.undo },
    { key: 'Escape', label: 'common:do.close', run: () => open(null) },
  ])
  const q = state.q.trim().toLowerCase()
  const isFaded = useCallback(
    (visit: Visit) =>
      q !== '' && ![visit.number, visit.title, visit.customer, visit.city].join(' ').toLowerCase().includes(q),
    [q],
  )
  const details = picked && (
    <Details
      item={picked}
      rows={rows}
      zone={board.zone}
      state={state}
      problem={picked.kind === 'visit' ? problems.get(picked.visit.id) : undefined}
      onClose={() => open(null)}
      onPlan={() => ask({ kind: 'plan', item: picked, start: startOf(picked, axis) })}
      onPin={(pinned) => picked.kind === 'visit' && void actions.pin(picked.visit, pinned)}
      onCancel={() => picked.kind === 'visit' && ask({ kind: 'cancel', visit: picked.visit })}
      onChoose={(technicianId, startAt) => plan(picked, { technicianId, startAt })}
    />
  )
  return (
    <>
      {panes.isNarrow ? (
        (details ?? <BoardList board={board} rows={rows} axis={axis} dragging={dragging} onOpen={open} />)
      ) : (
        <div className={styles.panes} ref={panes.place}>
          <div className={styles.pane} style={{ width: panes.tray }}>
            <Tray
              board={board}
              dragging={dragging}
              openOrder={orderId(state.open)}
              onOpen={(id) => open(`order:${id}`)}
            />
            <Resizer label={t('tray.label')} width={panes.tray} onWidth={panes.setTray} />
          </div>
          <div className={styles.middle}>
            {rows.length === 0 ? (
              <EmptyState icon="person" title={t('board.nobody')} hint={t('board.nobodyHint')} />
            ) : (
              <Gantt
                axis={axis}
                rows={rows}
                certified={board.certified}
                dragging={dragging}
                openVisit={visitId(state.open)}
                problems={problems}
                isFaded={isFaded}
                onOpen={openVisit}
                onNudge={nudge}
              />
            )}
          </div>
          {panes.hasSide && (
            <div className={styles.side} style={{ width: panes.side }}>
              <span className={styles.edge}>
                <Resizer label={t('map.label')} width={-panes.side} onWidth={(width) => panes.setSide(-width)} />
              </span>
              {details && <div className={styles.details}>{details}</div>}
              {panes.map && (
                <div className={styles.map}>
                  {isLater && <MapPane board={board} visits={shown} open={state.open} onOpen={open} />}
                </div>
              )}
            </div>
          )}
        </div>
      )}
      <p className={styles.hidden} role="status">
        {said}
      </p>
      <Carried dragging={dragging} />
      {isPrinting && <PrintSheet rows={rows} axis={axis} />}
      <BoardDialogs question={question} rows={rows} board={board} actions={actions} onDone={() => ask(null)} />
    </>
  )
}

const visitId = (open: string | null) => (open?.startsWith('visit:') ? open.slice(6) : null)
const orderId = (open: string | null) => (open?.startsWith('order:') ? open.slice(6) : null)
const isShown = (axis: Axis, { startsAt, endsAt }: Visit) =>
  axis.days.some((day) => Date.parse(startsAt) < day.toAt && Date.parse(endsAt) > day.fromAt)

function itemOf(board: Board, open: string | null): Item | null {
  const visit = board.visits.find((one) => one.id === visitId(open))
  if (visit) return { kind: 'visit', visit }
  const order = board.tray.find((one) => one.id === orderId(open))
  return order ? { kind: 'order', order } : null
}

/** Where the form begins: where the visit is; for an order at nine of the first day shown, or as soon as can be. */
function startOf(item: Item, axis: Axis): { technicianId: string | null; startAt: number } {
  if (item.kind === 'visit') return { technicianId: item.visit.technicianId, startAt: Date.parse(item.visit.startsAt) }
  const soon = Math.ceil(Date.now() / SNAP_MS) * SNAP_MS
  const day = axis.days[0]?.day
  return { technicianId: null, startAt: day ? Math.max(soon, wallOf(axis.zone, day, 9 * 60)) : soon }
}

function useAxis(board: Board, firstDay: string, days: number, room: number): Axis {
  const { zone, technicians, visits } = board
  const hours = useMemo(() => {
    const shown = Array.from({ length: days }, (_, i) =>
      new Date(Date.parse(`${firstDay}T00:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10),
    )
    const spans = [
      ...technicians.flatMap((one) => one.shifts),
      ...visits.map((one) => ({ from: one.startsAt, to: one.endsAt })),
    ]
    return hoursShown(zone, shown, spans)
  }, [zone, technicians, visits, firstDay, days])
  const { fromHour, toHour } = hours
  return useMemo(
    () => makeAxis(zone, firstDay, days, { fromHour, toHour }, room - NAMES - 16),
    [zone, firstDay, days, fromHour, toHour, room],
  )
}

function useRows(board: Board, { firstDay, days }: { firstDay: string; days: number }): Row[] {
  return useMemo(() => {
    const { from, to } = daysIn(board.zone, firstDay, days)
    return rowsOf(board, from, to)
  }, [board, firstDay, days])
}

/** What a drop, a nudge or a chosen time leads to: done, refused, or asked about when something is lacking. */
function useSettle(actions: BoardActions, cache: BoardCache, ask: (question: Question) => void) {
  const can = useCan()
  const toast = useToast()
  const textsOf = useVerdictTexts()
  return (item: Item, to: { technicianId: string; startAt: number }, verdict: Verdict) => {
    const target: Target = { ...to, minutes: minutesOf(item) }
    const back = () => item.kind === 'visit' && cache.patchVisit(item.visit.id, item.visit)
    if (item.kind === 'visit' && isWhere(item.visit, to)) return back()
    const against = textsOf(verdict).join(' · ')
    if (verdict.booked || (verdict.lacking.length > 0 && !can('dispatch.override'))) {
      back()
      return toast({ text: against, bad: true })
    }
    if (verdict.lacking.length > 0) {
      back()
      return ask({ kind: 'plan', item, start: to })
    }
    if (item.kind === 'visit') void actions.move(item.visit, target)
    else void actions.book(item.order, target)
  }
}

const isWhere = (visit: Visit, to: { technicianId: string; startAt: number }) =>
  visit.technicianId === to.technicianId && Date.parse(visit.startsAt) === to.startAt
