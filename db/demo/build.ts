import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { systemActor } from '../../server/src/kit/actor.ts'
import type { Database, Tx } from '../../server/src/kit/db.ts'
import { enqueue } from '../../server/src/kit/jobs.ts'
import { runIn } from '../../server/src/kit/search/find.ts'
import { putEntries, type SearchEntry } from '../../server/src/kit/search/index.ts'
import { keepLimits } from '../../server/src/modules/entitlement/limit-keeping.ts'
import { DEMO_PASSWORD } from '../../server/src/modules/people/demo-logins.ts'
import { writeAbroad } from './abroad.ts'
import { Book } from './book.ts'
import { writeCampaigns } from './campaigns.ts'
import { makeCatalogue } from './catalogue.ts'
import { CHECKLISTS } from './checklists.ts'
import { makeContracts } from './contracts.ts'
import { makeCustomers } from './customers.ts'
import { writeDispatch } from './dispatch.ts'
import { fill, type Row } from './fill.ts'
import { writeGenuine } from './genuine.ts'
import { writeGoodwill } from './goodwill.ts'
import { writeHistory } from './history.ts'
import { writeKnowledge } from './knowledge.ts'
import { writeLimits } from './limits.ts'
import { moneySettings } from './money.ts'
import { makeOrganisation } from './organisation.ts'
import { writePacks } from './packs.ts'
import { writePartHistory } from './part-history.ts'
import { writePhones } from './phones.ts'
import { Dice } from './random.ts'
import { writeReplenishment } from './replenishment.ts'
import { writeStock } from './stock.ts'
import { closeLastMonth } from './stock-books.ts'
import { writeTimeSheets } from './time-sheets.ts'
import { SCRIPT_CODE } from './voice.ts'

export const DEMO_TENANT = '0193a000-0000-7000-8000-00000000de30'
export const DEMO_CODE = 'meridian'

export interface DemoSizes {
  customers: number
  assets: number
  requests: number
}
const FULL: DemoSizes = { customers: 3000, assets: 5000, requests: 6400 }

/** Tables in the order their references need. */
const ORDER = [
  'kit.calendar',
  'people.person',
  'network.station',
  'people.role_grant',
  'people.skill',
  'people.person_skill',
  'people.certificate',
  'people.shift',
  'people.absence',
  'network.staff',
  'network.document',
  'parties.customer',
  'parties.contact',
  'parties.address',
  'parties.consent',
  'parties.customer_station',
  'assets.family',
  'assets.model',
  'assets.warranty_term',
  'assets.failure_code',
  'assets.asset',
  'assets.ownership',
  'assets.asset_station',
  'assets.meter_reading',
  'assets.component',
  'billing.price_list',
  'billing.price',
  'billing.labour_rate',
  'billing.tax_rate',
  'billing.rounding_rule',
  'billing.exchange_rate',
  'field_work.checklist',
  'voice.script',
  'requests.request',
  'requests.verbatim',
  'requests.reading',
  'requests.clock',
  'requests.pause',
  'requests.template',
  'entitlement.repair',
  'dispatch.work_order',
  'dispatch.visit',
  'field_work.report',
  'field_work.line',
  'field_work.stamp',
  'billing.quotation',
  'billing.invoice',
  'billing.line',
  'billing.payment',
  'contracts.plan_template',
  'contracts.service_product',
  'contracts.contract',
  'contracts.line',
  'contracts.allowance',
  'contracts.allowance_use',
  'contracts.cover',
  'contracts.instalment',
  'contracts.verification',
  'contracts.renewal_notice',
  'contracts.plan',
  'contracts.planned_date',
  'billing.credit_note',
  'billing.credit_line',
  'billing.internal_cost',
  'voice.return_visit',
  'voice.attempt',
  'voice.survey',
  'kit.event',
  'kit.number_block',
]

