import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { draftShipment } from '../parts/index.ts'
import { oneAtATime } from './accept.ts'
import { unitsToSend } from './send-units.ts'
import { proposeKit } from './van-kit.ts'

interface Call {
  tx: Tx
  actor: Actor
  services: Pick<Services, 'db'>
  now: Date
}

/**
 * Drafts the transfer that brings the kit to the van, of what its source has. What is drafted counts as in the van: a second acceptance
 * finds nothing left to send.
 */
export async function acceptKit({ tx, actor, services, now }: Call, vanId: string, sharePct: number) {
  await oneAtATime(tx, actor)
  const kit = await proposeKit(tx, actor, vanId, sharePct, now)
  if (!kit.source) throw problem('replenishment.no_source', 409, { place: kit.van.name })
  const lines: NonNullable<Awaited<ReturnType<typeof unitsToSend>>> = []
  const lacking: { part: string; quantity: number }[] = []
  for (const { part, quantity, available } of kit.lines) {
    const row = {
      part_id: part.id,
      from_place_id: kit.source.id,
      quantity: String(available),
      tracking: await trackingOf(tx, part.id),
    }
    const units = available > 0 ? await unitsToSend(tx, row) : null
    if (units) lines.push(...units)
    const sent = units ? available : 0
    if (sent < quantity) lacking.push({ part: part.number, quantity: quantity - sent })
  }
  if (lines.length === 0) throw problem('replenishment.kit_nothing_to_send', 409, { from: kit.source.name })
  const ends = { fromPlaceId: kit.source.id, toPlaceId: vanId }
  const id = await draftShipment(tx, actor, { ...ends, lines }, services, now)
  const { rows } = await sql<{ number: string }>`select number from parts.shipment where id = ${id}`.execute(tx)
  return { shipment: { id, number: rows[0]!.number }, lacking }
}

async function trackingOf(tx: Tx, partId: string): Promise<string> {
  const row = await tx.selectFrom('parts.part').select('tracking').where('id', '=', partId).executeTakeFirstOrThrow()
  return row.tracking
}
