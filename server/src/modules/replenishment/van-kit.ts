import { chooseVanKit, completeShare } from '@aftercare/parts-planning'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { groundOf, shelf } from '../parts/index.ts'
import { partsKnown } from './ground.ts'
import type { kitView } from './van-kit-shapes.ts'
import { visitNeeds } from './van-needs.ts'

type View = z.input<typeof kitView>
type Part = View['lines'][number]['part']
const STEPS_MORE = 3

/**
 * What to add to a van so that a share of its visits finds all its parts there: by the visits of its technician, from what lies in it
 * now, cheapest first for what it brings (parts-planning.md 5).
 */
export async function proposeKit(tx: Tx, actor: Actor, vanId: string, sharePct: number, now: Date): Promise<View> {
  const van = await shelf(tx, actor, vanId)
  if (van.kind !== 'van') throw problem('replenishment.no_van', 409, { place: van.name })
  const needs = await visitNeeds(tx, { personId: van.person_id, stationId: van.station_id }, now)
  const { currency } = await groundOf(tx)
  const prices: Record<string, number> = {}
  for (const { id, price } of await partsKnown(tx)) if (price !== null && price > 0) prices[id] = price
  const start = await heldBy(tx, vanId)
  const kit = chooseVanKit(needs.kinds, prices, Number.POSITIVE_INFINITY, { start, until: sharePct / 100 })
  const more = chooseVanKit(needs.kinds, prices, Number.POSITIVE_INFINITY, {
    ...{ start: kit.units, most: STEPS_MORE },
  }).steps
  const added = addedTo(start, kit.units)
  const needed = new Set(needs.kinds.flatMap(({ parts }) => Object.keys(parts)))
  const idle = Object.entries(start).filter(([part, units]) => units > 0 && !needed.has(part))
  const named = await partsNamed(tx, [
    ...Object.keys(added),
    ...more.flatMap((step) => Object.keys(step.added)),
    ...idle.map(([part]) => part),
  ])
  const free = await freeAt(tx, van.supplied_by_id, Object.keys(added))
  const money = (of: Record<string, number>) =>
    Object.entries(of).reduce((sum, [part, units]) => sum + units * Math.round(prices[part] ?? 0), 0)
  let shown = kit.complete
  return {
    van: { id: van.id, name: van.name },
    source: van.supplied_by_id ? await placeNamed(tx, van.supplied_by_id) : null,
    ...{ scope: needs.scope, visits: needs.visits, sharePct, currency },
    ...{ before: completeShare(needs.kinds, start), after: kit.complete, moneyMinor: String(money(added)) },
    lines: Object.entries(added).map(([part, quantity]) => ({
      ...{ part: named.get(part)!, quantity, available: Math.min(quantity, Math.floor(free.get(part) ?? 0)) },
      unitMinor: String(Math.round(prices[part]!)),
      loss: kit.complete - completeShare(needs.kinds, { ...kit.units, [part]: start[part] ?? 0 }),
    })),
    next: more.map((step) => {
      const gain = step.complete - shown
      shown = step.complete
      const parts = Object.entries(step.added).map(([part, quantity]) => ({ part: named.get(part)!, quantity }))
      return { parts, gain, moneyMinor: String(money(step.added)) }
    }),
    idle: idle.map(([part, quantity]) => ({ part: named.get(part)!, quantity })),
  }
}

const addedTo = (start: Record<string, number>, units: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(units).flatMap(([part, n]) => (n > (start[part] ?? 0) ? [[part, n - (start[part] ?? 0)]] : [])),
  )

/** Good and in the van, drafted for it or on its way: nothing is sent twice. */
async function heldBy(tx: Tx, vanId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ part: string; units: number }>`
    select part, floor(sum(units))::float8 as units from (
      select b.part_id as part, b.on_hand as units from parts.balance b where b.place_id = ${vanId} and b.condition = 'good' and b.on_hand > 0
      union all select l.part_id, case s.state when 'draft' then l.quantity else l.sent - l.received - l.lost end from parts.shipment_line l
      join parts.shipment s on s.tenant_id = l.tenant_id and s.id = l.shipment_id and s.state in ('draft', 'sent')
      where s.to_place_id = ${vanId} and l.condition = 'good') held group by part`.execute(tx)
  return Object.fromEntries(rows.map((row) => [row.part, row.units]))
}

/** Neither kept for a job nor drafted to leave. */
async function freeAt(tx: Tx, placeId: string | null, parts: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ part: string; free: number }>`
    select b.part_id as part, (sum(b.on_hand - b.reserved) - coalesce((select sum(l.quantity) from parts.shipment_line l
      join parts.shipment s on s.tenant_id = l.tenant_id and s.id = l.shipment_id and s.state = 'draft'
      where l.tenant_id = b.tenant_id and l.part_id = b.part_id and s.from_place_id = ${placeId} and l.condition = 'good'), 0))::float8 as free
    from parts.balance b where b.place_id = ${placeId} and b.part_id = any(${[...parts]}::uuid[]) and b.condition = 'good'
    group by b.tenant_id, b.part_id`.execute(tx)
  return new Map(rows.map((row) => [row.part, Math.max(row.free, 0)]))
}

async function partsNamed(tx: Tx, ids: readonly string[]): Promise<Map<string, Part>> {
  const { rows } =
    await sql<Part>`select p.id, p.number, p.name, p.unit from parts.part p where p.id = any(${[...ids]}::uuid[])`.execute(
      tx,
    )
  return new Map(rows.map((row) => [row.id, row]))
}

async function placeNamed(tx: Tx, id: string) {
  return tx.selectFrom('parts.place').select(['id', 'name']).where('id', '=', id).executeTakeFirstOrThrow()
}
