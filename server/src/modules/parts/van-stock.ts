import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { names } from '../../kit/shapes.ts'
import { vanOf } from './using.ts'

export const vanStockView = z
  .object({
    name: z.string(),
    stock: z.array(
      z.object({
        code: z.string(),
        name: names.partial(),
        tracking: z.enum(['none', 'batch', 'serial']),
        free: z.number(),
        serials: z.array(z.string()),
        batches: z.array(z.string()),
        blocked: z
          .array(z.object({ batch: z.string(), serials: z.array(z.string()) }))
          .describe('batches nobody may fit, with what of them our ledger knows by number'),
      }),
    ),
  })
  .nullable()
  .describe('what lies in the van of the technician, by part number; null without a van')

/** What a technician's van holds free of each part: what a phone takes along. Null without a van. */
export async function vanStock(tx: Tx, technicianId: string): Promise<z.output<typeof vanStockView>> {
  const van = await vanOf(tx, technicianId)
  if (!van) return null
  const { rows } = await sql<NonNullable<z.output<typeof vanStockView>>['stock'][number]>`
    select p.number as code, p.name, p.tracking, sum(b.on_hand - b.reserved)::float8 as free,
      coalesce((select json_agg(s.number order by s.number) from parts.serial s
        where s.tenant_id = p.tenant_id and s.part_id = p.id and s.place_id = ${van.id} and s.condition = 'good'), '[]') as serials,
      coalesce(json_agg(h.code order by h.expires_on nulls last, h.code)
        filter (where h.code is not null and h.blocked_at is null), '[]') as batches,
      coalesce((select json_agg(json_build_object('batch', x.code, 'serials', coalesce((select json_agg(s.number order by s.number)
          from (select s.number from parts.serial s where s.tenant_id = x.tenant_id and s.batch_id = x.id limit 200) s), '[]')) order by x.code)
        from parts.batch x where x.tenant_id = p.tenant_id and x.part_id = p.id and x.blocked_at is not null), '[]') as blocked
    from parts.balance b join parts.part p on p.tenant_id = b.tenant_id and p.id = b.part_id
    join parts.owner o on o.tenant_id = b.tenant_id and o.id = b.owner_id and o.code = 'own'
    left join parts.batch h on h.tenant_id = b.tenant_id and h.id = b.batch_id and p.tracking = 'batch'
    where b.place_id = ${van.id} and b.condition = 'good' and b.on_hand > b.reserved
    group by p.tenant_id, p.id, p.number, p.name, p.tracking order by p.number`.execute(tx)
  return { name: van.name, stock: rows }
}
