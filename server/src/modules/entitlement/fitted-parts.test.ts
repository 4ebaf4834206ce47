import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { makeCatalogue, vin } from '../assets/catalogue.fixture.ts'
import { recordRepair } from './index.ts'

const world = useWorld()

test('a part that was put in answers for itself, one day and one kilometre longer than that not', async () => {
  const { manager, car } = await makeCatalogue(world)
  const term = { covers: 'part', months: 12, distanceKm: 20_000, startsFrom: 'replacement', components: ['engine'] }
  expect((await manager.post(`/models/${car}/terms`, term)).status).toBe(201)
  const sold = { saleCountry: 'CN', buyerKind: 'consumer', soldOn: '2020-03-01', deliveredOn: '2020-03-02' }
  const assetId = (await manager.post('/assets', { modelId: car, serial: vin(1), ...sold })).body.id
  await world.services.db.tx(world.tenant.id, (tx) =>
    recordRepair(tx, {
      assetId,
      source: { type: 'visit', id: newId() },
      inAt: new Date('2026-05-01T02:00:00Z'),
      outAt: new Date('2026-05-02T02:00:00Z'),
      timeZone: 'Asia/Shanghai',
      replaced: [{ mainPart: 'engine.piston' }],
      meterKm: 90_000,
    }),
  )
  const read = async (value: number, at: string) =>
    manager.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value, at: `${at}T02:00:00Z` })
  const payer = async (at: string, component = 'engine.piston') => {
    const lines = [{ id: 'a', kind: 'part', component }]
    const made = await manager.post('/entitlement/decisions', { assetId, at, lines, fault: { component } })
    expect(made.status).toBe(201)
    const again = await manager.get(`/entitlement/decisions/${made.body.id}/recomputation`)
    expect(again.body.identical).toBe(true)
    return made.body.decision.lines[0].payer
  }
  await read(110_000, '2026-10-01')
  expect(await payer('2026-10-01')).toBe('manufacturer')
  expect(await payer('2026-10-01', 'steering')).toBe('customer')
  expect(await payer('2027-05-03')).toBe('customer')
  await read(110_001, '2026-10-02')
  expect(await payer('2026-10-02')).toBe('customer')
})
