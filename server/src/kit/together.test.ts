import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '../../test/harness.ts'
import { newId } from './ids.ts'

const world = useWorld()
const tx = <T>(work: Parameters<typeof world.services.db.tx<T>>[1]) => world.services.db.tx(world.tenant.id, work)
const skillsNamed = (code: string) =>
  tx(async (t) => (await t.selectFrom('people.skill').select('code').where('code', '=', code).execute()).length)
const insert = (t: Parameters<Parameters<typeof tx>[0]>[0], code: string) =>
  t.insertInto('people.skill').values({ id: newId(), code, name: '{}' }).execute()

test('a transaction begins with its first statement: tenant set, all or nothing', async () => {
  const failed = tx(async (t) => {
    await insert(t, 'undone')
    await sql`select 1 / 0`.execute(t)
  })
  await expect(failed).rejects.toThrow('division by zero')
  expect(await skillsNamed('undone')).toBe(0)
  await tx((t) => insert(t, 'done'))
  expect(await skillsNamed('done')).toBe(1)
})

test('a first statement that fails leaves the connection usable', async () => {
  for (let n = 0; n < 20; n++) {
    await expect(tx((t) => sql`/* hot broken-first */ select 1 / ${0}::int`.execute(t))).rejects.toThrow(
      'division by zero',
    )
  }
  expect(await skillsNamed('done')).toBe(1)
})

test('a transaction without a statement does nothing', async () => {
  expect(await tx(async () => 'nothing')).toBe('nothing')
})

test('the last statement takes the commit along; what comes after it is refused', async () => {
  const last = (t: Parameters<Parameters<typeof tx>[0]>[0], code: string) =>
    sql<{ code: string }>`/* hot last-skill last */
      insert into people.skill (id, code, name) values (${newId()}, ${code}, '{}') returning code`.execute(t)
  for (const code of ['l1', 'l2', 'l3']) {
    const { rows } = await tx((t) => last(t, code))
    expect(rows).toEqual([{ code }])
    expect(await skillsNamed(code)).toBe(1)
  }
  const after = tx(async (t) => {
    await last(t, 'l4')
    await sql`select 1`.execute(t)
  })
  await expect(after).rejects.toThrow('after the last one')
  // The unique code makes it fail: nothing is committed, and the next transaction is a new one.
  await expect(tx((t) => last(t, 'l1'))).rejects.toThrow('duplicate key')
  expect(await skillsNamed('l1')).toBe(1)
})

test('rows come back typed, the first time and when the columns are known already', async () => {
  for (let n = 0; n < 3; n++) {
    const { rows } = await tx((t) =>
      sql<{ n: number; at: Date; list: string[]; json: object }>`/* hot typed */
        select ${n}::int as n, '2026-01-01T00:00:00Z'::timestamptz as at, array['a', 'b'] as list, '{"x": 1}'::jsonb as json`.execute(
        t,
      ),
    )
    expect(rows).toEqual([{ n, at: new Date('2026-01-01T00:00:00Z'), list: ['a', 'b'], json: { x: 1 } }])
  }
})

test('many at once keep their tenants apart', async () => {
  const other = await world.makeTenant('apart')
  const both = [world.tenant.id, other.id]
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      world.services.db.tx(both[n % 2]!, async (t) => {
        const { rows } = await sql<{ tenant: string }>`/* hot who */ select kit.tenant() as tenant`.execute(t)
        return rows[0]!.tenant
      }),
    ),
  )
  expect(answers.every((tenant, n) => tenant === both[n % 2])).toBe(true)
})
