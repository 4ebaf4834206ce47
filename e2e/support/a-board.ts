import { type Api, jobOnPhone, signIn } from './a-job.ts'
import { dayIn } from './loop-ground.ts'
import type { Product } from './product.ts'

const PASSWORD = 'a good long password'
export const ZONE = 'Asia/Shanghai'

export interface BoardGround {
  admin: Api
  /** The day after tomorrow in the zone of the station: nothing on it is past, and what is booked for the next hours does not reach it. */
  day: string
  dispatchers: { email: string; password: string; api: Api }[]
  technicians: { anna: string; ben: string }
  /** A work order that waits in the tray. */
  order(title: string): Promise<{ id: string; number: string }>
  /** A part the order misses, and one of it at the store of the station. */
  store(part: string, orderId: string): Promise<void>
  visitsOf(orderId: string): Promise<{ id: string; technicianId: string; startsAt: string; status: string }[]>
  /** The moment of a wall time of that day. */
  at(time: string): number
}

/** A station with two technicians who work from seven to seven, two dispatchers, and an empty day to plan. */
export async function boardGround(product: Product): Promise<BoardGround> {
  const { admin, requestId } = await jobOnPhone(product)
  const { items } = await admin('GET', '/stations')
  const station = items.find((one: { name: string }) => one.name === 'Pudong Service')
  const anna = await technician(admin, 'Anna Berg', station.id)
  const ben = await technician(admin, 'Ben Cole', station.id)
  const dispatchers = []
  for (const [email, name] of [
    ['dora@example.com', 'Dora Dispatch'],
    ['dave@example.com', 'Dave Dispatch'],
  ] as const) {
    product.cli('user', 'add', '--email', email, '--name', name, '--role', 'dispatcher', '--password', PASSWORD)
    dispatchers.push({ email, password: PASSWORD, api: await signIn(product.url, email, PASSWORD) })
  }
  const { customer, asset } = await admin('GET', `/requests/${requestId}`)
  const day = dayIn(ZONE, new Date(Date.now() + 2 * 86_400_000))
  return {
    admin,
    day,
    dispatchers,
    technicians: { anna, ben },
    order: async (words) => {
      const about = { customerId: customer.id, assetId: asset.id, stationId: station.id }
      const request = await admin('POST', '/requests', { words, language: 'en', ...about })
      return admin('POST', '/work-orders', { requestId: request.id, plannedMinutes: 60 })
    },
    store: async (part, orderId) => {
      const { version } = await admin('GET', `/stations/${station.id}`)
      const where = { lat: 31.24, lon: 121.55 }
      await admin('PATCH', `/stations/${station.id}`, where, { 'if-match': `"${version}"` })
      const { id: partId } = await admin('POST', '/parts', { number: part, name: { en: 'Valve' } })
      const shelf = { code: 'PUDONG', name: 'Pudong store', kind: 'station', stationId: station.id }
      const { id: placeId } = await admin('POST', '/stock-places', shelf)
      const lines = [{ partId, quantity: 1, costMinor: '100' }]
      await admin('POST', '/stock-documents', { kind: 'receipt', placeId, lines })
      const parts = [{ code: part, quantity: 1, expectedOn: null }]
      await admin('PUT', `/work-orders/${orderId}/needed-parts`, { parts })
    },
    visitsOf: async (orderId) => (await admin('GET', `/visits?filter[workOrderId]=${orderId}`)).items,
    at: (time) => Date.parse(`${day}T${time}:00+08:00`),
  }
}

async function technician(admin: Api, name: string, stationId: string): Promise<string> {
  const person = await admin('POST', '/people', { name, email: `${name.split(' ')[0]}@example.com`, timeZone: ZONE })
  const grants = [{ role: 'technician', scope: 'station', stationId }]
  await admin('PUT', `/people/${person.id}/roles`, { grants }, { 'if-match': `"${person.version}"` })
  const weekly = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [['07:00', '19:00']]]))
  await admin('POST', `/people/${person.id}/shifts`, { validFrom: '2026-01-01', timeZone: ZONE, weekly })
  return person.id
}
