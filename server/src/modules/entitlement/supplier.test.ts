import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { makeStation } from '../parties/station.fixture.ts'
import { type CoverGround, daysAgo, makeCoverGround } from './cover-ground.fixture.ts'

const world = useWorld()
let ground: CoverGround
beforeAll(async () => {
  ground = await makeCoverGround(world)
})

const term = { supplier: 'Pumpen AG', agreement: 'QV-17', covers: ['part', 'labour'], sharePct: 60 }
const post = (more: object) => ground.assessor.post('/entitlement/supplier-terms', { ...term, ...more })
const cover = async (assetId: string, component = '') =>
  (await ground.desk.get(`/assets/${assetId}/cover${component && `?component=${component}`}`)).body.supplier

test('what a supplier pays back stands beside the decision, line by line, with its sum', async () => {
  const assetId = await ground.car(1, { builtOn: daysAgo(400) })
  await ground.desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value: 9_000 })
  await post({ component: 'engine.pump', startsFrom: 'production', months: 24 })
  await post({ supplier: 'Late Ltd', sharePct: 100, component: 'engine.pump', startsFrom: 'production', months: 12 })
  expect(await cover(assetId, 'brake')).toEqual([])
  expect(await cover(assetId)).toMatchObject([
    { lineId: 'part', result: 'undetermined', missing: ['fault.component'] },
    { lineId: 'labour', result: 'undetermined' },
  ])
  const shares = await cover(assetId, 'engine.pump.seal')
  expect(shares).toMatchObject([
    { lineId: 'part', supplier: 'Pumpen AG', sharePct: 60, result: 'met' },
    { lineId: 'labour', sharePct: 60 },
  ])
  expect(shares[0].steps[0].values).toMatchObject({ start: daysAgo(400) })
  const kept = await ground.desk.post('/entitlement/decisions', { assetId, fault: { component: 'engine.pump' } })
  expect(kept.body.supplier).toMatchObject([{ supplier: 'Pumpen AG' }, { lineId: 'labour' }])
})

test('counted from the fitting of the part that sits there now, and from the distance since', async () => {
  const assetId = await ground.car(2, { builtOn: daysAgo(900) })
  const read = (value: number, days: number) =>
    ground.desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value, at: `${daysAgo(days)}T08:00:00Z` })
  await post({ supplier: 'Fit GmbH', component: 'gearbox', startsFrom: 'fitting', distanceKm: 10_000, months: 12 })
  const on = () => cover(assetId, 'gearbox')
  await read(50_000, 30)
  expect(await on()).toMatchObject([{ result: 'undetermined', missing: ['dates.fitting'] }, {}])
  await ground.desk.post(`/assets/${assetId}/components`, {
    position: 'gearbox',
    partNumber: 'GB-1',
    fittedAt: `${daysAgo(30)}T10:00:00Z`,
  })
  await read(58_000, 1)
  expect(await on()).toMatchObject([{ result: 'met', supplier: 'Fit GmbH' }, {}])
  await ground.desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value: 61_000 })
  expect(await on()).toEqual([])
})

test('kept by headquarters, checked at the door, edited with the version that was seen, hidden from stations', async () => {
  expect((await post({ startsFrom: 'delivery' })).body.errors[0]).toMatchObject({ path: 'months' })
  expect((await post({ startsFrom: 'fitting', months: 1 })).body.errors[0]).toMatchObject({ path: 'component' })
  const { body } = await post({ startsFrom: 'delivery', months: 6, component: 'seat' })
  const change = (n: number) =>
    ground.assessor.patch(`/entitlement/supplier-terms/${body.id}`, { sharePct: 70 }, { 'if-match': `"${n}"` })
  expect([(await change(1)).body.sharePct, (await change(1)).status]).toEqual([70, 409])
  const stationId = await makeStation(world, world.tenant.id)
  const there = await world.tenant.as('station_manager', { stationId })
  expect((await there.get('/entitlement/supplier-terms')).status).toBe(403)
  const rival = await (await world.makeTenant('rival')).as('warranty_assessor')
  expect((await rival.get('/entitlement/supplier-terms')).body.items).toEqual([])
  expect((await rival.delete(`/entitlement/supplier-terms/${body.id}`)).status).toBe(404)
  expect((await ground.assessor.delete(`/entitlement/supplier-terms/${body.id}`)).body.removed).toBe(true)
})
