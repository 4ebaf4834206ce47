import fs from 'node:fs'
import path from 'node:path'
import { keptMails } from '../../server/src/kit/mail/index.ts'
import { labelToken } from '../../server/src/modules/assets/index.ts'
import { type Api, jobOnPhone } from './a-job.ts'
import { zoneOfForenoon } from './forenoon.ts'
import type { Product } from './product.ts'

const PASSWORD = 'a good long password'
export type Language = 'en' | 'zh-CN' | 'zh-TW'

/** A company with its price list and one model; each language brings its own people, customer and product. */
export interface Ground {
  product: Product
  admin: Api
  company: string
  stationId: string
  modelId: string
  /** Where everything happens: a zone where it is about ten in the morning, so that a visit of today still fits. */
  zone: string
}

export interface Cast {
  desk: Login
  technician: Login
  manager: Login
  customer: { name: string; email: string; phone: string }
  serial: string
  /** What the QR code of the label says. */
  label: string
  says: string
}
export interface Login {
  name: string
  email: string
  password: string
}

const NAMES = {
  en: { customer: 'Mary Miller', says: 'It hums loudly and does not cool any more' },
  'zh-CN': { customer: '陈美丽', says: '空调嗡嗡响，完全不制冷了' },
  'zh-TW': { customer: '陳美麗', says: '冷氣嗡嗡響，完全不冷了' },
}

export async function loopGround(product: Product): Promise<Ground> {
  const { admin, serial } = await jobOnPhone(product)
  const { items: stations } = await admin('GET', '/stations')
  const { items: assets } = await admin('GET', '/assets')
  const known = await admin('GET', `/assets/${assets.find((one: { serial: string }) => one.serial === serial).id}`)
  return {
    product,
    admin,
    company: (await admin('GET', '/company')).code,
    stationId: stations.find((one: { name: string }) => one.name === 'Pudong Service').id,
    modelId: known.model.id,
    zone: zoneOfForenoon(new Date()),
  }
}

export const dayIn = (zone: string, at = new Date()) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)

/** Everybody of one journey, speaking one language. */
export async function castOf(ground: Ground, language: Language): Promise<Cast> {
  const { admin, stationId, zone } = ground
  const tag = language.toLowerCase()
  const [desk, technician, manager] = await Promise.all([
    engaged(ground, language, 'service_desk', { role: 'service_desk', scope: 'company' }),
    engaged(ground, language, 'technician', { role: 'technician', scope: 'station', stationId }),
    engaged(ground, language, 'service_manager', { role: 'service_manager', scope: 'company' }),
  ])
  const day = ['00:00', '24:00']
  const weekly = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((weekday) => [weekday, [day]]))
  await admin('POST', `/people/${technician.id}/shifts`, { validFrom: '2026-01-01', timeZone: zone, weekly })
  const customer = { name: NAMES[language].customer, email: `${tag}@customer.example`, phone: phoneOf(language) }
  const serial = `KFR35-${tag.toUpperCase()}-0001`
  const label = await soldTo(ground, language, customer, serial)
  return { desk, technician, manager, customer, serial, label, says: NAMES[language].says }
}

const phoneOf = (language: Language) => `+8613900${{ en: '100001', 'zh-CN': '200002', 'zh-TW': '300003' }[language]}`

/** Somebody who was invited and has set a password. */
export async function engaged(
  ground: Pick<Ground, 'admin' | 'product' | 'company' | 'zone'>,
  language: Language,
  role: string,
  grant: object,
): Promise<Login & { id: string }> {
  const { admin, product, company, zone } = ground
  const email = `${role}.${language.toLowerCase()}@example.com`
  const name = `${role.replace('_', ' ')} ${language}`
  const person = await admin('POST', '/people', { name, email, language, timeZone: zone })
  await admin('PUT', `/people/${person.id}/roles`, { grants: [grant] }, { 'if-match': `"${person.version}"` })
  await admin('POST', `/people/${person.id}/invitation`, {})
  const token = /token=([\w.~-]+)/.exec(await mailTo(product, email, /token=/))![1]
  const answer = await fetch(`${product.url}/api/v1/public/${company}/invitations/${token}/acceptance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: JSON.stringify({ password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`acceptance of ${email}: ${answer.status} ${await answer.text()}`)
  return { id: person.id, name, email, password: PASSWORD }
}

/** A customer who owns a product under warranty; the address of its label. */
async function soldTo(ground: Ground, language: Language, customer: Cast['customer'], serial: string): Promise<string> {
  const { admin, modelId, zone, product, company } = ground
  const survey = { purpose: 'survey', granted: true, channel: 'paper', proof: 'Contract of sale' }
  const { id: customerId } = await admin('POST', '/customers', {
    ...customer,
    kind: 'person',
    country: 'CN',
    language,
    timeZone: zone,
    addresses: [{ country: 'CN', city: '上海', line: '南京东路 1 号', timeZone: zone, isPrimary: true }],
    consents: [survey],
  })
  const sold = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10)
  const dates = { soldOn: sold, deliveredOn: sold, installedOn: sold }
  const asset = await admin('POST', '/assets', {
    ...dates,
    serial,
    modelId,
    customerId,
    saleCountry: 'CN',
    buyerKind: 'business',
  })
  const secret = fs.readFileSync(path.join(product.dataDir, 'secret'), 'utf8')
  return `${product.url}/q/${company}/${labelToken(secret, asset.id, 1)}`
}

/** A code to sign in with stands alone on its line: six digits elsewhere may be part of a number or of a link. */
export const CODE_LINE = /^\s*(\d{6})\s*$/m

/** The newest mail to somebody with such words in it; without a mail server they are kept as files. */
export async function mailTo(product: Product, address: string, has: RegExp): Promise<string> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    const mails = await keptMails(path.join(product.dataDir, 'mail'))
    const found = mails.find((one) => one.to.includes(address) && has.test(one.text))
    if (found) return found.text
    await new Promise((done) => setTimeout(done, 300))
  }
  throw new Error(`no mail to ${address}`)
}
