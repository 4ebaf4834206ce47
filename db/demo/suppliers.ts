import { sql } from 'kysely'
import type { Tx } from '../../server/src/kit/db.ts'

const DAY_MS = 86_400_000

/** What suppliers call our parts, how they pack them, which two they will soon sell no more; where orders go; and classes of parts. */
export async function writeSuppliers(tx: Tx, now: Date): Promise<void> {
  await sql`update parts.supply s set number = 'SCP-' || p.number, pack = 4 from parts.part p
    where p.tenant_id = s.tenant_id and p.id = s.part_id and s.supplier = 'Shanghai Cool Parts'`.execute(tx)
  await sql`update parts.supply s set last_order_on = ${new Date(now.getTime() + 20 * DAY_MS).toISOString().slice(0, 10)}::date
    from (select part_id from replenishment.past_demand group by part_id order by sum(quantity) desc, part_id limit 2) x where x.part_id = s.part_id`.execute(
    tx,
  )
  await sql`insert into parts.supplier_contact (id, supplier, email, language, person, account) values
    (gen_random_uuid(), 'Meridian 备件中心', 'parts@meridian-parts.example', 'zh-CN', '陈经理', 'M-10023'),
    (gen_random_uuid(), 'Shanghai Cool Parts', 'orders@coolparts.example', 'en', null, 'C-4711')`.execute(tx)
  await sql`insert into parts.class (id, code, name) values
    (gen_random_uuid(), 'A', '{"en": "Fast movers", "zh-CN": "常用件", "zh-TW": "常用件"}'),
    (gen_random_uuid(), 'B', '{"en": "Slow movers", "zh-CN": "慢动件", "zh-TW": "慢速件"}')`.execute(tx)
  await sql`update parts.part p set class_id = c.id from parts.class c
    where c.code = case when p.id in (select part_id from replenishment.past_demand group by 1 having sum(quantity) > 30) then 'A' else 'B' end and p.class_id is null`.execute(
    tx,
  )
}
