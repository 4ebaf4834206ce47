import { randomUUID } from 'node:crypto'
import type { JobOnPhone } from './a-job.ts'

/** The six customers of the day, by the language they read; 李伟, who is known already, is the first. */
export const CUSTOMERS = [
  { name: '李伟', language: 'zh-CN' },
  { name: '陳美玲', language: 'zh-TW' },
  { name: 'Anna Reed', language: 'en' },
  { name: 'Ben Cole', language: 'en' },
  { name: '林志明', language: 'zh-TW' },
  { name: '赵敏', language: 'zh-CN' },
] as const
export const PART_SERIALS = ['CAP-7001', 'CAP-7002']
const MINUTES = 30
/** Where they live: from 李伟 on, each some streets further north, now west and now east of the road. */
export const placeOf = (n: number) => ({ lat: 31.2354 + n * 0.006, lon: 121.4805 + (n % 2) * 0.008 })

/** Six visits one after the other for the technician of the job, and a van with two numbered parts; their ids in order. */
export async function planDay({ admin, requestId, technicianId }: JobOnPhone): Promise<string[]> {
  const { stationId, assetId, customerId } = await firstOf(admin, requestId)
  await fillVan(admin, technicianId)
  const visitIds: string[] = []
  for (const [n, { name, language }] of CUSTOMERS.entries()) {
    const of =
      n === 0
        ? { customerId, assetId }
        : {
            customerId: (
              await admin('POST', '/customers', {
                ...{ kind: 'person', name, country: 'CN', language, email: `c${n}@example.com` },
                addresses: [{ country: 'CN', city: '上海', line: `南京东路 ${n} 号`, isPrimary: true, ...placeOf(n) }],
              })
            ).id,
          }
    const asked = { words: `Visit ${n + 1}`, language, stationId, ...of }
    const request = await admin('POST', '/requests', asked, { 'idempotency-key': randomUUID() })
    const order = await admin('POST', '/work-orders', { requestId: request.id, plannedMinutes: MINUTES })
    const start = new Date(Date.now() + (10 + n * MINUTES) * 60_000).toISOString()
    const booking = { workOrderId: order.id, technicianId, start, minutes: MINUTES, overrideReason: 'Urgent' }
    visitIds.push((await admin('POST', '/visits', booking)).id)
  }
  return visitIds
}

async function firstOf(admin: JobOnPhone['admin'], requestId: string) {
  const { station, asset, customer } = await admin('GET', `/requests/${requestId}`)
  return { stationId: station.id, assetId: asset.id, customerId: customer.id }
}

async function fillVan(admin: JobOnPhone['admin'], personId: string): Promise<void> {
  const van = await admin('POST', '/stock-places', { code: 'V-1', name: 'Van 1', kind: 'van', personId })
  const part = { number: 'CAP-35', name: { en: 'Capacitor' }, tracking: 'serial' }
  const { id: partId } = await admin('POST', '/parts', part)
  const lines = [{ partId, quantity: PART_SERIALS.length, costMinor: '2000', serials: PART_SERIALS }]
  await admin('POST', '/stock-documents', { kind: 'receipt', placeId: van.id, lines })
}
