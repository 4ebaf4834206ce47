import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { draftShipment, orderParts } from '../parts/index.ts'
import { type Chosen, checked, type Refusal } from './accept-checks.ts'
import { decided, type ProposalRow, proposalsHeld } from './find.ts'
import { unitsToSend } from './send-units.ts'
import type { Accepted } from './shapes.ts'

interface Call {
  tx: Tx
  actor: Actor
  services: Pick<Services, 'db'>
  now: Date
}
const DAY_MS = 86_400_000
/** One company's acceptances go one after the other: what one orders the next sees. */
const ONE_AT_A_TIME = 53

export const oneAtATime = (tx: Tx, actor: Actor) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${actor.tenantId}::text, ${ONE_AT_A_TIME}))`.execute(tx)

/**
 * Turns proposals into purchase orders (one for each supplier and place) and drafted transfers (one for each pair of places). A line
 * whose ground has moved since the plan, or that somebody else has decided, is refused by itself and named; the others go through.
 */
export async function acceptProposals(call: Call, ids: readonly string[]): Promise<Accepted> {
  const { tx, actor } = call
  await oneAtATime(tx, actor)
  const rows = await proposalsHeld(tx, actor, ids)
  const { chosen, refused } = await checked(tx, rows)
  const orders = await buyAll(call, chosen)
  const { shipments, lacking } = await sendAll(call, chosen)
  const outdated = refused.filter(({ isOutdated }) => isOutdated).map(({ row }) => row.id)
  if (outdated.length > 0) await decided(tx, actor, outdated, { state: 'outdated' })
  const made = chosen.filter(({ row }) => !lacking.some((one) => one.row.id === row.id)).map(({ row }) => row.id)
  if (made.length > 0)
    await announce(tx, actor, {
      type: 'replenishment.accepted',
      subject: { type: 'replenishment_run', id: rows[0]!.run_id },
      data: { lines: made.length, orders: orders.length, transfers: shipments.length },
    })
  return {
    ...{ accepted: made, orders, shipments },
    refused: [...refused, ...lacking].map(({ row, code, values }) => ({
      id: row.id,
      part: row.part,
      place: row.place,
      code,
      values,
    })),
  }
}

async function buyAll({ tx, actor, services, now }: Call, chosen: readonly Chosen[]) {
  const bought = chosen.filter(({ row }) => row.kind === 'buy' || row.kind === 'last_buy')
  const orders: Accepted['orders'] = []
  for (const group of groupsOf(bought, ({ row }) => `${row.place_id} ${row.supplier}`)) {
    const { row } = group[0]!
    const lines = group.map(({ row: { part_id, quantity, unit_minor } }) => ({
      ...{ partId: part_id, quantity: Number(quantity), unitMinor: String(unit_minor) },
    }))
    const id = await orderParts(tx, actor, { supplier: row.supplier!, placeId: row.place_id, lines }, services, now)
    await decided(
      tx,
      actor,
      group.map((one) => one.row.id),
      { state: 'accepted', order_id: id },
    )
    const { number } = await tx
      .selectFrom('parts.purchase_order')
      .select('number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    orders.push({ id, number })
  }
  return orders
}

async function sendAll({ tx, actor, services, now }: Call, chosen: readonly Chosen[]) {
  const moved = chosen.filter(({ row }) => row.kind === 'transfer' || row.kind === 'return')
  const shipments: Accepted['shipments'] = []
  const lacking: Refusal[] = []
  for (const group of groupsOf(moved, ({ row }) => `${row.from_place_id} ${row.to_place_id}`)) {
    const lines: Awaited<ReturnType<typeof unitsToSend>> = []
    const going: ProposalRow[] = []
    for (const { row } of group) {
      const units = await unitsToSend(tx, row)
      if (!units)
        lacking.push({ row, code: 'replenishment.source_short', values: { from: row.from_name ?? '', left: 0 } })
      else {
        lines.push(...units)
        going.push(row)
      }
    }
    const [first] = going
    if (!first) continue
    const days = Number((first.options as { transferDays: number }).transferDays)
    const expectedOn = new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10)
    const ends = { fromPlaceId: first.from_place_id!, toPlaceId: first.to_place_id! }
    const id = await draftShipment(tx, actor, { ...ends, expectedOn, lines }, services, now)
    await decided(
      tx,
      actor,
      going.map((one) => one.id),
      { state: 'accepted', shipment_id: id },
    )
    const { number } = await tx
      .selectFrom('parts.shipment')
      .select('number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    shipments.push({ id, number })
  }
  return { shipments, lacking }
}

function groupsOf<One>(all: readonly One[], key: (one: One) => string): One[][] {
  const groups = new Map<string, One[]>()
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one])
  return [...groups.values()]
}
