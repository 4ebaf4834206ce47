import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { at, tinyApp } from '../../../test/tiny-app.ts'
import { newId } from '../ids.ts'
import { makeFindable } from '../search/find.ts'
import { choice, dayColumn, defineList, idColumn, instantColumn, numberColumn, text } from './definition.ts'
import { listRoutes } from './routes.ts'

const world = useWorld()
let desk: Client

const people = defineList({
  name: 'tiny-people',
  words: 'people',
  path: '/tiny-people',
  needs: 'people.read',
  summary: 'People of this test',
  from: 'people.person p',
  id: 'p.id',
  visible: () => sql<boolean>`p.number like 'T%'`,
  columns: {
    name: text('p.name', { sortable: true }),
    phone: text('p.phone', { nullable: true, sortable: true }),
    language: choice('p.language', ['en', 'zh-CN', 'zh-TW']),
    version: numberColumn('p.version', { sortable: true }),
    hiredOn: dayColumn('p.hired_on', { nullable: true, sortable: true }),
    createdAt: instantColumn('p.created_at', { sortable: true }),
    userId: text('p.user_id', { nullable: true, filter: false }),
    personId: idColumn('p.id'),
  },
  sort: '-createdAt',
  search: 'tiny_person',
})
let count = 0
async function addPerson(values: Record<string, unknown> = {}): Promise<string> {
  const id = newId()
  count += 1
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .insertInto('people.person')
      .values({ id, number: `T${count}`, name: `person ${count}`, time_zone: 'UTC', ...values })
      .execute(),
  )
  return id
}
const wipe = () =>
  world.services.db.tx(world.tenant.id, (tx) => tx.deleteFrom('people.person').where('number', 'like', 'T%').execute())

beforeAll(async () => {
  const app = await tinyApp(world, listRoutes(people))
  desk = at(app, await world.tenant.as('administrator'))
})

async function walk(query: string, limit = 3, between: () => Promise<unknown> = async () => {}): Promise<string[]> {
  const seen: string[] = []
  let after = ''
  for (;;) {
    const { status, body } = await desk.get(`/tiny-people?limit=${limit}&${query}${after}`)
    expect(status).toBe(200)
    seen.push(...body.items.map((one: { id: string }) => one.id))
    if (!body.next) return seen
    after = `&after=${body.next}`
    await between()
  }
}

test('pages by cursor show every row once, also those within the same millisecond', async () => {
  await wipe()
  const ids: string[] = []
  for (let i = 0; i < 11; i++) ids.push(await addPerson({ created_at: `2026-11-21T10:00:00.00012${i % 5}Z` }))
  for (const sort of ['createdAt', '-createdAt', 'name', '-version']) {
    const seen = await walk(`sort=${sort}`)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.sort()).toEqual([...ids].sort())
  }
})

test('rows that come in while somebody pages are neither lost nor shown twice', async () => {
  await wipe()
  const before: string[] = []
  for (let i = 0; i < 10; i++) before.push(await addPerson())
  const seen = await walk('sort=-createdAt', 3, () => addPerson())
  expect(seen).toEqual([...before].reverse())
  const upwards = await walk('sort=name', 3, () => addPerson({ name: 'person 0' }))
  expect(new Set(upwards).size).toBe(upwards.length)
  expect(upwards).toEqual(expect.arrayContaining(before))
})

test('rows without a value come last in both directions, and paging goes through them', async () => {
  await wipe()
  const [b, n1, a, n2] = [
    await addPerson({ phone: '+2' }),
    await addPerson(),
    await addPerson({ phone: '+1' }),
    await addPerson(),
  ]
  expect(await walk('sort=phone', 1)).toEqual([a, b, n1, n2])
  expect(await walk('sort=-phone', 1)).toEqual([b, a, n2, n1])
})

test('filters: values, none, ranges that are half open', async () => {
  await wipe()
  const early = await addPerson({ hired_on: '2026-01-01', language: 'en', version: 3 })
  const late = await addPerson({ hired_on: '2026-02-01', language: 'zh-CN', phone: '+86 1' })
  const shown = async (query: string) =>
    (await desk.get(`/tiny-people?sort=name&${query}`)).body.items.map((one: { id: string }) => one.id)
  expect(await shown('filter[language]=zh-CN')).toEqual([late])
  expect(await shown('filter[language]=zh-CN,en')).toEqual([early, late])
  expect(await shown('filter[phone]=none')).toEqual([early])
  expect(await shown('filter[phone]=none,%2B86 1')).toEqual([early, late])
  expect(await shown('filter[hiredOn]=2026-01-01..2026-02-01')).toEqual([early])
  expect(await shown('filter[hiredOn]=2026-02-01..')).toEqual([late])
  expect(await shown('filter[version]=2..')).toEqual([early])
  expect(await shown(`filter[personId]=${late}`)).toEqual([late])
  const { body } = await desk.get('/tiny-people?filter[language]=en&limit=1')
  expect(body.total).toEqual({ count: 1, exact: true })
})

test('unusable values are refused by the name of the filter, in the language of the caller', async () => {
  const chinese = { 'accept-language': 'zh-CN' }
  for (const [query, path] of [
    ['filter[version]=many', 'filter[version]'],
    ['filter[hiredOn]=2026-02-30', 'filter[hiredOn]'],
    ['filter[createdAt]=yesterday..', 'filter[createdAt]'],
    ['filter[personId]=7', 'filter[personId]'],
    ['filter[language]=fr', 'filter[language]'],
    ['filter[nothing]=1', 'filter[nothing]'],
    ['filter[userId]=1', 'filter[userId]'],
    ['sort=userId', 'sort'],
    ['limit=0', 'limit'],
  ]) {
    const { status, body } = await desk.get(`/tiny-people?${query}`, chinese)
    expect([query, status]).toEqual([query, 422])
    expect(body.errors[0].path).toBe(path)
    expect(body.errors[0].message).toMatch(/[一-鿿]/)
  }
  expect((await desk.get('/tiny-people?after=nonsense')).body.code).toBe('validation.cursor')
  const wrong = Buffer.from(JSON.stringify(['x', newId()])).toString('base64url')
  expect((await desk.get(`/tiny-people?sort=createdAt&after=${wrong}`)).status).toBe(422)
})

test('a search keeps the filters, shows the best first and pages', async () => {
  await wipe()
  const ids: string[] = []
  for (let i = 0; i < 7; i++) {
    const id = await addPerson({ name: `王小明 ${i}`, language: i === 3 ? 'en' : 'zh-CN' })
    ids.push(id)
    await world.services.db.tx(world.tenant.id, (tx) =>
      makeFindable(tx, { kind: 'tiny_person', id, title: `王小明 ${i}`, updatedAt: new Date(2026, 1, i + 1) }),
    )
  }
  await addPerson({ name: '王小明 unfindable' })
  const found = await walk(`q=${encodeURIComponent('小明')}`)
  expect(found).toEqual([...ids].reverse())
  const filtered = await walk(`q=${encodeURIComponent('小明')}&filter[language]=en`)
  expect(filtered).toEqual([ids[3]])
})
