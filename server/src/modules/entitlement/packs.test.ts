import { standardLibrary } from '@aftercare/entitlement'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { startLive } from '../../kit/live.ts'
import { type Catalogue, makeCatalogue, vin } from '../assets/catalogue.fixture.ts'
import { type HeldPacks, libraryOf, libraryOn } from './pack-library.ts'

const world = useWorld()
let catalogue: Catalogue
let assessor: Client
let manager: Client
let owner: string
let count = 0

beforeAll(async () => {
  catalogue = await makeCatalogue(world)
  manager = catalogue.manager
  assessor = await world.tenant.as('warranty_assessor')
  owner = (await manager.post('/customers', { kind: 'person', name: '李雷', country: 'CN' })).body.id
})

const CAR = 'cn-household-car'
const sold = { saleCountry: 'CN', buyerKind: 'consumer', soldOn: '2024-03-01', deliveredOn: '2024-03-02' }
async function makeCar(): Promise<string> {
  count++
  return (await manager.post('/assets', { modelId: catalogue.car, serial: vin(count), customerId: owner, ...sold }))
    .body.id
}
/** After the maker's 36 months and the law's three years. */
const decide = async (assetId: string, at = '2027-06-01') =>
  (await manager.post('/entitlement/decisions', { assetId, at, fault: { cause: 'quality' } })).body

type Rule = { id: string; term?: { months?: unknown; km?: number }; [field: string]: unknown }
type Content = { rules: Rule[]; [field: string]: unknown }
/** The car law with its free repair lengthened to so many months, at any distance. */
function lengthened({ rules, ...pack }: Content, months: number): Content {
  return {
    ...pack,
    rules: rules.map((rule) => (rule.id === 'CN-AUTO43-FREE-REPAIR' ? { ...rule, term: { months } } : rule)),
  }
}
const ifMatch = (body: { version: number }) => ({ 'if-match': String(body.version) })
const read = async (id: string, who = assessor) => (await who.get(`/entitlement/pack-versions/${id}`)).body

/** A draft with another length of the free repair. */
async function draft(months: number, who = assessor) {
  const begun = await who.post('/entitlement/pack-versions', { packId: CAR, reason: `law of ${months}` })
  expect(begun.status).toBe(201)
  const content = lengthened(begun.body.content, months)
  const saved = await who.patch(`/entitlement/pack-versions/${begun.body.id}`, { content }, ifMatch(begun.body))
  expect(saved.status).toBe(200)
  return saved.body as { id: string; version: number; packVersion: string; content: Content }
}
async function check(id: string) {
  const started = await assessor.post(`/entitlement/pack-versions/${id}/checks`, {}, ifMatch(await read(id)))
  expect(started.status).toBe(202)
  await world.jobs()
  return read(id)
}
const approve = async (id: string, inForceFrom: string, who = manager) =>
  who.put(`/entitlement/pack-versions/${id}/approval`, { inForceFrom }, ifMatch(await read(id)))
const withdraw = async (id: string) =>
  manager.put(`/entitlement/pack-versions/${id}/withdrawal`, { reason: 'test over' }, ifMatch(await read(id)))

test('what is shipped is listed with its places, rules and confidence', async () => {
  const { items } = (await manager.get('/entitlement/packs')).body
  expect(items.length).toBe(standardLibrary.packs.length)
  const car = items.find((one: { packId: string }) => one.packId === CAR)
  expect(car).toMatchObject({ origin: 'shipped', jurisdiction: 'CN', inForceFrom: null, open: null, refused: false })
  const { high, medium, low } = car.confidence
  expect(high + medium + low).toBe(car.rules)
  const page = (await manager.get(`/entitlement/packs/${CAR}`)).body
  expect(page.inForce.version).toBe(car.version)
  expect((await manager.get('/entitlement/packs/none')).status).toBe(404)
})

