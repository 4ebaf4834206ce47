import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { sentFile } from '../../../test/upload.ts'
import { newId } from '../../kit/ids.ts'
import { makeStation } from '../parties/station.fixture.ts'
import { announced, recallBody, version } from './campaign.fixture.ts'

const world = useWorld()
let quality: Client
let desk: Client
let modelId: string
beforeAll(async () => {
  quality = await world.tenant.as('quality_engineer')
  desk = await world.tenant.as('service_desk')
  modelId = await makeModel()
})

// biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
type Any = any
const made = async (path: string, body: object, who = quality): Promise<Any> => {
  const answer = await who.post(path, body)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body
}
async function makeModel(): Promise<string> {
  const code = newId().slice(-10)
  const family = await made('/families', { code: `F${code}`, name: { en: 'AC' }, productClass: 'industrial' })
  return (await made('/models', { familyId: family.id, code: `M${code}`, name: { en: 'AC 5' } })).id
}
const product = async (more: object = {}): Promise<string> =>
  (await made('/assets', { serial: `S${newId().slice(-12)}`, modelId, ...more }, desk)).id
const put = (id: string, what: string, body: object, at: number) =>
  quality.put(`/campaigns/${id}/${what}`, body, version(at))
const openOn = async (assetId: string): Promise<string[]> =>
  (await desk.get(`/assets/${assetId}/recalls`)).body.items.filter((one: Any) => one.isOpen).map((one: Any) => one.id)
const list = async (path: string): Promise<Any[]> => (await quality.get(path)).body.items

test('a draft becomes a recall of the products built in a time, and is over when it is closed', async () => {
  const [early, late] = [await product({ builtOn: '2025-02-01' }), await product({ builtOn: '2025-09-01' })]
  const part = await made(
    '/parts',
    { number: `FAN-${newId().slice(-6)}`, name: { en: 'Fan' }, unit: 'piece', tracking: 'none' },
    await world.tenant.as('parts_keeper'),
  )
  const scopes = [{ modelId, builtFrom: '2025-01-01', builtTo: '2025-06-30' }]
  const draft = await made('/campaigns', recallBody({ scopes, parts: [{ number: part.number, quantity: 2 }] }))
  expect(draft).toMatchObject({ status: 'draft', reach: { products: 1, owners: 0, unknownSerials: 0 } })
  expect(draft.number).toMatch(/^RC-\d{4}-\d{6}$/)
  expect(await openOn(early)).toEqual([])
  const done = await put(draft.id, 'announcement', {}, draft.version)
  expect(done.body).toMatchObject({
    status: 'announced',
    units: { in_scope: 1 },
    completion: { rate: 0, reachable: 1 },
  })
  const seen = (await desk.get(`/assets/${early}/recalls`)).body.items
  expect(seen).toMatchObject([
    { id: draft.id, isOpen: true, isSafety: true, state: 'in_scope', parts: [{ number: part.number, quantity: '2' }] },
  ])
  expect(await openOn(late)).toEqual([])
  expect(await list(`/campaigns?q=${encodeURIComponent('风机')}&filter[status]=announced`)).toMatchObject([
    { id: draft.id, population: 1, done: 0, completion: 0 },
  ])
  const again = await put(draft.id, 'announcement', {}, done.body.version)
  expect(again).toMatchObject({ status: 409, body: { code: 'conflict.state', values: { from: 'announced' } } })
  const patched = await quality.patch(`/campaigns/${draft.id}`, { minutes: 5 }, version(done.body.version))
  expect(patched.body.code).toBe('campaigns.not_draft')
  expect((await put(draft.id, 'closure', { reason: 'All done' }, done.body.version)).body.status).toBe('closed')
  expect(await openOn(early)).toEqual([])
})

test('what is announced says which products and which components, in days that run forwards', async () => {
  const nowhere = await made('/campaigns', recallBody())
  const refused = await put(nowhere.id, 'announcement', {}, nowhere.version)
  expect(refused.body.errors).toMatchObject([{ code: 'campaigns.nothing_in_scope' }])
  const free = await made('/campaigns', recallBody({ components: [], scopes: [{ modelId }] }))
  expect((await put(free.id, 'announcement', {}, free.version)).body.errors).toMatchObject([
    { path: 'components', code: 'campaigns.components_needed' },
  ])
  const wrong = [
    [{ scopes: [{ modelId, familyId: newId() }] }, 'parts.family_or_model'],
    [{ scopes: [{ modelId: newId() }] }, 'validation.unknown_reference'],
    [{ scopes: [{ modelId, serialFrom: 'B2', serialTo: 'B1' }] }, 'parts.serials_backwards'],
    [{ parts: [{ number: 'NO-SUCH', quantity: 1 }] }, 'parts.unknown_part'],
    [{ endsOn: '2025-01-01' }, 'validation.invalid'],
  ] as const
  for (const [more, code] of wrong) {
    const answer = await quality.post('/campaigns', recallBody(more))
    expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([422, code])
  }
  expect((await desk.post('/campaigns', recallBody())).status).toBe(403)
})

