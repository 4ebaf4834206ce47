import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import type { oldPartView } from './old-part-shapes.ts'

/** One removed part: out of which machine, whose it is, where it lies, what it travels with, what the bench found. */
export async function viewOld(tx: Tx, actor: Actor, oldId: string): Promise<z.input<typeof oldPartView>> {
  const row = await rowOf(tx, actor, oldId)
  if (!row) throw notFound('old_part')
  return {
    ...{ id: row.id, label: row.label, partId: row.part_id, part: row.part, name: row.name as { en: string } },
    ...{ placeId: row.place_id, place: row.place, serial: row.serial_number, state: row.state as 'sent' },
    ...{ removedAt: row.removed_at.toISOString(), dueOn: row.due_on, valueMinor: row.value_minor },
    ...{ currency: row.currency, isCustomers: row.owner === 'customer', requestId: row.request_id },
    ...{ visitId: row.visit_id, assetId: row.asset_id, assetSerial: row.assetSerial, shipmentId: row.shipment_id },
    ...{ shipment: row.shipment, sentTo: row.sentTo, verdict: row.verdict as 'misuse' | null },
    ...{ verdictNote: row.verdict_note, scrapReason: row.scrap_reason, version: row.version },
  }
}

const rowOf = (tx: Tx, actor: Actor, oldId: string) =>
  tx
    .selectFrom('parts.old_part as o')
    .innerJoin('parts.part as p', 'p.id', 'o.part_id')
    .innerJoin('parts.place as l', 'l.id', 'o.place_id')
    .innerJoin('parts.owner as w', 'w.id', 'o.owner_id')
    .leftJoin('assets.asset as a', 'a.id', 'o.asset_id')
    .leftJoin('parts.shipment as h', 'h.id', 'o.shipment_id')
    .leftJoin('parts.place as t', 't.id', 'h.to_place_id')
    .selectAll('o')
    .select(['p.number as part', 'p.name', 'l.name as place', 'w.currency', 'w.kind as owner'])
    .select(['a.serial as assetSerial', 'h.number as shipment', 't.name as sentTo'])
    .where('o.id', '=', oldId)
    .where(visibleTo(actor, 'o.station_id'))
    .executeTakeFirst()