test('a law change: draft, check, approved by a second person, in force from its day; decisions before keep their version', async () => {
  const assetId = await makeCar()
  const before = await decide(assetId)
  expect(before.outcome).toBe('not_covered')
  const made = await draft(60)
  const shipped = before.decision.packs.find((one: { id: string }) => one.id === CAR).version
  expect(await read(made.id)).toMatchObject({
    state: 'draft',
    baseVersion: shipped,
    against: { version: shipped },
    check: null,
  })

  const trial = await assessor.post(`/entitlement/pack-versions/${made.id}/trial`, { decisionId: before.id })
  expect(trial.body.current.decision.outcome).toBe('not_covered')
  expect(trial.body.draft.decision.outcome).toBe('partly')
  expect(trial.body.differences).toMatchObject({ outcome: { from: 'not_covered', to: 'partly' } })

  expect((await approve(made.id, '2027-01-01')).body).toMatchObject({ code: 'entitlement.pack_unchecked', status: 409 })
  const checked = await check(made.id)
  expect(checked).toMatchObject({ state: 'checked', check: { isOfThisContent: true, isRunning: false, refused: 0 } })
  expect(checked.check.changed).toBeGreaterThanOrEqual(1)
  const rows = await manager.get(`/entitlement/pack-changes?filter[checkId]=${checked.check.id}`)
  const row = rows.body.items.find((one: { decisionId: string }) => one.decisionId === before.id)
  expect(row).toMatchObject({ outcomeFrom: 'not_covered', outcomeTo: 'partly' })
  expect(row.changes.lines[0]).toMatchObject({ from: [{ payer: 'customer' }], to: [{ payer: 'statute' }] })
  const file = await manager.get(`/entitlement/pack-changes/export?format=csv&filter[checkId]=${checked.check.id}`)
  expect(file.status).toBe(200)
  expect(file.raw.rawPayload.toString()).toMatch(/part, labour/)

  expect((await approve(made.id, '2027-06-01', assessor)).body).toMatchObject({ code: 'entitlement.pack_own_hand' })
  const approved = await approve(made.id, '2027-06-01')
  expect(approved.body).toMatchObject({ state: 'approved', inForceFrom: '2027-06-01' })
  expect(approved.body.happened.map((one: { type: string }) => one.type)).toEqual([
    'rule_pack.approved',
    'rule_pack.checked',
    'rule_pack.changed',
    'rule_pack.drafted',
  ])

  expect((await decide(assetId, '2027-05-31')).outcome).toBe('not_covered')
  const after = await decide(assetId)
  expect(after.outcome).toBe('partly')
  expect(after.decision.packs).toContainEqual({ id: CAR, version: made.packVersion })
  for (const { id } of [before, after]) {
    const again = await manager.get(`/entitlement/decisions/${id}/recomputation`)
    expect(again.body.identical, id).toBe(true)
  }
  // Taken back, what stood before holds again, and what it decided is still made again to the byte.
  expect((await withdraw(made.id)).body.state).toBe('withdrawn')
  expect((await decide(await makeCar())).outcome).toBe('not_covered')
  const proof = await manager.get(`/entitlement/decisions/${after.id}/recomputation`)
  expect(proof.body.identical).toBe(true)
})

test('a bad pack is refused at its path, in words, and what is in force stays', async () => {
  const made = await draft(61)
  const rules = structuredClone(made.content.rules)
  rules[0]!.when = { fact: 'moon.phase', op: 'eq', value: true }
  rules[1]!.id = rules[2]!.id
  const bad = { ...made.content, rules, productClasses: 'cars', phase: 1 }
  const refused = await assessor.patch(`/entitlement/pack-versions/${made.id}`, { content: bad }, ifMatch(made))
  expect(refused.status).toBe(422)
  const at = new Map(refused.body.errors.map((one: { path: string }) => [one.path, one]))
  expect(at.get('content.rules.0.when.fact')).toMatchObject({ code: 'entitlement.unknownFact' })
  expect((at.get('content.rules.0.when.fact') as { message: string }).message).toContain('moon.phase')
  expect([...at.keys()]).toEqual(expect.arrayContaining(['content.productClasses', 'content.phase']))
  expect(await read(made.id)).toMatchObject({ version: made.version, state: 'draft' })

  const general = standardLibrary.packs.find(({ id }) => id !== CAR)!
  const taken = { ...made.content, rules: [...made.content.rules, general.rules[0]] }
  const overlap = await assessor.patch(`/entitlement/pack-versions/${made.id}`, { content: taken }, ifMatch(made))
  expect(overlap.body.errors).toMatchObject([
    { path: `content.rules.${made.content.rules.length}.id`, code: 'entitlement.takenByPack' },
  ])
  expect((await withdraw(made.id)).status).toBe(200)
})

