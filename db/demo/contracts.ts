import { addMonths, dateOf, dayOf } from '../../packages/entitlement/src/index.ts'
import type { SearchEntry } from '../../server/src/kit/search/index.ts'
import { TAX } from './bills.ts'
import { writePayments } from './contract-payments.ts'
import type { Customer } from './customers.ts'
import type { Row } from './fill.ts'
import { dayText } from './organisation.ts'
import { CURRENCY } from './places.ts'
import { Dice } from './random.ts'
import { CONTRACT_PRICES, makeServiceProducts, PRODUCTS, type Product, termsOf } from './service-products.ts'

const TABLES = [
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
  'kit.event',
  'billing.invoice',
  'billing.line',
  'billing.payment',
] as const
const MONTHS_OF_PLAN: Record<string, number> = { 'AC-CHECK-Q': 3, 'AC-CARE-M': 1, 'COMP-2000': 4 }
export const day = (at: number) => dateOf(at)
const months = (from: string, n: number) => dateOf(addMonths(dayOf(from), n))
export const iso = (on: string, hour = 8) => `${on}T${String(hour).padStart(2, '0')}:00:00Z`

interface Given {
  customers: Customer[]
  /** Rows of the price lists: every edition names what the contracts cost. */
  priceLists: readonly Row[]
  from: Date
  now: Date
  count: number
  /** Invoices go on counting where the visits end. */
  invoiceNumber: (country: string, at: Date) => string
}

/** Contracts of the last two years over real products: most run, some end soon, a few are suspended, drafts or over. */
export function makeContracts({ customers, priceLists, from, now, count, invoiceNumber }: Given) {
  const dice = new Dice(20261122)
  const { rows: catalogue, productIds, templateIds } = makeServiceProducts(dice, from)
  const rows: Record<string, Row[]> = { ...catalogue, ...Object.fromEntries(TABLES.map((name) => [name, []])) }
  const searchable: SearchEntry[] = []
  rows['billing.price'] = priceLists.flatMap((list) =>
    CONTRACT_PRICES.map(({ names, minor, ...price }) => ({
      id: dice.id(from),
      list_id: list.id,
      minutes: null,
      km_from: null,
      km_to: null,
      rule: 'fixed',
      ...price,
      name: names,
      minor: minor[list.country as 'CN'],
    })),
  )
  const published = priceLists.filter((list) => list.is_published)
  const lists = new Map(published.map((list) => [String(list.country), String(list.id)]))
  const owners = shuffled(
    dice,
    customers.filter((one) => one.assets.length > 0),
  )
  const today = dayText(now)
  const signed = Array.from({ length: count }, (_, i) => {
    // The first dozens end in the weeks to come, so that the renewal list is worth opening.
    const ageDays = i < 26 ? 365 - dice.int(2, 58) : dice.int(3, 700)
    const signedOn = day(dayOf(today) - ageDays)
    return { owner: owners[i % owners.length]!, signedOn, draft: i >= count - 4, endsSoon: i < 26 }
  }).sort((a, b) => (a.signedOn < b.signedOn ? -1 : 1))
  const numbers = new Map<string, number>()
  for (const one of signed) {
    const book = { rows, dice, lists, today, searchable, productIds, templateIds, numbers, invoiceNumber }
    writeContract(book, one.owner, one.draft ? { ...one, signedOn: today } : one)
  }
  return {
    rows,
    searchable,
    numberBlocks: [...numbers].map(([year, n]) => ({ kind: 'CO', year: Number(year), next: n + 1 })),
  }
}

export interface Book {
  rows: Record<string, Row[]>
  dice: Dice
  lists: ReadonlyMap<string, string>
  today: string
  searchable: SearchEntry[]
  productIds: Map<string, string>
  templateIds: Map<string, string>
  numbers: Map<string, number>
  invoiceNumber: Given['invoiceNumber']
}

interface Sold {
  signedOn: string
  draft: boolean
  endsSoon: boolean
}