/** Builds the demo company in one transaction: there whole or not at all. Resolves false when it is there already. */
export async function buildDemo(
  db: Database,
  now: Date,
  sizes: DemoSizes = FULL,
  progress: (text: string) => void = () => {},
): Promise<boolean> {
  return db.tx(DEMO_TENANT, async (tx) => {
    if ((await sql`select 1 from kit.company`.execute(tx)).rows.length > 0) return false
    await sql`insert into kit.company (tenant_id, code, name, country, language, time_zone, currency, is_demo)
      values (${DEMO_TENANT}, ${DEMO_CODE}, '经纬机电 Meridian', 'CN', 'zh-CN', 'Asia/Shanghai', 'CNY', true)`.execute(
      tx,
    )
    progress('people, stations, products')
    const { rows, nearLimits, logins, searchable } = makeRows(now, sizes)
    for (const table of ORDER) {
      progress(table)
      await fill(tx, table, rows[table] ?? [])
    }
    progress('limit watch')
    for (const id of nearLimits) await keepLimits(tx, id, now)
    await enqueue(tx, 'rebuild-limits', { quiet: true })
    progress('rule packs')
    await writePacks(tx, logins, DEMO_TENANT, now)
    progress('goodwill, voidings, suppliers')
    await writeGoodwill(tx, db, logins, DEMO_TENANT, now)
    progress('knowledge')
    await writeKnowledge(tx, db, logins, DEMO_TENANT, now)
    progress('parts waited for, an offer, plans')
    await writeDispatch(tx, logins, DEMO_TENANT, now)
    progress('parts and stock')
    await writeStock(tx, { db }, DEMO_TENANT, now)
    await writePartHistory(tx, now)
    await writeReplenishment(tx, DEMO_TENANT, now)
    await writeGenuine(tx, DEMO_TENANT, logins, now)
    const keeper = logins.find(({ email }) => email === 'parts@meridian.example')!
    await closeLastMonth(tx, { ...systemActor(DEMO_TENANT), ...keeper, kind: 'person' }, now)
    progress('recalls')
    await writeCampaigns(tx, db, logins, DEMO_TENANT, now)
    progress('phones')
    await writePhones(tx, now)
    await writeTimeSheets(tx, DEMO_TENANT)
    progress('logins')
    await writeLogins(tx, logins, now)
    for (let at = 0; at < searchable.length; at += 500) {
      progress(`search ${at} of ${searchable.length}`)
      await putEntries(runIn(tx), searchable.slice(at, at + 500))
    }
    return true
  })
}

/** Every row of the company at that moment; the same moment gives the same rows. */
export function makeRows(now: Date, sizes: DemoSizes) {
  const dice = new Dice(20261121)
  const from = new Date(now.getTime() - 735 * 864e5)
  const catalogue = makeCatalogue(dice, from)
  const organisation = makeOrganisation(dice, from, now, catalogue.skillIds)
  const { rows: customerRows, customers } = makeCustomers(
    dice,
    from,
    now,
    catalogue.models,
    organisation.stations,
    sizes.customers,
    sizes.assets,
  )
  const book = new Book(dice)
  writeHistory({ book, organisation, catalogue, customers, now }, sizes.requests)
  const nearLimits = [
    ...writeLimits({ book, customers, rows: customerRows, now }),
    ...writeAbroad({ book, catalogue, customers, rows: customerRows, now }),
  ]
  const given = settings(dice, from, now)
  const contracts = makeContracts({
    customers,
    priceLists: given['billing.price_list'] ?? [],
    from,
    now,
    count: Math.max(12, Math.round(sizes.customers / 20)),
    invoiceNumber: (country, at) => book.number(`IN-${country}`, at),
  })
  const rows: Record<string, Row[]> = {
    ...catalogue.rows,
    ...organisation.rows,
    ...customerRows,
    ...book.rows,
    ...given,
    ...contracts.rows,
    'billing.price': [...(given['billing.price'] ?? []), ...(contracts.rows['billing.price'] ?? [])],
    ...together(book.rows, contracts.rows, ['kit.event', 'billing.invoice', 'billing.line', 'billing.payment']),
  }
  const year = now.getUTCFullYear()
  rows['kit.number_block'] = [
    ...book.numberBlocks(),
    ...contracts.numberBlocks,
    { kind: 'CU', year, next: sizes.customers + 101 },
    { kind: 'PE', year, next: 101 },
    { kind: 'ST', year, next: 101 },
  ]
  return {
    rows,
    nearLimits,
    logins: organisation.people,
    searchable: [...entries(rows, customers, organisation.stations), ...contracts.searchable],
  }
}

/** Tables that two chapters of the demo write to. */
function together(one: Record<string, Row[]>, other: Record<string, Row[]>, tables: readonly string[]) {
  return Object.fromEntries(tables.map((name) => [name, [...(one[name] ?? []), ...(other[name] ?? [])]]))
}

