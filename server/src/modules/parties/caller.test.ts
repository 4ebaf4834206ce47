import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'

const world = useWorld()

/** How often an index was used; the working connection hands its counts over first. */
async function uses(index: string): Promise<number> {
  const { rows } = await world.services.ownerPool.query(
    'select idx_scan from pg_stat_user_indexes where indexrelname = $1',
    [index],
  )
  return Number(rows[0].idx_scan)
}

test('a caller is found through the index of reversed numbers, also under row-level security', async () => {
  await world.services.ownerPool.query(
    `insert into parties.customer (tenant_id, id, number, kind, name, country, time_zone, phone)
     select $1, gen_random_uuid(), 'T-' || n, 'person', 'Caller ' || n, 'CN', 'Asia/Shanghai', '+86138' || lpad(n::text, 8, '0')
     from generate_series(1, 20000) n`,
    [world.tenant.id],
  )
  await world.services.ownerPool.query('analyze parties.customer')
  const before = await uses('customer_phone_tail')
  const found = await world.services.db.tx(world.tenant.id, async (tx) => {
    const { rows } = await sql<{ phone: string }>`select phone from parties.by_phone_tail('00012345', 50)`.execute(tx)
    await sql`select pg_stat_force_next_flush()`.execute(tx)
    return rows
  })
  expect(found).toEqual([{ phone: '+8613800012345' }])
  await expect.poll(() => uses('customer_phone_tail')).toBeGreaterThan(before)
  const desk = await world.tenant.as('service_desk')
  const four = await desk.get('/customers/by-phone?tail=2345')
  expect(four.body.items.map((one: { name: string }) => one.name)).toEqual(['Caller 12345', 'Caller 2345'])
})
