import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { type Site, stationFor } from './nearest.ts'

const world = useWorld()
const inTenant = <T>(work: (tx: Tx) => Promise<T>) => world.services.db.tx(world.tenant.id, work)

async function place(name: string, fields: Record<string, unknown> = {}) {
  const id = newId()
  await inTenant((tx) =>
    tx
      .insertInto('network.station')
      .values({
        id,
        number: `S-${id}`,
        path: [id],
        kind: 'authorised',
        name,
        country: 'CN',
        time_zone: 'Asia/Shanghai',
        ...fields,
      })
      .execute(),
  )
}
const area = (value: object) => JSON.stringify(value)
const nearest = (site: Partial<Site>) => inTenant((tx) => stationFor(tx, { country: 'CN', ...site }))

beforeAll(async () => {
  await place('Guangzhou', { lat: 23.13, lon: 113.26, area: area({ cities: ['广州市', '佛山市'] }) })
  await place('Shenzhen', { lat: 22.54, lon: 114.06, area: area({ postalPrefixes: ['518'], radiusKm: 40 }) })
  await place('Shenzhen cars', { lat: 22.55, lon: 114.07, product_lines: ['CAR'] })
  await place('Closed', { lat: 23.13, lon: 113.26, is_active: false, area: area({ postalPrefixes: ['510'] }) })
  await place('Country office', { kind: 'country', lat: 23.13, lon: 113.26 })
})

test('postal code goes before city, city before the circle, the circle before mere nearness', async () => {
  expect(await nearest({ postalCode: '518 000', city: '广州' })).toMatchObject({
    name: 'Shenzhen',
    because: 'postal_code',
  })
  expect(await nearest({ city: '广州', lat: 22.54, lon: 114.06 })).toMatchObject({ name: 'Guangzhou', because: 'city' })
  expect(await nearest({ lat: 22.6, lon: 114.0 })).toMatchObject({ name: 'Shenzhen', because: 'radius' })
  const far = await nearest({ lat: 24.8, lon: 113.6 })
  expect(far).toMatchObject({ name: 'Guangzhou', because: 'distance' })
  expect(far!.distanceKm).toBeGreaterThan(150)
  expect(far!.distanceKm).toBeLessThan(230)
})

test('only active places that serve, and only those authorised for the product', async () => {
  expect(await nearest({ postalCode: '510000', lat: 23.13, lon: 113.26 })).toMatchObject({ name: 'Guangzhou' })
  expect(await nearest({ lat: 22.55, lon: 114.07, familyCode: 'AC' })).toMatchObject({ name: 'Shenzhen' })
  expect(await nearest({ familyCode: 'CAR', lat: 22.55, lon: 114.08, postalCode: '999' })).toMatchObject({
    because: 'radius',
  })
  expect(await nearest({ country: 'FR' })).toBeNull()
})

test('without any position there still is a station of the country', async () => {
  expect(await nearest({})).toMatchObject({ because: 'country', distanceKm: null })
})
