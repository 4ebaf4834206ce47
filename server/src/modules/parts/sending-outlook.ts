import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id, names } from '../../kit/shapes.ts'
import { givingWay, keptAt } from './breaking.ts'
import { fromMicros, toMicros } from './quantities.ts'
import { lockShipment, shipmentLines } from './shipments.ts'

const part = { partId: id, part: z.string(), name: names, unit: z.string() }
export const sendingOutlookView = z.object({
  breaks: z
    .array(
      z.object({
        ...part,
        requestId: id.describe('of the request for parts it is kept for'),
        request: z.string(),
        workOrderId: id.nullable(),
        priority: z.number(),
        quantity: z.number().describe('what the request loses'),
      }),
    )
    .describe('what is kept for jobs and would go, the least urgent first'),
  lacks: z
    .array(z.object({ ...part, quantity: z.number(), onHand: z.number() }))
    .describe('what is not there at all: with it nothing is sent'),
})
type Outlook = z.input<typeof sendingOutlookView>

/** What a sending would break, worked out as the ledger does it; nothing is changed. Of what has left, nothing. */
export async function viewSending(tx: Tx, actor: Actor, shipmentId: string): Promise<Outlook> {
  const shipment = await lockShipment(tx, actor, shipmentId)
  if (shipment.state !== 'draft') return { breaks: [], lacks: [] }
  const leaving = new Map<string, number>()
  for (const line of await shipmentLines(tx, shipmentId)) {
    const key = [line.partId, shipment.from_place_id, line.condition, line.owner_id, line.batch_id].join('/')
    leaving.set(key, (leaving.get(key) ?? 0) + line.micros)
  }
  const breaks: { lineId: string; quantity: number }[] = []
  const lacks: { partId: string; quantity: number; onHand: number }[] = []
  for (const [key, quantity] of leaving) {
    const { onHand, reserved } = await balanceAt(tx, key)
    if (quantity > onHand)
      lacks.push({ partId: key.split('/')[0]!, quantity: fromMicros(quantity), onHand: fromMicros(onHand) })
    const missing = reserved - Math.max(onHand - quantity, 0)
    for (const { row, loses } of givingWay(missing > 0 ? await keptAt(tx, key).execute() : [], missing))
      breaks.push({ lineId: row.line_id, quantity: fromMicros(loses) })
  }
  return { breaks: await whoWaits(tx, breaks), lacks: await called(tx, lacks) }
}

async function balanceAt(tx: Tx, key: string): Promise<{ onHand: number; reserved: number }> {
  const [partId, placeId, condition, ownerId, batchId] = key.split('/') as [string, string, string, string, string]
  const row = await tx
    .selectFrom('parts.balance')
    .select(['on_hand', 'reserved'])
    .where('part_id', '=', partId)
    .where('place_id', '=', placeId)
    .where('condition', '=', condition)
    .where('owner_id', '=', ownerId)
    .where('batch_id', '=', batchId)
    .executeTakeFirst()
  return { onHand: toMicros(row?.on_hand ?? '0'), reserved: toMicros(row?.reserved ?? '0') }
}

async function whoWaits(tx: Tx, of: readonly { lineId: string; quantity: number }[]): Promise<Outlook['breaks']> {
  const { rows } = await sql<Outlook['breaks'][number]>`
    select p.id as "partId", p.number as part, p.name, p.unit, d.id as "requestId", d.number as request, d.work_order_id as "workOrderId",
      d.priority, x.quantity::float8 as quantity
    from jsonb_to_recordset(${JSON.stringify(of)}::jsonb) as x("lineId" uuid, quantity numeric)
    join parts.demand_line l on l.tenant_id = kit.tenant() and l.id = x."lineId"
    join parts.demand d on d.tenant_id = l.tenant_id and d.id = l.demand_id
    join parts.part p on p.tenant_id = l.tenant_id and p.id = l.part_id
    order by d.priority desc, d.created_at desc, d.id desc, p.number`.execute(tx)
  return rows
}

async function called(tx: Tx, of: readonly { partId: string; quantity: number; onHand: number }[]) {
  const { rows } = await sql<Outlook['lacks'][number]>`
    select p.id as "partId", p.number as part, p.name, p.unit, x.quantity::float8 as quantity, x."onHand"::float8 as "onHand"
    from jsonb_to_recordset(${JSON.stringify(of)}::jsonb) as x("partId" uuid, quantity numeric, "onHand" numeric)
    join parts.part p on p.tenant_id = kit.tenant() and p.id = x."partId" order by p.number`.execute(tx)
  return rows
}