test('a product registered later, or known better later, comes into the recall by itself', async () => {
  const other = await makeModel()
  const id = await announced(quality, { scopes: [{ modelId: other, builtTo: '2025-06-30' }] })
  const [late, unknown] = [
    await product({ modelId: other, builtOn: '2025-03-01' }),
    await product({ modelId: other, builtOn: '2025-08-01' }),
  ]
  await world.jobs()
  expect([await openOn(late), await openOn(unknown)]).toEqual([[id], []])
  const { version: at } = (await desk.get(`/assets/${unknown}`)).body
  await desk.patch(`/assets/${unknown}`, { builtOn: '2025-05-01' }, version(at))
  await world.jobs()
  expect(await openOn(unknown)).toEqual([id])
})

test('a list of serials: bad rows are named, known ones are in at once, the others when they are registered', async () => {
  const assetId = await product()
  const { serial } = (await desk.get(`/assets/${assetId}`)).body
  const later = `L${newId().slice(-12)}`
  const draft = await made('/campaigns', recallBody({ kind: 'upgrade', isSafety: false }))
  const bring = async (content: string, dryRun: boolean) => {
    const fileId = await sentFile(quality, 'table', { name: 'serials.csv', type: 'text/csv', content })
    return (await quality.post(`/campaigns/${draft.id}/serials/imports`, { fileId, dryRun })).body
  }
  const bad = await bring(`Serial\n${serial}\n${serial.toLowerCase()}\n--\n${'9'.repeat(80)}\n`, false)
  expect(bad).toMatchObject({ dryRun: true, rows: 4, refused: 3 })
  expect(bad.findings.map((one: Any) => [one.row, one.code])).toEqual([
    [3, 'validation.duplicate'],
    [4, 'assets.serial_empty'],
    [5, 'assets.serial_too_long'],
  ])
  const good = `serial\n ${serial.slice(0, 4)}-${serial.slice(4)}\n${later}\n`
  expect(await bring(good, true)).toMatchObject({ dryRun: true, added: 2 })
  expect(await bring(good, false)).toMatchObject({ dryRun: false, added: 2 })
  expect(await bring(good, false)).toMatchObject({ added: 0, unchanged: 2 })
  const seen = (await quality.get(`/campaigns/${draft.id}`)).body
  expect(seen.reach).toMatchObject({ products: 1, unknownSerials: 1 })
  expect((await put(draft.id, 'announcement', {}, seen.version)).body.units.in_scope).toBe(1)
  expect(await list(`/campaign-serials?filter[campaignId]=${draft.id}&filter[isRegistered]=false`)).toMatchObject([
    { serial: later.toUpperCase() },
  ])
  const joined = await product({ serial: later })
  await world.jobs()
  expect(await openOn(joined)).toEqual([draft.id])
})

test('the desk says what became of a product; the completion rate is the one of the figures', async () => {
  const own = await makeModel()
  const products = await Promise.all(Array.from({ length: 5 }, () => product({ modelId: own })))
  const id = await announced(quality, { scopes: [{ modelId: own }] })
  const set = (assetId: string, state: string, at = 1) =>
    quality.put(`/campaigns/${id}/units/${assetId}`, { state, reason: 'Told by the owner' }, version(at))
  for (const [i, state] of ['scrapped', 'remedied', 'inspected_no_fault'].entries())
    expect((await set(products[i]!, state)).body).toMatchObject({ state, version: 2 })
  const { completion, units } = (await quality.get(`/campaigns/${id}`)).body
  expect(units).toMatchObject({ in_scope: 2, scrapped: 1, remedied: 1, inspected_no_fault: 1 })
  expect(completion).toEqual({ rate: 50, rawRate: 40, done: 2, reachable: 4 })
  expect(await list(`/campaigns?filter[number]=${(await quality.get(`/campaigns/${id}`)).body.number}`)).toMatchObject([
    { population: 5, done: 2, completion: 50 },
  ])
  const stale = await Promise.all([set(products[3]!, 'stolen'), set(products[3]!, 'exported')])
  expect(stale.map((one) => one.status).sort()).toEqual([200, 409])
  const open = await list(`/campaign-units?filter[campaignId]=${id}&filter[unitState]=in_scope`)
  expect(open.map((one) => one.assetId)).toEqual([products[4]])
})

