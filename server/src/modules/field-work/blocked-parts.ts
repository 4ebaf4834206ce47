import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { names } from '../../kit/shapes.ts'

export const blockedPart = z
  .object({
    code: z.string(),
    name: names,
    serial: z.string().nullable().describe('null: of a batch without numbers of its own'),
    batch: z.string(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'BlockedPart' })

type Blocked = z.input<typeof blockedPart> & { assetId: string }

/**
 * Parts that sit in these machines, by machine, and are of a batch that is blocked: by the list of the machine, by what was
 * booked to it, and by what visits said they fitted. Whoever stands before it must know, whoever fitted it.
 */
export async function blockedParts(tx: Tx, assetIds: readonly string[]): Promise<Map<string, Blocked[]>> {
  if (assetIds.length === 0) return new Map()
  const ids = sql`${[...assetIds]}::uuid[]`
  const { rows } = await sql<Blocked>`
    with noted as (select * from jsonb_to_recordset(${await notedIn(tx, assetIds)}::jsonb)
      as n(asset uuid, part text, number text, visit uuid, "isOut" boolean)),
    inside as (
      select n.asset, p.id as part, n.number, null::uuid as batch, null::text as code, n.visit, true as "isListed"
      from noted n join parts.part p on p.tenant_id = kit.tenant() and p.number_fold = n.part
      where n.number is not null and not n."isOut"
      union all
      select m.asset_id, m.part_id, s.number_fold, m.batch_id, null, d.visit_id, false from parts.movement m
      join parts.document d on d.tenant_id = m.tenant_id and d.id = m.document_id
      join parts.place t on t.tenant_id = m.tenant_id and t.id = m.to_place_id and t.kind = 'customer'
      left join parts.serial s on s.tenant_id = m.tenant_id and s.id = m.serial_id
      where m.tenant_id = kit.tenant() and m.asset_id = any(${ids}) and m.quantity > coalesce((select sum(b.quantity)
        from parts.movement b where b.tenant_id = m.tenant_id and (b.returns_id = m.id or b.reverses_id = m.id)), 0)
        and (s.id is null or s.last_movement_id = m.id)
      union all
      select r.asset_id, p.id, null, null, l.part_batch, v.id, false from requests.request r
      join dispatch.visit v on v.tenant_id = r.tenant_id and v.request_id = r.id and v.status in ('done', 'part_done')
      join field_work.line l on l.tenant_id = v.tenant_id and l.visit_id = v.id and l.part_batch is not null
      join parts.part p on p.tenant_id = l.tenant_id and p.number = l.code
      where r.tenant_id = kit.tenant() and r.asset_id = any(${ids}))
    select distinct i.asset as "assetId", p.number as code, p.name, h.code as batch, h.blocked_reason as reason,
      coalesce(s.number, u.number) as serial
    from inside i join parts.part p on p.tenant_id = kit.tenant() and p.id = i.part
    left join parts.serial s on s.tenant_id = p.tenant_id and s.part_id = p.id and s.number_fold = i.number
    left join parts.maker_issue u on u.tenant_id = p.tenant_id and u.part_id = p.id and u.kind = 'serial' and u.number_fold = i.number
    join parts.batch h on h.tenant_id = p.tenant_id and h.part_id = p.id and h.blocked_at is not null
      and (h.id = i.batch or lower(h.code) in (lower(i.code), lower(u.batch)) or exists (select 1 from parts.movement c
        where c.tenant_id = p.tenant_id and c.serial_id = s.id and c.batch_id = h.id))
    where i."isListed" or not exists (select 1 from noted o where o."isOut" and o.asset = i.asset and o.part = p.number_fold
      and (o.number = i.number or (i.number is null and o.visit = i.visit)))
    order by 2, 6, 4`.execute(tx)
  return Map.groupBy(rows, (row) => row.assetId)
}

/** The lists of the machines, with numbers as the parts are found by. */
async function notedIn(tx: Tx, assetIds: readonly string[]): Promise<string> {
  const rows = await tx
    .selectFrom('assets.component')
    .select(['asset_id', 'part_number', 'serial', 'visit_id', 'removed_at'])
    .where('asset_id', '=', sql<string>`any(${[...assetIds]}::uuid[])`)
    .execute()
  return JSON.stringify(
    rows.map((row) => ({
      asset: row.asset_id,
      part: foldSerial(row.part_number),
      number: row.serial && foldSerial(row.serial),
      visit: row.visit_id,
      isOut: row.removed_at !== null,
    })),
  )
}
