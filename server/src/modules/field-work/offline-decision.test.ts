import { canonicalJson } from '@aftercare/entitlement'
import { beforeAll, expect, test } from 'vitest'
import { decideHere } from '../../../../apps/field/src/data/decide.ts'
import { mergeRules } from '../../../../apps/field/src/data/rules.ts'
import { useWorld } from '../../../test/harness.ts'
import { daysAgo } from '../entitlement/cover-ground.fixture.ts'
import { makeStation } from '../parties/station.fixture.ts'
import { bookVisit, day, goTo, type Job, makeJob, ok, visitOf } from './visit.fixture.ts'

const world = useWorld()
let job: Job
beforeAll(async () => {
  job = await makeJob(world)
})

const positions = [
  { id: 'a', kind: 'part' as const, component: 'engine.pump' },
  { id: 'b', kind: 'labour' as const },
  { id: 'c', kind: 'travel' as const },
]

/** A household car with a fault that is open since today, and what the phone took along for it. */
async function dayWithCar() {
  const { plan, manager } = job
  const family = ok(
    await manager.post('/families', {
      code: 'CARS',
      name: { en: 'Cars' },
      productClass: 'household-car',
      meterKind: 'km',
    }),
  )
  const model = ok(await manager.post('/models', { familyId: family.id, code: 'C1', name: { en: 'C1' } }))
  for (const covers of ['part', 'labour'])
    ok(await manager.post(`/models/${model.id}/terms`, { covers, months: 36, distanceKm: 100_000, startsFrom: 'sale' }))
  const sold = { soldOn: daysAgo(200), deliveredOn: daysAgo(199), buyerKind: 'consumer', saleCountry: 'CN' }
  const asset = { modelId: model.id, serial: 'LSVAA4187E2000042', customerId: plan.customerId, ...sold }
  const { id: assetId } = ok(await plan.desk.post('/assets', asset))
  ok(await plan.desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value: 8_000 }))
  const { visitId, requestId } = await bookVisit(plan, job.technician.personId!, assetId, 14)
  await world.jobs()
  const today = ok(await job.technician.get(`/field/today?date=${day}`))
  const visit = today.visits.find((one: { id: string }) => one.id === visitId)
  return { assetId, visitId, requestId, today, visit }
}

test('decided on the phone without a network: the same bytes as on the server, by the packs it took along', async () => {
  const { assetId, requestId, today, visit } = await dayWithCar()
  const rules = mergeRules(today.rules, [])
  expect(rules.map((one) => one.country)).toEqual(['CN'])
  const found = { fault: { cause: 'quality' as const, component: 'engine.pump' }, facts: { 'trader.fraud': false } }
  const here = decideHere(visit, rules, positions, found)!
  const there = ok(
    await job.plan.desk.post('/entitlement/decisions', { assetId, requestId, lines: positions, ...found }),
  )
  expect(here.lines[0]).toMatchObject({ lineId: 'a', payer: 'statute', sharePct: 100 })
  expect(here.packs.map((one) => `${one.id}@${one.version}`)).toEqual(there.summary.packs)
  expect(canonicalJson(here)).toBe(canonicalJson(there.decision))
  const again = ok(await job.technician.get(`/field/today?date=${day}&rules=${rules[0]!.digest}`))
  expect(again.rules).toEqual([{ country: 'CN', digest: rules[0]!.digest, packs: null }])
  expect(mergeRules(again.rules, rules)).toEqual(rules)
  expect(decideHere(visit, [], positions)).toBeNull()
})

test('what the technician found out decides the request anew and shares the lines anew', async () => {
  const { technician, visitId, requestId } = job
  await goTo(job, 'en_route', 'on_site', 'working')
  ok(
    await technician.put(`/visits/${visitId}/lines/${crypto.randomUUID()}`, {
      kind: 'labour',
      code: 'LAB',
      quantity: '1',
    }),
  )
  expect((await visitOf(technician, visitId)).lines[0]).toMatchObject({ payer: 'manufacturer' })
  const told = ok(await technician.put(`/visits/${visitId}/found-facts`, { fault: { cause: 'misuse' } }))
  expect(told.lines[0]).toMatchObject({ payer: 'customer', customerSharePct: 100 })
  expect(told.cover.facts.fault).toMatchObject({ cause: 'misuse' })
  await world.jobs()
  const { items } = ok(await job.plan.desk.get(`/entitlement/decisions?filter[requestId]=${requestId}`))
  expect(items[0]).toMatchObject({ cause: 'visit.found', inForce: true })
  const other = await world.tenant.as('technician', { stationId: await makeStation(world, world.tenant.id) })
  expect((await other.put(`/visits/${visitId}/found-facts`, { fault: { cause: 'wear' } })).status).toBe(404)
})
