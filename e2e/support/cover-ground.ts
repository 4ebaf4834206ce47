import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { labelToken } from '../../server/src/modules/assets/index.ts'
import { type Api, jobOnPhone, signIn } from './a-job.ts'
import { dayIn, engaged, type Language, type Login } from './loop-ground.ts'
import type { Product } from './product.ts'

export const ZONE = 'Asia/Shanghai'
const names = (en: string, cn: string, tw: string) => ({ en, 'zh-CN': cn, 'zh-TW': tw })

/** A company with a technician and three desks, and products under laws that differ. */
export interface CoverGround {
  product: Product
  admin: Api
  technician: Api
  company: string
  stationId: string
  technicianId: string
  login: { email: string; password: string }
  zone: string
  desks: Record<Language, Login & { id: string }>
  assessor: Login
  manager: Login
  /** A machine two years under warranty, sold to a business 200 days ago. */
  machineId: string
  chinese: string
  german: string
  models: Record<'car' | 'phone' | 'washer' | 'machine', string>
}

export async function coverGround(product: Product): Promise<CoverGround> {
  const job = await jobOnPhone(product)
  const { admin } = job
  const { items: stations } = await admin('GET', '/stations')
  const technician = await signIn(product.url, job.email)
  const ground = { admin, product, company: (await admin('GET', '/company')).code, zone: ZONE }
  const everywhere = (role: string) => ({ role, scope: 'company' })
  const [en, cn, tw, assessor, manager] = await Promise.all([
    engaged(ground, 'en', 'service_desk', everywhere('service_desk')),
    engaged(ground, 'zh-CN', 'service_desk', everywhere('service_desk')),
    engaged(ground, 'zh-TW', 'service_desk', everywhere('service_desk')),
    engaged(ground, 'en', 'warranty_assessor', everywhere('warranty_assessor')),
    engaged(ground, 'en', 'service_manager', everywhere('service_manager')),
  ])
  const technicianId = (await technician('GET', '/session')).person.id
  const { asset, customer } = await admin('GET', `/requests/${job.requestId}`)
  return {
    ...ground,
    technician,
    technicianId,
    login: { email: job.email, password: job.password },
    stationId: stations.find((one: { name: string }) => one.name === 'Pudong Service').id,
    desks: { en, 'zh-CN': cn, 'zh-TW': tw },
    assessor,
    manager,
    machineId: asset.id,
    chinese: customer.id,
    german: await germanCustomer(admin),
    models: { ...(await makeModels(admin)), machine: (await admin('GET', `/assets/${asset.id}`)).model.id },
  }
}

async function germanCustomer(admin: Api): Promise<string> {
  const list = await admin('POST', '/price-lists', {
    ...{ name: 'Germany 2026', country: 'DE', currency: 'EUR', taxBp: 1900, taxIncluded: true },
    validFrom: '2026-01-01',
  })
  const labour = { kind: 'labour', code: 'LAB', unit: 'hour', minor: '9500', name: names('Labour', '工时', '工時') }
  await admin('POST', '/prices', { listId: list.id, ...labour })
  await admin('PUT', `/price-lists/${list.id}/publication`, {}, { 'if-match': `"${list.version}"` })
  const address = { country: 'DE', city: 'Berlin', line: 'Torstraße 1', timeZone: 'Europe/Berlin', isPrimary: true }
  const customer = { kind: 'person', name: 'Hanna Vogt', country: 'DE', timeZone: 'Europe/Berlin' }
  return (await admin('POST', '/customers', { ...customer, addresses: [address] })).id
}

async function makeModels(admin: Api): Promise<Record<'car' | 'phone' | 'washer', string>> {
  const made = async (code: string, productClass: string, name: object, symptom?: [string, object]) => {
    const meter = productClass === 'household-car' ? { meterKind: 'km' } : {}
    const { id: familyId } = await admin('POST', '/families', { code, name, productClass, ...meter })
    if (symptom)
      await admin('POST', '/failure-codes', { familyId, kind: 'symptom', code: symptom[0], name: symptom[1] })
    return (await admin('POST', '/models', { familyId, code: `${code}-1`, name })).id as string
  }
  return {
    car: await made('CAR', 'household-car', names('Lumo car', '流明轿车', '流明轎車'), [
      'STALL',
      names('Stalls', '行驶中熄火', '行駛中熄火'),
    ]),
    phone: await made('PHONE', 'mobile-phone', names('Handset', '手机', '手機')),
    washer: await made('WASH', 'washing-machine', names('Washer', '洗衣机', '洗衣機')),
  }
}