function writeContract(book: Book, owner: Customer, { signedOn, draft: isDraft, endsSoon }: Sold): void {
  const { rows, dice, today } = book
  const family = owner.assets[0]!.model.family
  const wanted = (one: Product) =>
    one.family === family && (!endsSoon || (one.startsFrom === 'signing' && one.months === 12))
  const product = dice.pick(PRODUCTS.filter(wanted))
  const assets = owner.assets.filter((one) => one.model.family === family).slice(0, 6)
  const country = owner.place.country
  const templateId = book.templateIds.get(product.template ?? '') ?? null
  const terms = termsOf(product, templateId)
  const starts = assets.map((asset) => termStart(product, asset, signedOn))
  const startsOn = [...starts].sort()[0]!
  const endsOn = day(dayOf(months([...starts].sort().at(-1)!, product.months)) - 1)
  const total = product.minor[country] * assets.length
  const fate = isDraft
    ? 'draft'
    : endsOn < today
      ? 'expired'
      : dice.weighted([
          ['active', 94],
          ['suspended', 6],
        ])
  const at = new Date(iso(signedOn))
  const id = dice.id(at)
  const lineId = dice.id(at)
  const number = isDraft ? null : nextNumber(book, signedOn)
  rows['contracts.contract']!.push({
    id,
    number,
    status: fate,
    customer_id: owner.id,
    station_id: owner.station.id,
    country,
    language: owner.language,
    price_list_id: book.lists.get(country),
    currency: CURRENCY[country],
    tax_bp: TAX[country],
    tax_included: true,
    billing: product.billing,
    billing_months: product.billingMonths ?? null,
    cancel_rule: terms.cancelRule,
    is_transferable: terms.isTransferable,
    signed_on: signedOn,
    starts_on: startsOn,
    ends_on: endsOn,
    total_minor: total,
    activated_at: isDraft ? null : iso(signedOn),
    suspended_on: fate === 'suspended' ? day(dayOf(today) - dice.int(3, 20)) : null,
    suspend_reason: fate === 'suspended' ? '未付款' : null,
    version: isDraft ? 1 : 2,
    created_at: iso(signedOn, 7),
  })
  rows['contracts.line']!.push({
    id: lineId,
    contract_id: id,
    position: 1,
    product_id: book.productIds.get(product.code),
    terms,
    scope: assets.length > 1 ? 'family' : 'asset',
    scope_id: assets.length > 1 ? assets[0]!.model.familyId : assets[0]!.id,
    units: assets.length,
    unit_minor: product.minor[country],
    published_minor: product.minor[country],
    total_minor: total,
  })
  for (const asset of assets)
    rows['contracts.verification']!.push({
      id: dice.id(at),
      asset_id: asset.id,
      result: 'verified',
      has_label: true,
      at: iso(signedOn, 6),
      by_name: '客服',
    })
  if (isDraft) return
  const runs = {
    number: number!,
    owner,
    id,
    lineId,
    product,
    assets,
    starts,
    signedOn,
    startsOn,
    endsOn,
    isRunning: fate !== 'suspended',
    templateId,
  }
  writeCover(book, runs)
  writePayments(book, runs, total, CURRENCY[country])
  const used = writePlans(book, runs, owner.station.id)
  writeAllowance(book, runs, used)
  const said = (type: string, on: string, data: object) =>
    rows['kit.event']!.push(eventRow(dice, { type, on, id, owner, data }))
  said('contract.activated', signedOn, { number, startsOn, endsOn })
  if (fate === 'expired') said('contract.expired', day(dayOf(endsOn) + 1), { number, endsOn })
  if (fate === 'suspended') said('contract.suspended', day(dayOf(today) - 3), { number, reason: '未付款' })
  const left = dayOf(endsOn) - dayOf(today)
  if (fate === 'active' && left >= 0 && left <= 60) {
    const step = left <= 7 ? 7 : left <= 30 ? 30 : 60
    rows['contracts.renewal_notice']!.push({ contract_id: id, days: step, at: iso(today, 1) })
  }
  book.searchable.push({
    kind: 'contract',
    id,
    title: `${number} · ${product.name.en}`,
    subtitle: owner.name,
    text: Object.values(product.name).join(' '),
    codes: [number!],
    serials: assets.map((one) => one.serial),
    stationId: owner.station.id,
    updatedAt: at,
  })
}

function eventRow(dice: Dice, of: { type: string; on: string; id: string; owner: Customer; data: object }): Row {
  return {
    id: dice.id(new Date(iso(of.on, 9))),
    type: of.type,
    subject_type: 'contract',
    subject_id: of.id,
    subject_version: 1,
    thread_id: of.owner.id,
    station_id: of.owner.station.id,
    at: iso(of.on, 9),
    actor_kind: 'system',
    actor_id: null,
    actor_name: 'Aftercare',
    is_public: true,
    data: of.data,
  }
}

/** Months of the longest standard warranty on parts, by product line. */
const WARRANTY: Record<string, number> = { AC: 36, CAR: 48, COMP: 24 }

/** What begins when the maker's warranty ends never begins inside it. */
function termStart(product: Product, asset: Customer['assets'][number], signedOn: string): string {
  if (product.startsFrom === 'signing') return signedOn
  // Delivery, and some days until it is installed and the warranty begins.
  const end = months(day(dayOf(dayText(asset.deliveredOn)) + 14), WARRANTY[product.family] ?? 24)
  return end > signedOn ? end : signedOn
}

