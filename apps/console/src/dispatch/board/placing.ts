import { earliestStart } from '@aftercare/dispatch'
import { SNAP_MS } from './axis.ts'
import { type Item, judged, minutesOf, placeOf, type Row, type Verdict, verdictIn, workOf } from './board-data.ts'

/** One thing of a group at the place it would have. */
export type Placement = { item: Item; row: Row; index: number; startAt: number; verdict: Verdict }
export type Goal = { index: number; startAt: number }

const MINUTE = 60_000
const LOOK_MS = 12 * 60 * MINUTE
const startOf = (item: Item) => (item.kind === 'visit' ? Date.parse(item.visit.startsAt) : 0)
const idOf = (item: Item) => (item.kind === 'visit' ? item.visit.id : item.order.id)

/**
 * Where a group lands when its `lead` is put at a goal. Visits keep their distances in time and rows (at the edge all
 * of them stop together); orders stand one behind the other in the row of the goal, each where it has room. In the order
 * in which they can be done one after another: nobody needs a place that one behind them still holds.
 */
export function placeAll(
  group: readonly Item[],
  lead: Item,
  rows: readonly Row[],
  goal: Goal,
  certified: readonly string[],
): Placement[] {
  const alike = group.filter((item) => item.kind === lead.kind)
  const goals = lead.kind === 'visit' ? shifted(alike, lead, rows, goal) : queued(alike, lead, rows, goal, certified)
  const gone = new Set(alike.map(idOf))
  return goals.map(({ item, index, startAt }) => {
    const row = rows[index]!
    const taken = goals.filter((other) => other.item !== item && other.index === index).map(bookingOf)
    return {
      item,
      row,
      index,
      startAt,
      verdict: verdictIn(item, judged(row, item, { gone, taken }), startAt, certified),
    }
  })
}

type Put = Goal & { item: Item }

const bookingOf = ({ item, startAt }: Put) => ({
  visitId: idOf(item),
  fromAt: startAt,
  toAt: startAt + minutesOf(item) * MINUTE,
  position: placeOf(item.kind === 'visit' ? item.visit : item.order),
})

function shifted(group: readonly Item[], lead: Item, rows: readonly Row[], goal: Goal): Put[] {
  const indexOf = new Map(rows.map((row, index) => [row.technician.id, index]))
  const rowOf = (item: Item) => (item.kind === 'visit' ? (indexOf.get(item.visit.technicianId) ?? 0) : 0)
  const at = group.map(rowOf)
  const least = -Math.min(...at)
  const most = rows.length - 1 - Math.max(...at)
  const by = { rows: Math.min(most, Math.max(least, goal.index - rowOf(lead))), ms: goal.startAt - startOf(lead) }
  const put = group.map((item) => ({ item, index: rowOf(item) + by.rows, startAt: startOf(item) + by.ms }))
  // Whoever goes furthest goes first.
  const [down, late] = [Math.sign(by.rows) || 1, Math.sign(by.ms) || 1]
  return put.sort((a, b) => (b.index - a.index) * down || (b.startAt - a.startAt) * late)
}

function queued(
  group: readonly Item[],
  lead: Item,
  rows: readonly Row[],
  goal: Goal,
  certified: readonly string[],
): Put[] {
  const row = rows[goal.index]
  if (!row) return []
  const put: Put[] = [{ item: lead, ...goal }]
  for (const item of group) {
    if (item === lead || idOf(item) === idOf(lead)) continue
    const after = bookingOf(put.at(-1)!).toAt
    const person = judged(row, item, { gone: new Set(), taken: put.map(bookingOf) })
    const work = workOf(item, certified)
    const free = earliestStart(work, person, { fromAt: after, toAt: after + LOOK_MS }, person.way)
    put.push({ item, index: goal.index, startAt: free ?? Math.ceil(after / SNAP_MS) * SNAP_MS })
  }
  return put
}
