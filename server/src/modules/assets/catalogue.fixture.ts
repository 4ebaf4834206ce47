import type { Client, World } from '../../../test/harness.ts'

export interface Catalogue {
  manager: Client
  car: string
  cooler: string
}

/** A car with 36 months or 100,000 km on parts and an air conditioner whose cover starts with its registration. */
export async function makeCatalogue(world: World): Promise<Catalogue> {
  const manager = await world.tenant.as('service_manager')
  const cars = await manager.post('/families', {
    code: 'CAR',
    name: { en: 'Cars', 'zh-CN': '汽车', 'zh-TW': '汽車' },
    productClass: 'household-car',
    meterKind: 'km',
  })
  const coolers = await manager.post('/families', {
    code: 'AC',
    name: { en: 'Air conditioners', 'zh-CN': '空调', 'zh-TW': '冷氣' },
    productClass: 'air-conditioner',
  })
  const model = async (familyId: string, code: string, name: object) =>
    (await manager.post('/models', { familyId, code, name, skillCodes: ['hv'] })).body.id as string
  const car = await model(cars.body.id, 'E5', { en: 'E5 sedan', 'zh-CN': 'E5 轿车', 'zh-TW': 'E5 轎車' })
  const cooler = await model(coolers.body.id, 'KFR-35', { en: 'Cool 35', 'zh-CN': '清凉 35', 'zh-TW': '清涼 35' })
  const promise = (id: string, term: object) => manager.post(`/models/${id}/terms`, term)
  await promise(car, { covers: 'part', months: 36, distanceKm: 100_000, startsFrom: 'sale' })
  await promise(car, { covers: 'labour', months: 24, startsFrom: 'sale', country: 'CN' })
  await promise(car, { covers: 'travel', months: 12, startsFrom: 'sale', soldFrom: '2020-01-01', soldTo: '2020-12-31' })
  await promise(cooler, { covers: 'part', months: 72, startsFrom: 'registration' })
  return { manager, car, cooler }
}

/** A VIN outside North America, where the check digit is not compulsory. */
export const vin = (n: number) => `LSVAA4187E2${String(n).padStart(6, '0')}`