test('one version is worked on at a time; writing, checking and approving do not cross', async () => {
  const two = await Promise.all(
    [assessor, manager].map((who) => who.post('/entitlement/pack-versions', { packId: CAR, reason: 'at once' })),
  )
  expect(two.map(({ status }) => status).sort()).toEqual([201, 409])
  const { id } = two.find(({ status }) => status === 201)!.body
  const fresh = await read(id)
  const start = () => assessor.post(`/entitlement/pack-versions/${id}/checks`, {}, ifMatch(fresh))
  const both = await Promise.all([start(), start()])
  expect(both.map(({ status }) => status).sort()).toEqual([202, 409])
  const content = lengthened(fresh.content, 62)
  const write = () => assessor.patch(`/entitlement/pack-versions/${id}`, { content }, ifMatch(fresh))
  expect((await write()).body).toMatchObject({ status: 409, code: 'entitlement.pack_being_checked' })
  const { taskId } = both.find(({ status }) => status === 202)!.body
  expect((await assessor.put(`/tasks/${taskId}/cancellation`)).status).toBe(200)
  expect((await write()).status).toBe(200)
  expect((await write()).body).toMatchObject({ code: 'conflict.version', status: 409 })
  await world.jobs()
  expect((await read(id)).state).toBe('draft')

  await check(id)
  const other = await world.tenant.as('service_manager')
  const third = await world.tenant.as('service_manager')
  const { version } = await read(id)
  const approvals = await Promise.all(
    [other, third].map((who) =>
      who.put(
        `/entitlement/pack-versions/${id}/approval`,
        { inForceFrom: '2030-01-01' },
        { 'if-match': String(version) },
      ),
    ),
  )
  expect(approvals.map(({ status }) => status).sort()).toEqual([200, 409])
  const next = await draft(63)
  await check(next.id)
  expect((await approve(next.id, '2030-01-01')).body).toMatchObject({ code: 'entitlement.pack_day_taken' })
  for (const one of [id, next.id]) expect((await withdraw(one)).status).toBe(200)
})

test('a pack of the company for a place nobody shipped', async () => {
  const content = {
    id: 'xk-goods',
    version: 'any',
    jurisdiction: 'XK',
    productClasses: ['air-conditioner'],
    rules: [
      {
        id: 'XK-1',
        layer: 'statute',
        title: { en: 'Two years' },
        when: { all: [] },
        term: { months: 24 },
        start: [{ latestOf: ['sale'], decisive: 'sale' }],
        covers: ['part', 'labour', 'travel'],
        remedies: [{ options: ['repair'], electedBy: 'seller' }],
        source: { kind: 'found', ref: 'the law' },
        confidence: 'low',
      },
    ],
  }
  const body = { packId: 'xk-goods', reason: 'we sell there now' }
  expect((await assessor.post('/entitlement/pack-versions', body)).status).toBe(404)
  const made = await assessor.post('/entitlement/pack-versions', { ...body, content })
  expect(made.body).toMatchObject({ packId: 'xk-goods', against: null, baseVersion: null })
  await check(made.body.id)
  await approve(made.body.id, '2020-01-01')
  const items = (await manager.get('/entitlement/packs')).body.items
  expect(items).toContainEqual(
    expect.objectContaining({ packId: 'xk-goods', origin: 'own', inForceFrom: '2020-01-01' }),
  )
  const rules = await manager.get('/entitlement/rules?country=XK')
  expect(rules.body.packs).toMatchObject([{ id: 'xk-goods', version: made.body.packVersion }])
  const asset = await manager.post('/assets', {
    modelId: catalogue.cooler,
    serial: 'XK1',
    saleCountry: 'XK',
    soldOn: '2026-01-01',
  })
  expect((await decide(asset.body.id, '2027-06-01')).decision.packs).toEqual([
    { id: 'xk-goods', version: made.body.packVersion },
  ])
})