test('what the owner tells the desk notes; that it is done or not affected says who answers for the campaign', async () => {
  const own = await makeModel()
  const assetId = await product({ modelId: own })
  const id = await announced(quality, { scopes: [{ modelId: own }] })
  const say = (who: Client, state: string, at: number) =>
    who.put(`/campaigns/${id}/units/${assetId}`, { state, reason: 'Told on the phone' }, version(at))
  for (const state of ['remedied', 'inspected_no_fault', 'duplicate_not_affected'])
    expect((await say(desk, state, 1)).body).toMatchObject({
      code: 'forbidden',
      values: { permission: 'campaigns.manage' },
    })
  expect((await say(desk, 'refused', 1)).body).toMatchObject({ state: 'refused', version: 2 })
  expect((await say(quality, 'remedied', 2)).body).toMatchObject({ state: 'remedied', version: 3 })
  expect((await say(desk, 'in_scope', 3)).status).toBe(403)
  expect((await say(await world.tenant.as('technician'), 'scrapped', 3)).status).toBe(403)
})

test('products of which nobody knows when they were built: seen before the announcement, and in it or not as is said', async () => {
  const own = await makeModel()
  const dated = await product({ modelId: own, builtOn: '2025-03-01' })
  const undated = await product({ modelId: own })
  await product({ modelId: own, builtOn: '2025-08-01' })
  const scopes = [{ modelId: own, builtFrom: '2025-01-01', builtTo: '2025-06-30' }]
  const draft = async () => (await made('/campaigns', recallBody({ scopes }))).id
  const [first, second] = [await draft(), await draft()]
  expect((await quality.get(`/campaigns/${first}`)).body.reach).toMatchObject({ products: 1, undated: 1 })
  expect((await put(first, 'announcement', {}, 1)).body.errors).toMatchObject([
    { path: 'undated', code: 'campaigns.undated_unsaid' },
  ])
  const out = (await put(first, 'announcement', { undated: 'leave_out' }, 1)).body
  expect(out).toMatchObject({ units: { in_scope: 1 }, scopes: [{ undated: 'leave_out' }], reach: { undated: null } })
  const all = (await put(second, 'announcement', { undated: 'include' }, 1)).body
  expect(all).toMatchObject({ units: { in_scope: 2 }, scopes: [{ undated: 'include' }] })
  expect([await openOn(dated), await openOn(undated)]).toEqual([expect.arrayContaining([first, second]), [second]])
  const late = await product({ modelId: own })
  await world.jobs()
  expect(await openOn(late)).toEqual([second])
  // Said with the line beforehand, nobody is asked, and no body is needed.
  const said = await made('/campaigns', recallBody({ scopes: [{ ...scopes[0], undated: 'include' }] }))
  expect(said.reach).toMatchObject({ products: 3, undated: 0 })
  expect((await quality.put(`/campaigns/${said.id}/announcement`, null, version(1))).status).toBe(200)
})

test('a station sees the products it works for, and another company nothing at all', async () => {
  const own = await makeModel()
  const mine = await product({ modelId: own })
  const id = await announced(quality, { scopes: [{ modelId: own }] })
  const stationId = await makeStation(world, world.tenant.id)
  const elsewhere = await world.tenant.as('station_manager', { stationId })
  expect((await elsewhere.get(`/campaign-units?filter[campaignId]=${id}`)).body.items).toEqual([])
  expect((await elsewhere.get(`/assets/${mine}/recalls`)).status).toBe(404)
  const other = await (await world.makeTenant(`other-${newId().slice(-6)}`)).as('quality_engineer')
  expect((await other.get(`/campaigns/${id}`)).status).toBe(404)
  expect((await other.get('/campaigns')).body.items).toEqual([])
})

test('asked again with the same key it is one campaign', async () => {
  const headers = { 'idempotency-key': newId() }
  const filing = `F-${newId()}`
  const body = recallBody({ filing })
  const [first, second] = [
    await quality.post('/campaigns', body, headers),
    await quality.post('/campaigns', body, headers),
  ]
  expect(second.body.id).toBe(first.body.id)
  expect(await list(`/campaigns?filter[filing]=${filing}`)).toHaveLength(1)
})
