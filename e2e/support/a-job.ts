import { randomUUID } from 'node:crypto'
import { zoneOfForenoon } from './forenoon.ts'
import type { Product } from './product.ts'

export const PASSWORD = 'a good long password'
// biome-ignore lint/suspicious/noExplicitAny: a journey reads any answer
export type Api = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<any>

/** Signs somebody in and speaks for them. */
export async function signIn(url: string, email: string, password = PASSWORD): Promise<Api> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`sign-in of ${email}: ${answer.status} ${await answer.text()}`)
  return apiWith(url, cookiesOf(answer))
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')

function apiWith(url: string, cookie: string): Api {
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        origin: url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text ? JSON.parse(text) : null
  }
}

/** The first company with its administrator, through the page a fresh system shows. */
export async function firstCompany(url: string): Promise<Api> {
  const body = {
    company: 'Northwind Service',
    country: 'CN',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    language: 'en',
    name: 'Ada Admin',
    email: 'ada@example.com',
    password: PASSWORD,
  }
  const answer = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`setup: ${answer.status} ${await answer.text()}`)
  return apiWith(url, cookiesOf(answer))
}

export interface JobOnPhone {
  admin: Api
  email: string
  password: string
  visitId: string
  requestId: string
  serial: string
  technicianId: string
}

/** A technician with a visit booked for the next minutes: an air conditioner, parts and labour under warranty (or not), travel not. */
export async function jobOnPhone(
  product: Product,
  language: 'en' | 'zh-CN' | 'zh-TW' = 'en',
  covered: readonly ('part' | 'labour')[] = ['part', 'labour'],
): Promise<JobOnPhone> {
  const admin = await firstCompany(product.url)
  const { items } = await admin('GET', '/stations')
  const station = await admin('POST', '/stations', {
    parentId: items[0].id,
    kind: 'own',
    name: 'Pudong Service',
    country: 'CN',
    city: 'Shanghai',
    line: 'Century Avenue 100',
    timeZone: 'Asia/Shanghai',
    phone: '+862155550100',
  })
  const email = 'wang@example.com'
  product.cli(
    'user',
    'add',
    '--email',
    email,
    '--name',
    '王师傅',
    '--role',
    'technician',
    '--station',
    station.number,
    '--language',
    language,
    '--password',
    PASSWORD,
  )
  const { person } = await (await signIn(product.url, email))('GET', '/session')
  // Where it is forenoon all visits of the next hours are of one day.
  const { version } = await admin('GET', `/people/${person.id}`)
  await admin('PATCH', `/people/${person.id}`, { timeZone: zoneOfForenoon(new Date()) }, { 'if-match': `"${version}"` })
  await publishPrices(admin)
  const { serial, customerId, assetId } = await makeProduct(admin, covered)
  const requestId = await openRequest(admin, { customerId, assetId, stationId: station.id })
  const order = await admin('POST', '/work-orders', {
    requestId,
    plannedMinutes: 90,
    instructions: 'Capacitor 35 µF, ladder',
  })
  const start = new Date(Date.now() + 10 * 60_000).toISOString()
  const visit = await admin('POST', '/visits', {
    workOrderId: order.id,
    technicianId: person.id,
    start,
    minutes: 90,
    overrideReason: 'Urgent',
  })
  return { admin, email, password: PASSWORD, visitId: visit.id, requestId, serial, technicianId: person.id }
}

/** Another technician of the same station, 刘师傅, in the same hours of the day; speaks for them. */
export async function addColleague(product: Product, { admin, visitId }: JobOnPhone, email: string): Promise<Api> {
  const { station } = await admin('GET', `/visits/${visitId}`)
  const { number } = await admin('GET', `/stations/${station.id}`)
  const who = ['--email', email, '--name', '刘师傅', '--role', 'technician', '--station', number, '--language', 'en']
  product.cli('user', 'add', ...who, '--password', PASSWORD)
  const colleague = await signIn(product.url, email)
  const { person } = await colleague('GET', '/session')
  const { version } = await admin('GET', `/people/${person.id}`)
  await admin('PATCH', `/people/${person.id}`, { timeZone: zoneOfForenoon(new Date()) }, { 'if-match': `"${version}"` })
  return colleague
}

async function publishPrices(admin: Api): Promise<void> {
  const list = await admin('POST', '/price-lists', {
    name: 'China 2026',
    country: 'CN',
    currency: 'CNY',
    taxBp: 1300,
    taxIncluded: true,
    validFrom: '2026-01-01',
  })
  const prices = [
    ['labour', 'LAB', 'hour', '12000', 'Labour', '工时', '工時'],
    ['travel', 'TRV', 'visit', '8000', 'Travel', '上门费', '到府費'],
    ['part', 'CAP-35', 'piece', '4550', 'Capacitor 35 µF', '电容 35 µF', '電容 35 µF'],
    ['consumable', 'CLN', 'piece', '6000', 'Coil cleaning', '盘管清洗', '盤管清洗'],
  ] as const
  for (const [kind, code, unit, minor, en, cn, tw] of prices)
    await admin('POST', '/prices', { listId: list.id, kind, code, unit, minor, name: { en, 'zh-CN': cn, 'zh-TW': tw } })
  await admin('PUT', `/price-lists/${list.id}/publication`, {}, { 'if-match': `"${list.version}"` })
}

async function makeProduct(admin: Api, covered: readonly string[]) {
  const family = await admin('POST', '/families', {
    code: 'AC',
    name: { en: 'Air conditioners', 'zh-CN': '空调', 'zh-TW': '冷氣' },
    productClass: 'industrial',
    meterKind: 'hour',
  })
  const model = await admin('POST', '/models', {
    familyId: family.id,
    code: 'KFR-35',
    name: { en: 'Breeze 35', 'zh-CN': '清风 35', 'zh-TW': '清風 35' },
  })
  for (const covers of covered)
    await admin('POST', `/models/${model.id}/terms`, { covers, months: 24, startsFrom: 'sale' })
  for (const [kind, code, en, cn, tw] of [
    ['symptom', 'S-COOL', 'Does not cool', '不制冷', '不冷'],
    ['cause', 'C-CAP', 'Capacitor failed', '电容失效', '電容失效'],
    ['remedy', 'R-REPL', 'Part replaced', '更换备件', '更換備品'],
  ] as const)
    await admin('POST', '/failure-codes', { familyId: family.id, kind, code, name: { en, 'zh-CN': cn, 'zh-TW': tw } })
  const customer = await admin('POST', '/customers', {
    kind: 'person',
    name: '李伟',
    country: 'CN',
    phone: '+8613800138000',
    email: 'li@example.com',
    language: 'zh-CN',
    addresses: [
      {
        country: 'CN',
        city: '上海',
        district: '黄浦区',
        line: '南京东路 1 号',
        lat: 31.2354,
        lon: 121.4805,
        isPrimary: true,
      },
    ],
  })
  const serial = 'KFR35A2026000123'
  const sold = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10)
  const asset = await admin('POST', '/assets', {
    serial,
    modelId: model.id,
    customerId: customer.id,
    saleCountry: 'CN',
    buyerKind: 'business',
    soldOn: sold,
    deliveredOn: sold,
    installedOn: sold,
  })
  return { serial, customerId: customer.id as string, assetId: asset.id as string }
}

async function openRequest(admin: Api, about: object): Promise<string> {
  const body = { words: '空调不制冷，室外机有嗡嗡声。', language: 'zh-CN', ...about }
  const request = await admin('POST', '/requests', body, { 'idempotency-key': randomUUID() })
  return request.id
}