export interface Running {
  number: string
  owner: Customer
  id: string
  lineId: string
  product: Product
  assets: Customer['assets']
  /** Of each product, in their order. */
  starts: string[]
  signedOn: string
  startsOn: string
  endsOn: string
  isRunning: boolean
  templateId: string | null
}

function writeCover({ rows }: Book, { id, lineId, product, assets, starts, isRunning }: Running): void {
  for (const [i, asset] of assets.entries())
    rows['contracts.cover']!.push({
      asset_id: asset.id,
      line_id: lineId,
      contract_id: id,
      kind: product.kind,
      name: product.name,
      covers: product.covers,
      components: [],
      excluded_components: product.excluded ?? [],
      share_pct: 100,
      level: product.level ?? null,
      starts_on: day(dayOf(starts[i]!) + (product.waitingDays ?? 0)),
      ends_on: day(dayOf(months(starts[i]!, product.months)) - 1),
      is_running: isRunning,
    })
}

/** Past dates are done, some late or skipped; those to come are planned, some moved; a few are overdue. */
function writePlans({ rows, dice, today }: Book, of: Running, stationId: string): number {
  if (!of.templateId || !of.product.template) return 0
  const every = MONTHS_OF_PLAN[of.product.template]!
  let done = 0
  for (const asset of of.assets) {
    const planId = dice.id(new Date(iso(of.signedOn)))
    rows['contracts.plan']!.push({
      id: planId,
      template_id: of.templateId,
      asset_id: asset.id,
      contract_id: of.id,
      line_id: of.lineId,
      station_id: stationId,
      status: of.endsOn < today ? 'ended' : of.isRunning ? 'active' : 'paused',
      starts_on: of.signedOn,
      ends_on: of.endsOn,
      version: 1,
      created_at: iso(of.signedOn),
    })
    for (let seq = 1; day(dayOf(months(of.signedOn, every * seq)) - 1) <= of.endsOn; seq++) {
      const firstOn = day(dayOf(months(of.signedOn, every * seq)) - 1)
      const isPast = firstOn < today
      const isDone = isPast && dice.chance(0.93)
      const isSkipped = isPast && !isDone && dice.chance(0.6)
      const isAsked = !isPast && seq < 40 && dice.chance(0.12)
      const later = isAsked ? Math.min(dayOf(firstOn) + dice.int(2, 9), dayOf(of.endsOn)) : dayOf(firstOn)
      const isMoved = later > dayOf(firstOn)
      if (isDone) done++
      rows['contracts.planned_date']!.push({
        id: dice.id(new Date(iso(firstOn))),
        plan_id: planId,
        seq,
        first_on: firstOn,
        planned_on: isMoved ? day(later) : firstOn,
        sum: { by: 'time', from: of.signedOn, months: every * seq },
        status: isDone ? 'done' : isSkipped ? 'skipped' : 'planned',
        done_on: isDone ? day(dayOf(firstOn) + dice.int(0, 3)) : null,
        reason: isSkipped ? '客户不在，改下期' : null,
        moved_by: isMoved ? '派工员' : null,
        moved_reason: isMoved ? '客户要求改期' : null,
        version: 1,
      })
    }
  }
  return done
}

function writeAllowance({ rows, dice, today }: Book, of: Running, done: number): void {
  if (!of.product.visits) return
  const total = of.product.visits * of.assets.length
  const used = Math.min(total, of.product.template ? done : dice.int(0, 2))
  const allowanceId = dice.id(new Date(iso(of.signedOn)))
  rows['contracts.allowance']!.push({
    id: allowanceId,
    contract_id: of.id,
    line_id: of.lineId,
    unit: 'visit',
    total,
    used,
  })
  for (let n = 0; n < used; n++) {
    const on = dayOf(of.signedOn) + Math.floor(((dayOf(today) - dayOf(of.signedOn)) * (n + 1)) / (used + 1))
    rows['contracts.allowance_use']!.push({
      allowance_id: allowanceId,
      job_type: 'hand',
      job_id: dice.id(new Date(iso(day(on)))),
      quantity: 1,
      at: iso(day(on), 10),
      note: null,
    })
  }
}

function nextNumber({ numbers }: Book, signedOn: string): string {
  const year = signedOn.slice(0, 4)
  const n = (numbers.get(year) ?? 0) + 1
  numbers.set(year, n)
  return `CO-${year}-${String(n).padStart(6, '0')}`
}

function shuffled<T>(dice: Dice, list: readonly T[]): T[] {
  const all = [...list]
  for (let i = all.length - 1; i > 0; i--) {
    const j = dice.int(0, i)
    ;[all[i], all[j]] = [all[j]!, all[i]!]
  }
  return all
}
