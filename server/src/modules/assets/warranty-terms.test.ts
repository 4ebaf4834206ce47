import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { sentFile } from '../../../test/upload.ts'
import { newId } from '../../kit/ids.ts'
import { type Catalogue, makeCatalogue } from './catalogue.fixture.ts'

const world = useWorld()
let catalogue: Catalogue
let manager: Client
beforeAll(async () => {
  catalogue = await makeCatalogue(world)
  manager = catalogue.manager
})

const terms = async (id: string) => (await manager.get(`/models/${id}`)).body.terms
const upload = (text: string) => sentFile(manager, 'table', { name: 'plan.csv', type: 'text/csv', content: text })
const load = async (text: string, dryRun: boolean) =>
  (await manager.post('/warranty-terms/import', { fileId: await upload(text), dryRun })).body

test('every kind of promise: rental car, consumables, parts left out, a name, the warranty of a new part', async () => {
  const url = `/models/${catalogue.cooler}/terms`
  const rental = { covers: 'rental', months: 24, startsFrom: 'sale' }
  expect((await manager.post(url, rental)).status).toBe(201)
  const plan = {
    covers: 'consumable',
    months: 6,
    startsFrom: 'replacement',
    components: ['compressor'],
    excludedComponents: ['compressor.oil'],
    name: { en: 'Part care', 'zh-CN': '部件保', 'zh-TW': '零件保' },
  }
  await manager.post(url, plan)
  const kept = await terms(catalogue.cooler)
  expect(kept).toContainEqual(expect.objectContaining(plan))
  expect(kept).toContainEqual(expect.objectContaining({ ...rental, name: null, excludedComponents: [] }))
  const refused = await manager.post(url, { ...plan, excludedComponents: ['compressor'] })
  expect(refused.body.errors).toMatchObject([{ path: 'excludedComponents', code: 'assets.term_component_twice' }])
})

test('copied to other models, once', async () => {
  const copy = (ids: string[]) => manager.post(`/models/${catalogue.car}/terms/copies`, { modelIds: ids })
  const before = (await terms(catalogue.cooler)).length
  const own = (await terms(catalogue.car)).length
  expect((await copy([catalogue.cooler, catalogue.car])).body).toEqual({ added: own })
  expect(await terms(catalogue.cooler)).toHaveLength(before + own)
  expect((await copy([catalogue.cooler])).body).toEqual({ added: 0 })
  expect((await copy([newId()])).status).toBe(404)
  const stranger = await (await world.makeTenant('strangers')).as('administrator')
  expect((await stranger.post(`/models/${catalogue.car}/terms/copies`, { modelIds: [catalogue.cooler] })).status).toBe(
    404,
  )
})

test('a table is tried first; a wrong row keeps all of it out and is named; the export is read again', async () => {
  const bad = [
    '型号编码,承担费用,月数,里程（公里）,国家/地区,仅限部件',
    'E5,备件,48,"120,000",DE,engine; transmission',
    'NONE,parts,12,,,',
    'E5,parts,,,,',
    'E5,moon,12,,,',
  ]
  const columns = bad[0]!.replace('型号编码', 'modelCode')
  const tried = await load([columns, ...bad.slice(1)].join('\n'), false)
  expect(tried).toMatchObject({ rows: 4, added: 1, known: 0, isKept: false })
  expect(tried.findings).toMatchObject([
    { row: 3, column: 'modelCode', code: 'assets.model_unknown', values: { code: 'NONE' } },
    { row: 4, column: 'months', code: 'assets.term_without_limit' },
    { row: 5, column: 'covers', code: 'validation.invalid' },
  ])
  const good = [columns, bad[1]].join('\n')
  const before = (await terms(catalogue.car)).length
  expect(await load(good, true)).toMatchObject({ added: 1, isKept: false, findings: [] })
  expect(await terms(catalogue.car)).toHaveLength(before)
  expect(await load(good, false)).toMatchObject({ added: 1, isKept: true })
  expect(await terms(catalogue.car)).toContainEqual(
    expect.objectContaining({ covers: 'part', months: 48, distanceKm: 120_000, country: 'DE', startsFrom: 'sale' }),
  )
  expect(await load(good, false)).toMatchObject({ added: 0, known: 1 })

  const file = await manager.get('/warranty-terms/export?format=csv', { 'accept-language': 'zh-CN' })
  const again = await load(file.raw.rawPayload.toString('utf8'), true)
  expect(again).toMatchObject({ added: 0, findings: [] })
  expect(again.known).toBe(again.rows)
})

test('only who keeps the catalogue, and only their own file', async () => {
  const desk = await world.tenant.as('service_desk')
  const fileId = await upload('modelCode,covers\n')
  expect((await desk.post('/warranty-terms/import', { fileId })).status).toBe(403)
  const other = await world.tenant.as('quality_engineer')
  expect((await other.post('/warranty-terms/import', { fileId })).status).toBe(404)
  const none = await upload('a,b\n1,2\n')
  expect((await manager.post('/warranty-terms/import', { fileId: none })).body.code).toBe('assets.terms_columns')
})