export const daysAgo = (days: number) => dayIn(ZONE, new Date(Date.now() - days * 86_400_000))
export const labelOf = ({ product, company }: CoverGround, assetId: string) =>
  `${product.url}/q/${company}/${labelToken(fs.readFileSync(path.join(product.dataDir, 'secret'), 'utf8'), assetId, 1)}`

/** A product of a private buyer, delivered the day it was sold. */
export async function soldTo(
  { admin, models, chinese, german }: CoverGround,
  what: keyof CoverGround['models'],
  serial: string,
  soldOn: string,
  more: object = {},
): Promise<string> {
  const place =
    what === 'washer' ? { customerId: german, saleCountry: 'DE' } : { customerId: chinese, saleCountry: 'CN' }
  const sold = { soldOn, deliveredOn: soldOn, buyerKind: 'consumer' }
  return (await admin('POST', '/assets', { modelId: models[what], serial, ...place, ...sold, ...more })).id
}

export async function asked({ admin, stationId }: CoverGround, assetId: string, more: object = {}) {
  const { customerId, ...about } = { ...(await ownerOf(admin, assetId)), kind: 'repair', assetId, stationId }
  const body = { words: 'It does not work', language: 'en', customerId, ...about, ...more }
  return admin('POST', '/requests', body, { 'idempotency-key': randomUUID() })
}
const ownerOf = async (admin: Api, assetId: string) => ({
  customerId: (await admin('GET', `/assets/${assetId}`)).owner?.id as string,
})

/** One visit after the other, beginning when the first job of the ground is over. */
let booked = 0
export async function bookedFor({ admin, technicianId }: CoverGround, requestId: string): Promise<string> {
  const order = await admin('POST', '/work-orders', { requestId, plannedMinutes: 30 })
  const start = new Date(Date.now() + (110 + booked++ * 31) * 60_000).toISOString()
  const visit = { workOrderId: order.id, technicianId, start, minutes: 30, overrideReason: 'Urgent' }
  return (await admin('POST', '/visits', visit)).id
}

const TICKS = ['card', 'shoe_covers', 'power_off', 'mat', 'test_run', 'clean_up', 'gift']

/** A visit as the phone tells it, from setting out to done: labour at whose cost the decision says. */
export async function repaired(
  ground: CoverGround,
  assetId: string,
  { symptomCode, cause, recall }: { symptomCode?: string; cause?: string; recall?: string },
): Promise<void> {
  const { technician } = ground
  const request = await asked(ground, assetId, symptomCode ? { symptomCode } : {})
  const visitId = await bookedFor(ground, request.id)
  const visit = () => technician('GET', `/visits/${visitId}`)
  const put = (what: string, body: object, version?: number) =>
    technician('PUT', `/visits/${visitId}/${what}`, body, version === undefined ? {} : { 'if-match': `"${version}"` })
  const at = () => new Date().toISOString()
  for (const status of ['en_route', 'on_site', 'working'])
    await put('status', { status, at: at() }, (await visit()).version)
  if (recall) await put(`recalls/${recall}`, { outcome: 'remedied', at: at() })
  if (cause) await put('found-facts', { fault: { cause } })
  await put(`lines/${randomUUID()}`, { kind: 'labour', code: 'LAB', quantity: '1' })
  const ticks = Object.fromEntries(TICKS.map((key) => [key, { value: true }]))
  const noPhoto = { value: null, skipped: 'The camera is broken' }
  const report = {
    ...(symptomCode && { symptomCode }),
    answers: { ...ticks, photo_before: noPhoto, photo_after: noPhoto },
    ...{ workDone: 'Mended', remedyCode: 'R-REPL', unsignedReason: 'Nobody there' },
  }
  await put('report', report, (await visit()).report.version)
  await put('completion', { outcome: 'fixed', at: at() }, (await visit()).version)
}

/** The last Monday that is at least so many days ago. */
export function mondayBefore(days: number): Date {
  const at = new Date(Date.now() - days * 86_400_000)
  const weekday = new Date(`${dayIn(ZONE, at)}T00:00:00Z`).getUTCDay()
  return new Date(at.getTime() - ((weekday + 6) % 7) * 86_400_000)
}
