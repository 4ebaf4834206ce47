import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../ids.ts'
import { makeFindable } from '../search/find.ts'
import { TOKENIZER_VERSION } from '../search/index.ts'
import { sweepFiles } from './files.ts'
import { reindexOutdated, rewritableOneByOne } from './reindex.ts'
import { dropOldKeys, dropOldRows } from './rows.ts'

const world = useWorld()
const inTenant = <T>(statement: ReturnType<typeof sql<T>>) =>
  world.services.db.tx(world.tenant.id, async (tx) => (await statement.execute(tx)).rows)

async function file(key: string, age: string, subject: { type: string; id: string } | null = null): Promise<string> {
  const id = newId()
  await world.services.files.disk.put(key, 'bytes')
  await inTenant(sql`insert into kit.file (id, name, type, bytes, sha256, storage_key, uploaded_by_kind, created_at, subject_type, subject_id)
    values (${id}, 'a', 'text/plain', 5, 'x', ${key}, 'person', now() - ${age}::interval, ${subject?.type ?? null}, ${subject?.id ?? null})`)
  return id
}
const kept = async () => (await inTenant<{ id: string }>(sql`select id from kit.file`)).map((row) => row.id)

test('answers are kept a month', async () => {
  await inTenant(sql`insert into kit.idempotency (key, route, body_hash, created_at) values
    ('old', 'r', 'h', now() - interval '32 days'), ('young', 'r', 'h', now() - interval '30 days')`)
  await dropOldKeys(world.services, world.tenant.id, new Date())
  expect(await inTenant(sql`select key from kit.idempotency`)).toEqual([{ key: 'young' }])
})

test('uploads nobody attached go after two days, with their bytes unless others name the same', async () => {
  const { services, tenant } = world
  const old = await file('t/old', '3 days')
  const shared = await file('t/shared', '3 days')
  const attached = await file('t/shared', '3 days', { type: 'thing', id: newId() })
  const young = await file('t/young', '1 day')
  await sweepFiles(services, tenant.id, new Date(), services.log)
  expect(await kept()).toEqual(expect.arrayContaining([attached, young]))
  expect(await kept()).not.toContain(old)
  expect(await kept()).not.toContain(shared)
  const exists = await Promise.all(['t/old', 't/shared', 't/young'].map((key) => services.files.disk.exists(key)))
  expect(exists).toEqual([false, true, true])
})

test('finished work goes after a month and takes its file along', async () => {
  const { services, tenant } = world
  const [done, recent] = [newId(), newId()]
  await inTenant(sql`insert into kit.task (id, kind, state, finished_at) values
    (${done}, 'x', 'done', now() - interval '31 days'), (${recent}, 'x', 'done', now())`)
  const [gone, stays] = [
    await file('t/a', '1 hour', { type: 'task', id: done }),
    await file('t/b', '1 hour', { type: 'task', id: recent }),
  ]
  await dropOldRows(services, tenant.id, new Date())
  await sweepFiles(services, tenant.id, new Date(), services.log)
  expect(await kept()).toContain(stays)
  expect(await kept()).not.toContain(gone)
})

test('search entries of an older tokenizer are made again; things that are gone leave the search', async () => {
  const { services, tenant } = world
  const [one, gone, unknown] = [newId(), newId(), newId()]
  await services.db.tx(tenant.id, async (tx) => {
    for (const [kind, id] of [
      ['tiny', one],
      ['tiny', gone],
      ['foreign', unknown],
    ] as const)
      await makeFindable(tx, { kind, id, title: 'old', updatedAt: new Date() })
    await sql`update kit.search_entry set tokenizer = 0`.execute(tx)
  })
  rewritableOneByOne('tiny', async (tx, id) => {
    if (id === one) await makeFindable(tx, { kind: 'tiny', id, title: 'new', updatedAt: new Date() })
  })
  await reindexOutdated(services, tenant.id, services.log)
  expect(await inTenant(sql`select id, title, tokenizer from kit.search_entry order by title`)).toEqual([
    { id: one, title: 'new', tokenizer: TOKENIZER_VERSION },
    { id: unknown, title: 'old', tokenizer: 0 },
  ])
})
