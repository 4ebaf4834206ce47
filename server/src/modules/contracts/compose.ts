import { localDay } from '@aftercare/rules'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { listInForce, type PublishedList, priceFor } from '../billing/index.ts'
import { findCustomer } from '../parties/index.ts'
import { checkLines, type Finding, periodsOf, type SoldLine, type UnitPeriod } from './checks.ts'
import { type Instalment, instalmentsOf } from './instalments.ts'
import { issuerOf } from './sellers.ts'
import type { Sale, Terms } from './shapes.ts'
import { findProduct, termsOf } from './terms.ts'
import { unitFacts } from './unit-facts.ts'
import { mustServe, unitsOf } from './units.ts'

export interface ComposedLine extends SoldLine {
  productId: string
  scope: Sale['lines'][number]['scope']
  scopeId: string
  unitMinor: bigint
  publishedMinor: bigint | null
  priceReason: string | null
  totalMinor: bigint
  periods: UnitPeriod[]
}

/** A contract as it would be sold, with everything that speaks against it. Nothing is written. */
export interface Composed {
  customer: Awaited<ReturnType<typeof findCustomer>>
  stationId: string | null
  signedOn: string
  list: PublishedList
  lines: ComposedLine[]
  billing: Terms['billing']
  billingMonths: number | null
  cancelRule: Terms['cancelRule']
  isTransferable: boolean
  startsOn: string
  endsOn: string
  totalMinor: bigint
  instalments: Instalment[]
  findings: Finding[]
}

export async function compose(tx: Tx, actor: Actor, input: Sale, id: string, now: Date): Promise<Composed> {
  const customer = await findCustomer(tx, actor, input.customerId)
  if (customer.merged_into) throw problem('parties.merged', 409, { mergedInto: customer.merged_into })
  const stationId = sellerOf(actor, input.stationId)
  const signedOn = input.signedOn ?? localDay(now.getTime(), customer.time_zone)
  const list = await listInForce(tx, customer.country, signedOn)
  if (!list)
    throw invalid({ path: 'customerId', code: 'contracts.no_price_list', values: { country: customer.country } })
  const issuer = await issuerOf(tx, stationId)
  const lines: Omit<ComposedLine, 'periods'>[] = []
  for (const [i, line] of input.lines.entries())
    lines.push(await lineOf(tx, actor, { line, path: `lines.${i}`, customer, list, signedOn, sellerKind: issuer.kind }))
  const first = lines[0]!.terms
  for (const [i, line] of lines.entries()) mustPaySameWay(first, line.terms, `lines.${i}.productId`)
  const facts = await unitFacts(tx, [...new Set(lines.flatMap((line) => line.units.map((unit) => unit.id)))], now)
  const full = lines.map((line) => ({ ...line, periods: periodsOf(line, facts, signedOn) }))
  const spans = full.flatMap((line) => line.periods)
  const head = {
    billing: first.billing,
    billingMonths: first.billingMonths,
    startsOn: spans.map((one) => one.termStart).sort()[0]!,
    endsOn: spans
      .map((one) => one.end)
      .sort()
      .at(-1)!,
    totalMinor: full.reduce((sum, line) => sum + line.totalMinor, 0n),
  }
  return {
    customer,
    stationId,
    signedOn,
    list,
    lines: full,
    ...head,
    cancelRule: lines.some((line) => line.terms.cancelRule === 'unused') ? 'unused' : 'days',
    isTransferable: lines.every((line) => line.terms.isTransferable),
    instalments: instalmentsOf({ ...head, signedOn, currency: list.currency }),
    findings: await checkLines(tx, full, { facts, signedOn, issuer, contractId: id }),
  }
}

/** A person of one station sells in its name; whoever sees several says which. Unknown stations look absent. */
function sellerOf(actor: Actor, stationId: string | null | undefined): string | null {
  if (stationId) {
    if (!sees(actor, stationId)) throw notFound('station')
    return stationId
  }
  if (actor.stations === 'all') return null
  if (actor.stations.length === 1) return actor.stations[0]!
  throw invalid({ path: 'stationId', code: 'validation.required' })
}

interface LineGiven {
  line: Sale['lines'][number]
  path: string
  customer: { id: string; country: string }
  list: PublishedList
  signedOn: string
  sellerKind: string
}

async function lineOf(tx: Tx, actor: Actor, given: LineGiven): Promise<Omit<ComposedLine, 'periods'>> {
  const { line, path, customer, signedOn, sellerKind } = given
  const product = await findProduct(tx, line.productId).catch(() => {
    throw invalid({ path: `${path}.productId`, code: 'validation.unknown_reference' })
  })
  if (!product.is_on_sale) throw invalid({ path: `${path}.productId`, code: 'contracts.not_on_sale' })
  const terms = termsOf(product)
  if (terms.sellerKinds.length > 0 && !terms.sellerKinds.some((kind) => kind === sellerKind))
    throw invalid({ path: `${path}.productId`, code: 'contracts.seller_kind', values: { kind: sellerKind } })
  const units = await unitsOf(tx, actor, customer.id, line, path)
  mustServe(terms, units, path)
  const found = await priceFor(tx, { country: customer.country, code: terms.priceCode, day: signedOn })
  const published = found ? BigInt(found.price.minor) : null
  const unitMinor = line.unitMinor === undefined ? published : BigInt(line.unitMinor)
  if (unitMinor === null) throw invalid({ path: `${path}.unitMinor`, code: 'billing.no_price' })
  const differs = published !== null && unitMinor !== published
  if (differs && !line.priceReason) throw invalid({ path: `${path}.priceReason`, code: 'billing.reason_needed' })
  return {
    id: newId(),
    productId: product.id,
    terms,
    scope: line.scope,
    scopeId: line.scopeId,
    units,
    unitMinor,
    publishedMinor: published,
    priceReason: differs ? line.priceReason! : null,
    totalMinor: unitMinor * BigInt(units.length) * timesPaid(terms),
    paid: unitMinor > 0n,
  }
}

/** A price per visit is paid as often as visits are promised; every other price is for the term. */
function timesPaid(terms: Terms): bigint {
  if (terms.billing !== 'per_visit') return 1n
  return BigInt(terms.allowances.find((one) => one.unit === 'visit')?.total ?? '1')
}

function mustPaySameWay(first: Terms, other: Terms, path: string): void {
  if (first.billing !== other.billing || first.billingMonths !== other.billingMonths)
    throw invalid({ path, code: 'contracts.mixed_billing' })
}

/** What keeps the contract from being signed: what nobody may sell, and what still waits for a reason. */
export function standing(findings: readonly { gate: string; overriddenAt?: Date | null }[]) {
  return {
    refused: findings.some((one) => one.gate === 'refused'),
    open: findings.filter((one) => one.gate === 'role' && !one.overriddenAt).length,
  }
}