test('who may, and whose it is', async () => {
  const made = await draft(64)
  const address = `/entitlement/pack-versions/${made.id}`
  const technician = await world.tenant.as('technician')
  expect((await technician.get('/entitlement/packs')).status).toBe(403)
  const desk = await world.tenant.as('service_desk')
  expect((await desk.get(address)).status).toBe(200)
  expect((await desk.patch(address, { reason: 'x' }, ifMatch(made))).status).toBe(403)
  const local = await world.tenant.as('warranty_assessor', { country: 'CN' })
  expect((await local.patch(address, { reason: 'x' }, ifMatch(made))).body.code).toBe('forbidden.company_wide')
  const stranger = await (await world.makeTenant(`other-${count}`)).as('administrator')
  expect((await stranger.get(address)).status).toBe(404)
  expect((await stranger.patch(address, { reason: 'x' }, ifMatch(made))).status).toBe(404)
  expect((await stranger.get(`/entitlement/packs/${CAR}`)).body.versions).toEqual([])
  expect((await withdraw(made.id)).status).toBe(200)
})

test('libraries: a plain lookup while warm; another process’s approval is heard; one that breaks is left out', async () => {
  const live = await startLive(world.services.db)
  const { id: tenantId } = await world.makeTenant('library')
  const look = <T>(work: (held: HeldPacks | Promise<HeldPacks>) => T) =>
    world.services.db.tx(tenantId, async (tx) => work(libraryOf(tx)))
  try {
    const first = await look((held) => held)
    expect(await look((held) => held)).toBe(first)
    expect(await look((held) => held instanceof Promise)).toBe(false)
    expect(libraryOn(first, '2026-01-01')).toBe(standardLibrary)

    const shipped = standardLibrary.packs.find(({ id }) => id === CAR)!
    const approved = (content: object, version: string, from: string) =>
      world.services.db.tx(tenantId, async (tx) => {
        const row = { id: newId(), pack_id: CAR, pack_version: version, state: 'approved', digest: version }
        const by = { in_force_from: from, approved_by: newId(), content: JSON.stringify(content) }
        await tx
          .insertInto('entitlement.pack_version')
          .values({ ...row, ...by })
          .execute()
      })
    await approved({ ...shipped, version: '2026-02-01.101' }, '2026-02-01.101', '2026-02-01')
    await approved({ ...shipped, version: '2026-03-01.101', rules: 'none' }, '2026-03-01.101', '2026-03-01')
    expect(await look((held) => held)).toBe(first)
    const news = { tenantId, type: 'rule_pack.renewed', subject: 'rule_pack', id: '', threadId: null, stationId: null }
    await world.services.db.notify('aftercare_live', JSON.stringify([news]))
    await expect.poll(() => look((held) => held)).not.toBe(first)

    const held = await look((one) => one)
    const versionOn = (day: string) => libraryOn(held, day).packs.find(({ id }) => id === CAR)!.version
    expect(['2026-01-31', '2026-02-01', '2026-04-01'].map(versionOn)).toEqual([
      shipped.version,
      '2026-02-01.101',
      '2026-02-01.101',
    ])
    expect(held.refused).toMatchObject([{ packId: CAR, version: '2026-03-01.101' }])
  } finally {
    await live.stop()
  }
})
