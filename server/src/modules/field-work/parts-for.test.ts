import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { makeJob, ok } from './visit.fixture.ts'

const world = useWorld()
const inTenant = <Row>(query: ReturnType<typeof sql<Row>>) =>
  world.services.db.tx(world.tenant.id, async (tx) => (await query.execute(tx)).rows)
/** Visits that ended well, one symptom of them in ten; the newest say that the part has another number now. */
const VISITS = 30_000
const ONE_IN = 10

beforeAll(async () => {
  const { visitId } = await makeJob(world)
  await inTenant(sql`insert into dispatch.visit (id, number, work_order_id, request_id, station_id, technician_id, status, planned)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'OLD-' || n, work_order_id, request_id, station_id, technician_id,
      'done', planned from dispatch.visit, generate_series(1, ${VISITS}) n where id = ${visitId}`)
  await inTenant(sql`insert into field_work.report (visit_id, symptom_code, outcome)
    select id, case when split_part(number, '-', 2)::int % ${ONE_IN} = 0 then 'S-RARE' else 'S-OTHER' end, 'fixed'
    from dispatch.visit where number like 'OLD-%'`)
  await inTenant(sql`insert into field_work.line (id, visit_id, kind, code, name, quantity, unit, unit_minor, currency, payer, customer_share_pct, added_at)
    select gen_random_uuid(), id, 'part', case when split_part(number, '-', 2)::int > ${VISITS / 2} then 'NEW-1' else 'OLD-1' end, 'Part',
      1, 'piece', 1, 'CNY', 'customer', 100, now() from dispatch.visit where number like 'OLD-%'`)
  await world.services.ownerPool.query('analyze field_work.report, dispatch.visit, field_work.line')
}, 120_000)

test('of many visits the newest thousand tell what mends a symptom', async () => {
  const keeper = await world.tenant.as('parts_keeper')
  expect(ok(await keeper.get('/parts-used-for?symptom=S-RARE'))).toMatchObject({
    visits: 1000,
    items: [{ code: 'NEW-1', visits: 1000 }],
  })
})
