import { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { sentFile } from '../../../test/upload.ts'
import { makeTill, ok, publishList, type Till, version } from './money.fixture.ts'

const world = useWorld()
let till: Till
let manager: Client
beforeAll(async () => {
  till = await makeTill(world)
  manager = till.manager
})

const german = { name: 'Deutschland', country: 'DE', currency: 'EUR', taxBp: 1900, taxIncluded: true }
const newList = async (more: object = {}) =>
  ok(await manager.post('/price-lists', { ...german, validFrom: '2026-01-01', ...more }))
const price = (listId: string, one: object) =>
  manager.post('/prices', { listId, kind: 'part', unit: 'piece', minor: '0', name: { en: 'x' }, ...one })
const inspection = { kind: 'labour', unit: 'operation', rule: 'operation', code: 'INSPECT', minutes: 50 }
const zone = (code: string, kmFrom: string, kmTo?: string) => ({
  ...{ kind: 'travel', unit: 'visit', rule: 'zone', code, minor: String(Number(kmFrom) * 100 + 2900), kmFrom },
  ...(kmTo && { kmTo }),
})

const upload = (text: string) => sentFile(manager, 'table', { name: 'prices.csv', type: 'text/csv', content: text })

test('an operation costs its time at the rate of the level of the station; the lookup says which list, row and rule', async () => {
  const list = await newList()
  ok(await price(list.id, inspection))
  const unpriced = await manager.put(`/price-lists/${list.id}/publication`, {}, version(list.version))
  expect(unpriced.body.code).toBe('billing.no_labour_rate')
  const rates = {
    rates: [
      { level: '', minor: '9000' },
      { level: 'gold', minor: '12000' },
    ],
  }
  const rated = ok(await manager.put(`/price-lists/${list.id}/labour-rates`, rates, version(list.version)))
  expect(rated.labourRates).toEqual(rates.rates)
  const stale = await manager.put(`/price-lists/${list.id}/labour-rates`, rates, version(list.version))
  expect(stale.body.code).toBe('conflict.version')
  ok(await price(list.id, zone('ZONE-A', '0', '20')))
  ok(await price(list.id, zone('ZONE-B', '20', '60')))
  const overlap = await price(list.id, zone('ZONE-C', '50'))
  expect(overlap.body.errors).toMatchObject([
    { path: 'kmFrom', code: 'billing.zone_overlaps', values: { code: 'ZONE-B' } },
  ])
  ok(await manager.put(`/price-lists/${list.id}/publication`, {}, version(rated.version)))
  const gold = till.job.plan.stationId
  const station = ok(await manager.get(`/stations/${gold}`))
  ok(await manager.patch(`/stations/${gold}`, { level: 'gold' }, version(station.version)))
  const ask = (query: string) => manager.get(`/price-lookup?country=DE&day=2026-05-01&${query}`)
  expect(ok(await ask(`code=INSPECT&stationId=${gold}`))).toMatchObject({
    list: { id: list.id, edition: 1 },
    rule: 'operation',
    minor: '10000',
    taxBp: 1900,
    operation: { minutes: 50, hourMinor: '12000', level: 'gold' },
  })
  expect(ok(await ask('code=INSPECT'))).toMatchObject({ minor: '7500', operation: { level: '' } })
  expect(ok(await ask('km=20'))).toMatchObject({
    price: { code: 'ZONE-B' },
    zone: { from: '20.0', to: '60.0' },
    minor: '4900',
  })
  expect((await ask('km=60')).body.code).toBe('billing.no_zone')
  expect((await ask('code=NONE')).status).toBe(404)
  expect((await ask('')).status).toBe(422)
})

test.each([
  [{ rule: 'operation', kind: 'labour' }, 'minutes', 'validation.required'],
  [{ minutes: 10 }, 'minutes', 'validation.not_allowed'],
  [{ rule: 'zone', kind: 'part', kmFrom: '1' }, 'kind', 'billing.rule_kind'],
  [{ rule: 'zone', kind: 'travel', kmFrom: '5', kmTo: '5' }, 'kmTo', 'validation.order'],
])('a price with %o is refused at %s', async (wrong, path, code) => {
  const list = await newList()
  const refused = await price(list.id, { code: 'W', ...wrong })
  expect(refused.body.errors).toContainEqual(expect.objectContaining({ path, code }))
})

test('two who publish for one country at once: one of them hears of the other', async () => {
  const lists = await Promise.all([1, 2].map(() => newList({ country: 'AT' })))
  for (const one of lists) ok(await price(one.id, { code: 'P', minor: '100' }))
  const answers = await Promise.all(
    lists.map((one) => manager.put(`/price-lists/${one.id}/publication`, {}, version(one.version))),
  )
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  expect(answers.find((answer) => answer.status === 409)!.body.code).toBe('billing.list_overlaps')
})

test('a file is tried first and brought in then; what the export writes, the import reads', async () => {
  const list = await newList()
  ok(await price(list.id, { code: 'KEEP', minor: '100' }))
  ok(await price(list.id, { code: 'DEARER', minor: '100' }))
  const file = [
    'code,kind,unit,price,name_en,name_zh-CN,tax,rule,minutes',
    'KEEP,part,piece,1.00,x,,,,',
    'DEARER,part,piece,2.50,Dearer,更贵,reduced,,',
    'NEW,labour,operation,0,Check,检查,,operation,30',
    'NEW,labour,operation,0,Twice,,,operation,30',
    'CENTS,part,piece,1.005,Too fine,,,,',
    'BAD,gadget,piece,1,Wrong kind,,,,',
  ].join('\n')
  const fileId = await upload(file)
  const counts = { rows: 6, added: 1, changed: 1, unchanged: 1, refused: 3 }
  const tried = ok(await manager.post(`/price-lists/${list.id}/imports`, { fileId }))
  expect(tried).toMatchObject({ ...counts, dryRun: true })
  expect(tried.findings).toMatchObject([
    { row: 5, column: 'code', code: 'validation.duplicate' },
    { row: 6, column: 'price' },
    { row: 7, column: 'kind', code: 'validation.invalid' },
  ])
  expect(ok(await manager.get(`/price-lists/${list.id}`)).prices).toBe(2)
  expect(ok(await manager.post(`/price-lists/${list.id}/imports`, { fileId, dryRun: false }))).toMatchObject(counts)
  const prices = ok(await manager.get(`/prices?filter[listId]=${list.id}`)).items
  expect(prices).toMatchObject([
    { code: 'DEARER', minor: '250', taxCategory: 'reduced', version: 2 },
    { code: 'KEEP', minor: '100', version: 1 },
    { code: 'NEW', rule: 'operation', minutes: 30 },
  ])
  const sheet = await manager.get(`/price-lists/${list.id}/prices.xlsx`)
  const { readTable } = await import('../../kit/tables/index.ts')
  const table = await readTable(Readable.from([sheet.raw.rawPayload]))
  const rows: unknown[] = []
  for await (const row of table.rows) rows.push(row.cells.slice(0, 4))
  expect(rows[0]).toEqual(['NEW', 'labour', 'operation', '0.00'])
  const lacking = await manager.post(`/price-lists/${list.id}/imports`, { fileId: await upload('code,price\nA,1') })
  expect(lacking.body).toMatchObject({ code: 'validation.import_columns', values: { columns: 'kind, unit, name_en' } })
})

test('everybody reads the published prices of a company, and nothing of its drafts', async () => {
  await publishList(manager, { country: 'US', currency: 'USD' })
  await newList({ country: 'FR' })
  const shown = ok(await world.tenant.anonymous().get('/public/acme/prices?country=US'))
  expect(shown).toMatchObject({
    countries: expect.arrayContaining(['CN', 'US']),
    list: { currency: 'USD', country: 'US' },
  })
  expect(shown.list.prices).toHaveLength(3)
  const draft = ok(await world.tenant.anonymous().get('/public/acme/prices?country=FR'))
  expect(draft.list).toBeNull()
  expect(ok(await world.tenant.anonymous().get('/public/acme/prices')).list.country).toBe('CN')
  expect((await world.tenant.anonymous().get('/public/nobody/prices')).status).toBe(404)
})

test('what a part is sold for: lists in force, to who handles parts; drafts are nobody’s', async () => {
  const draft = await newList({ name: 'Entwurf', country: 'AT' })
  ok(await price(draft.id, { code: 'CAP-35', minor: '1250' }))
  const keeper = await world.tenant.as('parts_keeper')
  const sold = async (who = keeper) => (await who.get('/part-prices?code=CAP-35')).body.items
  const lists = (await sold()).map((one: { listId: string }) => one.listId)
  expect(lists.length).toBeGreaterThan(0)
  expect(lists).not.toContain(draft.id)
  expect((await keeper.get('/prices')).status).toBe(403)
  expect(await sold(await (await world.makeTenant('prices-elsewhere')).as('parts_keeper'))).toEqual([])
})