/** Prices and their rules, checklists, the script of the return visit, reply templates. */
function settings(dice: Dice, from: Date, now: Date): Record<string, Row[]> {
  return {
    ...moneySettings(dice, from, now),
    'field_work.checklist': CHECKLISTS.map((one) => ({ id: dice.id(from), version: 1, ...one, is_active: true })),
    'voice.script': [
      {
        id: dice.id(from),
        code: SCRIPT_CODE,
        name: { en: 'After a service', 'zh-CN': '服务后回访', 'zh-TW': '服務後回訪' },
        questions: [
          {
            key: 'solved',
            type: 'yesno',
            text: { en: 'Does everything work again?', 'zh-CN': '问题是否已解决？', 'zh-TW': '問題是否已解決？' },
          },
          {
            key: 'polite',
            type: 'yesno',
            text: {
              en: 'Did the technician keep the house clean and explain the work?',
              'zh-CN': '工程师是否保持整洁并说明了工作内容？',
              'zh-TW': '技師是否保持整潔並說明了工作內容？',
            },
          },
          {
            key: 'price',
            type: 'yesno',
            text: {
              en: 'Was the price clear before the work?',
              'zh-CN': '收费是否事先说明？',
              'zh-TW': '收費是否事先說明？',
            },
          },
          {
            key: 'satisfied',
            type: 'score',
            text: {
              en: 'How satisfied are you, 1 to 10?',
              'zh-CN': '您的满意程度是几分（1–10）？',
              'zh-TW': '您的滿意程度是幾分（1–10）？',
            },
          },
        ],
      },
    ],
    'requests.template': [
      {
        id: dice.id(from),
        name: 'received',
        kind: 'reply',
        texts: {
          en: 'We have your request and will come back to you today.',
          'zh-CN': '您的请求我们已收到，今天会与您联系。',
          'zh-TW': '您的請求我們已收到，今天會與您聯絡。',
        },
      },
    ],
  }
}

function entries(
  rows: Record<string, Row[]>,
  customers: ReturnType<typeof makeCustomers>['customers'],
  stations: { id: string; number: string; name: string }[],
): SearchEntry[] {
  const byId = new Map((rows['parties.customer'] ?? []).map((row) => [row.id, row]))
  const list: SearchEntry[] = customers.map((one) => {
    const row = byId.get(one.id)!
    return {
      kind: 'customer',
      id: one.id,
      title: one.name,
      subtitle: `${one.number} · ${one.place.city}`,
      codes: [one.number, String(row.phone)],
      stationId: one.station.id,
      updatedAt: new Date(String(row.created_at)),
    }
  })
  for (const customer of customers) {
    for (const asset of customer.assets) {
      list.push({
        kind: 'asset',
        id: asset.id,
        title: `${asset.model.names.en} · ${asset.serial}`,
        subtitle: `${customer.name} · ${customer.place.city}`,
        text: Object.values(asset.model.names).join(' '),
        codes: [asset.model.code],
        serials: [asset.serial],
        stationId: customer.station.id,
        updatedAt: asset.deliveredOn,
      })
    }
  }
  const serials = new Map(customers.flatMap((one) => one.assets.map((asset) => [asset.id, asset.serial] as const)))
  for (const row of rows['requests.request'] ?? []) {
    const customer = byId.get(row.customer_id)
    list.push({
      kind: 'request',
      id: String(row.id),
      title: `${row.number} ${row.title}`,
      subtitle: String(customer?.name ?? ''),
      codes: [String(row.number)],
      serials: [serials.get(String(row.asset_id)) ?? ''].filter(Boolean),
      stationId: (row.station_id as string | null) ?? null,
      updatedAt: new Date(String(row.opened_at)),
    })
  }
  for (const row of rows['people.person'] ?? [])
    list.push({
      kind: 'person',
      id: String(row.id),
      title: String(row.name),
      subtitle: String(row.number),
      text: String(row.email),
      codes: [String(row.number)],
      updatedAt: new Date(0),
    })
  for (const one of stations)
    list.push({
      kind: 'station',
      id: one.id,
      title: one.name,
      subtitle: one.number,
      codes: [one.number],
      stationId: one.id,
      updatedAt: new Date(0),
    })
  return list
}

/** Every person of the demo may sign in with the documented password; hashed once, since it is no secret. */
async function writeLogins(
  tx: Tx,
  people: { name: string; email: string; number: string }[],
  now: Date,
): Promise<void> {
  const password = await hashPassword(DEMO_PASSWORD)
  const at = now.toISOString()
  await fill(
    tx,
    'auth.user',
    people.map((one) => ({
      id: `demo-${one.number}`,
      name: one.name,
      email: one.email,
      emailVerified: true,
      createdAt: at,
      updatedAt: at,
    })),
  )
  await fill(
    tx,
    'auth.account',
    people.map((one) => ({
      id: `demo-${one.number}`,
      accountId: `demo-${one.number}`,
      providerId: 'credential',
      userId: `demo-${one.number}`,
      password,
      createdAt: at,
      updatedAt: at,
    })),
  )
}
