import { localDay } from '@aftercare/rules'
import { EmptyState } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../shell/keys.ts'
import { Resizer } from '../../shell/list/resizer.tsx'
import type { BoardActions } from './actions.ts'
import { type Axis, addDays, daysIn, hoursShown, makeAxis, SNAP_MS, shows, wallOf } from './axis.ts'
import { type Board, type Item, isMovable, minutesOf, type Row, rowsOf, type Visit } from './board-data.ts'
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
import { placeAll } from './placing.ts'
import { PrintSheet } from './print-sheet.tsx'
import { useProblems } from './problems.ts'
import { Selected } from './selected.tsx'
import { keyOf, useSelection } from './selection.ts'
import { useSettle } from './settle.ts'
import { Tray } from './tray.tsx'
import type { BoardCache } from './use-board.ts'
import { useHolders } from './use-holders.ts'
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
  const rows = useRows(board, state)
  const axis = useAxis(board.zone, rows, state, panes.gantt)
  const problems = useProblems(board, rows)
  const settle = useSettle(actions, cache, rows, ask)
  const { holders, carry } = useHolders()

  const open = useCallback((what: string | null) => change({ open: what }), [change])
  const latestOpen = useRef(open)
  latestOpen.current = open
  const openKey = useCallback((key: string | null) => latestOpen.current(key), [])
  const selection = useSelection(board, rows, openKey)
  const shown = useMemo(
    () => rows.flatMap((row) => row.visits.filter((visit) => shows(axis.on(row.zone), visit))),
    [rows, axis],
  )

  const groupOf = (item: Item) => (selection.keys.has(keyOf(item)) ? selection.items.filter(isLoose) : [item])
  dragging.groupOf = groupOf
  dragging.onCarry = carry
  dragging.onDrop = ({ group, over, tray }) => {
    const visits = group.flatMap((one) => (one.kind === 'visit' ? [one.visit] : []))
    if (tray && visits.length > 0) ask({ kind: 'giveBack', visits })
    else if (over) settle(over.all)
  }
  const plan = (item: Item, { technicianId, startAt }: { technicianId: string; startAt: number }) => {
    const index = rows.findIndex((one) => one.technician.id === technicianId)
    if (index >= 0) settle(placeAll([item], item, rows, { index, startAt }, board.certified))
  }
  /** A time of a day that is not shown: that day is looked at first, because what fits it is judged by its shifts. */
  const planAt = (item: Item, start: { technicianId: string; startAt: number }) => {
    if (axis.days.some(({ fromAt, toAt }) => fromAt <= start.startAt && start.startAt < toAt)) return plan(item, start)
    change({ date: localDay(start.startAt, board.zone) })
    ask({ kind: 'plan', item, start })
  }
  const nudge = useNudge(cache, rows, board.certified, groupOf, settle, (placed, { item, row, startAt }) => {
    const times = dates(row.zone).times(startAt, startAt + minutesOf(item) * 60_000)
    const all = placed.length > 1 ? [t('together.count', { count: placed.length })] : []
    say([times, row.technician.name, ...all, ...placed.flatMap(({ verdict }) => textsOf(verdict))].join(', '))
  })
  const giveBack = (visits: readonly Visit[]) => visits.length > 0 && ask({ kind: 'giveBack', visits })
  const looseVisits = selection.items.flatMap((one) => (one.kind === 'visit' && isLoose(one) ? [one.visit] : []))
  const moveForm = (items: readonly Item[]) => {
    const start = startOf(items[0]!, axis)
    ask({ kind: 'together', items, start: { ...start, leadId: subjectOf(items[0]!).id } })
  }
  useKeys([
    { key: 'mod+z', label: 'dispatch:board.undo', run: actions.undo },
    { key: 'Escape', label: 'common:do.close', run: () => (selection.keys.size > 0 ? selection.clear() : open(null)) },
    { key: 'Delete', label: 'dispatch:do.giveBack', run: () => giveBack(looseVisits) },
  ])
  const q = state.q.trim().toLowerCase()
  const isFaded = useCallback(
    (visit: Visit) =>
      q !== '' && ![visit.number, visit.title, visit.customer, visit.city].join(' ').toLowerCase().includes(q),
    [q],
  )
  const details =
    selection.items.length > 1 ? (
      <Selected
        selection={selection}
        zone={board.zone}
        onMove={moveForm}
        onGiveBack={() => giveBack(looseVisits)}
        onOpen={(key) => selection.pick(key, PLAIN)}
      />
    ) : (
      picked && (
        <Details
          item={picked}
          rows={rows}
          ways={board.ways}
          zone={subjectOf(picked).timeZone}
          state={state}
          problem={picked.kind === 'visit' ? problems.get(picked.visit.id) : undefined}
          onClose={() => open(null)}
          onPlan={() => ask({ kind: 'plan', item: picked, start: startOf(picked, axis) })}
          onPin={(pinned) => picked.kind === 'visit' && void actions.pin(picked.visit, pinned)}
          onCancel={() => picked.kind === 'visit' && giveBack([picked.visit])}
          onOverrun={() => picked.kind === 'visit' && ask({ kind: 'overrun', visit: picked.visit })}
          onChoose={(technicianId, startAt) => planAt(picked, { technicianId, startAt })}
        />
      )
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
              selected={selection.keys}
              onPick={selection.pick}
              onToggle={selection.toggle}
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
                selection={selection}
                holders={holders}
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
                  {isLater && (
                    <MapPane
                      board={board}
                      visits={shown}
                      open={state.open}
                      selected={selection.keys}
                      onPick={selection.pick}
                    />
                  )}
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
      <BoardDialogs question={question} rows={rows} board={board} actions={actions} ask={ask} />
    </>
  )
}

const visitId = (open: string | null) => (open?.startsWith('visit:') ? open.slice(6) : null)
const orderId = (open: string | null) => (open?.startsWith('order:') ? open.slice(6) : null)
const PLAIN = { ctrlKey: false, metaKey: false, shiftKey: false }
const subjectOf = (item: Item) => (item.kind === 'visit' ? item.visit : item.order)
/** What has begun or is pinned does not go along. */
const isLoose = (item: Item) => item.kind === 'order' || isMovable(item.visit)

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

type Shown = { firstDay: string; days: number }

function useAxis(zone: string, rows: readonly Row[], { firstDay, days }: Shown, room: number): Axis {
  const { fromHour, toHour } = useMemo(() => {
    const shown = Array.from({ length: days }, (_, i) => addDays(firstDay, i))
    const booked = (visits: readonly Visit[]) => visits.map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }))
    const people = rows.map(({ zone, technician, visits }) => ({
      zone,
      spans: [...technician.shifts, ...booked(visits)],
    }))
    return hoursShown(shown, people)
  }, [rows, firstDay, days])
  return useMemo(
    () => makeAxis(zone, firstDay, days, { fromHour, toHour }, room - NAMES - 16),
    [zone, firstDay, days, fromHour, toHour, room],
  )
}

function useRows(board: Board, { firstDay, days }: Shown): Row[] {
  return useMemo(() => rowsOf(board, (zone) => daysIn(zone, firstDay, days)), [board, firstDay, days])
}
