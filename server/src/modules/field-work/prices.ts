import { breakDown, breakdownToJson, limitsAfter, localDay } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { type BillLine, listInForce, type PublishedList, type TaxCategory, type Why } from '../billing/index.ts'
import { amountLimits } from '../entitlement/index.ts'
import type { PartSource } from '../parts/index.ts'
import type { Work } from './work.ts'

export interface WorkLine {
  id: string
  kind: string
  code: string | null
  name: string
  component: string | null
  partSerial: string | null
  partBatch: string | null
  unprovenReason: string | null
  removedSerial: string | null
  source: PartSource | null
  replaceReason: string | null
  quantity: string
  unit: string
  unitMinor: string
  publishedMinor: string | null
  priceReason: string | null
  priceNote: string | null
  taxCategory: TaxCategory
  /** Null of lines from before rates were kept: the list's. */
  taxBp: number | null
  currency: string
  payer: string
  customerSharePct: number
  why: Why | null
  quotationId: string | null
  /** Of a core deposit: the line of its part. */
  depositFor: string | null
  decisionId: string | null
  addedAt: Date
  version: number
}

type Place = Pick<Work, 'country' | 'timeZone' | 'stationId' | 'assetId'>

/** The list in force where the work is done, on its day there; work without prices cannot be charged. */
export async function listOf(tx: Tx, work: Place, now: Date, visitId: string | null): Promise<PublishedList> {
  const list = await listFor(tx, work, now, visitId)
  if (!list) throw problem('billing.no_list', 409, { country: work.country })
  return list
}

/** The same, null where there are no prices. With it what contracts with an allowance in money can still pay of the visit. */
export async function listFor(tx: Tx, work: Place, now: Date, visitId: string | null): Promise<PublishedList | null> {
  const { country, timeZone, stationId, assetId } = work
  const list = await listInForce(tx, country, localDay(now.getTime(), timeZone), stationId)
  return list && { ...list, limits: await amountLimits(tx, { assetId, visitId, currency: list.currency }) }
}

/** For more work at the same visit: its allowances less what its lines take of them already. */
export async function listBeside(tx: Tx, list: PublishedList, visitId: string): Promise<PublishedList> {
  const lines = (await workLines(tx, [visitId])).get(visitId) ?? []
  return { ...list, limits: limitsAfter(list.limits ?? [], priced(lines, list).lines) }
}

export async function workLines(tx: Tx, visitIds: readonly string[]): Promise<Map<string, WorkLine[]>> {
  const rows = await tx
    .selectFrom('field_work.line')
    .select(['visit_id as visitId', 'id', 'kind', 'code', 'name', 'component', 'part_serial as partSerial'])
    .select(['part_batch as partBatch', 'unproven_reason as unprovenReason', 'replace_reason as replaceReason'])
    .select(['removed_serial as removedSerial', 'unit', 'unit_minor as unitMinor', 'published_minor as publishedMinor'])
    .select(sql<PartSource | null>`source`.as('source'))
    .select(['price_note as priceNote', 'tax_category as taxCategory', 'tax_bp as taxBp'])
    .select(['price_reason as priceReason', 'currency', 'payer', 'why', 'quotation_id as quotationId', 'version'])
    .select('deposit_for as depositFor')
    .select([
      'decision_id as decisionId',
      'added_at as addedAt',
      sql<string>`trim_scale(quantity)::text`.as('quantity'),
    ])
    .select(sql<number>`customer_share_pct::float8`.as('customerSharePct'))
    .where('visit_id', '=', sql<string>`any(${[...visitIds]}::uuid[])`)
    .orderBy('added_at')
    // A deposit follows its part.
    .orderBy(sql`coalesce(deposit_for, id)`)
    .orderBy(sql`deposit_for is not null`)
    .execute()
  const byVisit = new Map<string, WorkLine[]>()
  for (const { visitId, ...row } of rows) {
    const line = { ...row, taxCategory: row.taxCategory as TaxCategory, why: row.why as unknown as Why | null }
    byVisit.set(visitId, [...(byVisit.get(visitId) ?? []), line])
  }
  return byVisit
}

/** The sums of a visit's lines, and each line with its own. */
export function priced<
  L extends Pick<WorkLine, 'quantity' | 'unitMinor' | 'payer' | 'customerSharePct' | 'why' | 'taxBp'>,
>(lines: readonly L[], list: PublishedList) {
  const sums = breakDown(
    lines.map((line) => ({ ...line, unitMinor: BigInt(line.unitMinor) })),
    list,
    list.currency,
  )
  return {
    price: breakdownToJson(sums, list),
    lines: lines.map((line, i) => ({
      ...line,
      fullMinor: sums.lines[i]!.full.toString(),
      customerMinor: sums.lines[i]!.customer.toString(),
    })),
  }
}

/** As a bill takes it over. */
export function billLine({ taxBp, ...line }: WorkLine): BillLine {
  return {
    ...line,
    ...(taxBp !== null && { taxBp }),
    unitMinor: BigInt(line.unitMinor),
    publishedMinor: line.publishedMinor === null ? null : BigInt(line.publishedMinor),
  }
}
