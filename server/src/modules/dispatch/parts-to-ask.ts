import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id, instant, names } from '../../kit/shapes.ts'
import { findOrder } from './find.ts'
import { neededParts } from './needed-parts.ts'

const place = z.object({ id, name: z.string() }).nullable()
export const partsToAskView = z.object({
  lines: z.array(z.object({ partId: id, part: z.string(), name: names, quantity: z.number() })),
  unknown: z.array(z.string()).describe('codes that are the number of no part of the catalogue'),
  toPlace: place.describe('the van of whoever comes next'),
  place: place.describe('what supplies that van'),
  keepUntil: instant.nullable().describe('the end of the day after the next visit'),
})

/** What an order still has to ask the stock for: its needed parts that are not there, less what was asked already. */
export async function partsToAsk(
  tx: Tx,
  actor: Actor,
  orderId: string,
  now: Date,
): Promise<z.input<typeof partsToAskView>> {
  await findOrder(tx, actor, orderId)
  const wanted = (await neededParts(tx, actor, orderId)).filter((one) => !one.isReady)
  const folds = wanted.map((one) => foldSerial(one.code))
  const { rows } = await sql<{ id: string; fold: string; number: string; name: { en: string }; asked: number }>`
    select p.id, p.number_fold as fold, p.number, p.name, coalesce((select sum(l.quantity - l.cancelled) from parts.demand_line l
      join parts.demand d on d.tenant_id = l.tenant_id and d.id = l.demand_id and d.work_order_id = ${orderId}
      where l.tenant_id = p.tenant_id and l.part_id = p.id), 0)::float8 as asked
    from parts.part p where p.number_fold = any(${folds}::text[])`.execute(tx)
  const known = new Map(rows.map((row) => [row.fold, row]))
  const lines = new Map<string, { partId: string; part: string; name: { en: string }; quantity: number }>()
  for (const [n, { quantity }] of wanted.entries()) {
    const row = known.get(folds[n]!)
    if (!row) continue
    const before = lines.get(row.id)?.quantity ?? -row.asked
    lines.set(row.id, { partId: row.id, part: row.number, name: row.name, quantity: before + quantity })
  }
  return {
    lines: [...lines.values()].filter((one) => one.quantity > 0),
    unknown: wanted.filter((_, n) => !known.has(folds[n]!)).map((one) => one.code),
    ...(await nextVan(tx, orderId, now)),
  }
}

/** Whose van takes the parts along, and until when they are wanted there. */
async function nextVan(tx: Tx, orderId: string, now: Date) {
  const { rows } = await sql<{
    until: Date
    van: string | null
    van_name: string
    from: string | null
    from_name: string
  }>`
    select v.ends_at + interval '1 day' as until, l.id as van, l.name as van_name, s.id as "from", s.name as from_name
    from dispatch.visit v
    left join parts.place l on l.tenant_id = v.tenant_id and l.person_id = v.technician_id and l.kind = 'van' and l.is_active
    left join parts.place s on s.tenant_id = l.tenant_id and s.id = l.supplied_by_id and s.is_active
    where v.work_order_id = ${orderId} and v.finished_at is null and v.ends_at > ${now}
      and v.status in ('proposed', 'scheduled', 'accepted') order by v.starts_at, l.code limit 1`.execute(tx)
  const row = rows[0]
  const called = (placeId: string | null | undefined, name: string) => (placeId ? { id: placeId, name } : null)
  return {
    toPlace: called(row?.van, row?.van_name ?? ''),
    place: called(row?.from, row?.from_name ?? ''),
    keepUntil: row ? row.until.toISOString() : null,
  }
}
