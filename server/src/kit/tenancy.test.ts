import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '../../test/harness.ts'
import { newId } from './ids.ts'

const world = useWorld()

const skill = (code: string) => ({ id: newId(), code, name: JSON.stringify({ en: code }) })

test('built statements carry the tenant, raw ones meet the policy: neither shows another company', async () => {
  const other = await world.makeTenant('other')
  await world.services.db.tx(world.tenant.id, (tx) => tx.insertInto('people.skill').values(skill('ours')).execute())
  await world.services.db.tx(other.id, (tx) => tx.insertInto('people.skill').values(skill('theirs')).execute())
  await world.services.db.tx(world.tenant.id, async (tx) => {
    const query = tx
      .selectFrom('people.skill as s')
      .leftJoin('people.person_skill as p', 'p.skill_id', 's.id')
      .select('s.code')
    expect(query.compile().sql).toContain('"s"."tenant_id" = $')
    expect(query.compile().sql).toContain('"p"."tenant_id" = $')
    expect((await query.execute()).map((row) => row.code)).toEqual(['ours'])
    const raw = await sql<{ code: string }>`select code from people.skill`.execute(tx)
    expect(raw.rows.map((row) => row.code)).toEqual(['ours'])
    const changed = await sql`update people.skill set code = 'stolen' where code = 'theirs'`.execute(tx)
    expect(changed.numAffectedRows).toBe(0n)
  })
})

test('a row for another tenant is refused by the policy', async () => {
  const other = await world.makeTenant('third')
  const attempt = world.services.db.tx(world.tenant.id, (tx) =>
    sql`insert into people.skill (tenant_id, id, code, name) values (${other.id}, ${newId()}, 'x', '{}')`.execute(tx),
  )
  await expect(attempt).rejects.toThrow(/row-level security/)
})

test('without a tenant there are no rows, and the setting does not outlive its transaction', async () => {
  const { rows } = await world.services.db.pool.query('select count(*)::int as n from people.skill')
  expect(rows[0].n).toBe(0)
})
