import { breakDown, breakdownToJson } from '@aftercare/rules'
import { timeNow } from './clock.ts'
import type { Share } from './decide.ts'
import { type Deposits, withDeposits } from './deposits.ts'
import type { KeptRules } from './rules.ts'
import type { PriceList, Visit, WorkLine } from './store.ts'

/** A line as the technician tells it. */
export interface NewLine {
  id: string
  kind: WorkLine['kind']
  code?: string | undefined
  name?: string | undefined
  component?: string | undefined
  partSerial?: string | undefined
  partBatch?: string | undefined
  unprovenReason?: string | undefined
  removedSerial?: string | undefined
  source?: NonNullable<WorkLine['source']> | undefined
  replaceReason?: NonNullable<WorkLine['replaceReason']> | undefined
  quantity: string
  unitMinor?: string | undefined
}

/** What lines are priced and shared by. */
export interface Ground {
  list: PriceList
  rules: readonly KeptRules[]
  deposits: Deposits
}

/**
 * The visit with these lines on it, priced and shared as the server will do it: the same rules run here, on the decision
 * the phone brought along, so that the customer sees the price without a network.
 */
export async function withSums(
  visit: Visit,
  lines: readonly NewLine[],
  ground: Ground,
  quotationId: string | null,
): Promise<Visit> {
  const { list, rules } = ground
  const shares = await sharesOf(visit, lines, rules)
  const added = lines.map((line, i) => shownLine(visit, line, list, shares[i]!, quotationId))
  const ids = new Set(added.map((one) => one.id))
  const kept = visit.lines.map((line) => added.find((one) => one.id === line.id) ?? line)
  const all = [...kept, ...added.filter((one) => !visit.lines.some((line) => line.id === one.id && ids.has(line.id)))]
  const told = lines.map((one) => one.id)
  return summed(visit, withDeposits(visit, all, told, ground), list)
}

function summed(visit: Visit, all: readonly WorkLine[], terms: PriceList): Visit {
  const rule = { ...terms, limits: visit.price?.limits ?? [] }
  const sums = breakDown(
    all.map((line) => ({ ...line, unitMinor: BigInt(line.unitMinor) })),
    rule,
    terms.currency,
  )
  return {
    ...visit,
    lines: all.map((line, i) => ({
      ...line,
      fullMinor: String(sums.lines[i]!.full),
      customerMinor: String(sums.lines[i]!.customer),
    })),
    price: breakdownToJson<WorkLine['payer']>(sums, rule),
  }
}

async function sharesOf(visit: Visit, lines: readonly NewLine[], rules: readonly KeptRules[]): Promise<Share[]> {
  // The engine is a large part of the app: loaded when the first line is priced, and kept by the service worker.
  const { sharesHere } = await import('./decide.ts')
  return sharesHere(visit, rules, lines)
}

/** The same lines under another decision; what the customer agreed to by a quotation stands. */
export async function withShares(
  visit: Visit,
  { list, rules, deposits }: Omit<Ground, 'list'> & { list: PriceList | null },
): Promise<Visit> {
  const { sharesHere } = await import('./decide.ts')
  const open = visit.lines.filter((line) => line.quotationId === null && !line.depositFor)
  const shares = sharesHere(
    visit,
    rules,
    open.map(({ id, kind, component }) => ({ id, kind, ...(component && { component }) })),
  )
  const all = visit.lines.map((line) => ({ ...line, ...shares[open.indexOf(line)] }))
  if (!list) return { ...visit, lines: all }
  const told = open.map((one) => one.id)
  return summed(visit, withDeposits(visit, all, told, { list, deposits }), list)
}

function shownLine(visit: Visit, line: NewLine, list: PriceList, share: Share, quotationId: string | null): WorkLine {
  const price = list.prices.find((one) => one.code === line.code)
  const names = price?.name as Record<string, string> | undefined
  const language = visit.customer?.language ?? visit.request.language
  const before = visit.lines.find((one) => one.id === line.id)
  return {
    id: line.id,
    kind: line.kind,
    code: line.code ?? null,
    name: line.name ?? names?.[language] ?? names?.en ?? '',
    component: line.component ?? null,
    partSerial: line.partSerial ?? null,
    partBatch: line.partBatch ?? null,
    unprovenReason: line.unprovenReason ?? null,
    removedSerial: line.removedSerial ?? null,
    source: line.source ?? null,
    replaceReason: line.replaceReason ?? null,
    quantity: line.quantity,
    unit: (price?.unit ?? 'piece') as WorkLine['unit'],
    // Nobody pays for a part that is theirs; the server says the same.
    unitMinor: line.source === 'customers_own' ? '0' : (line.unitMinor ?? price?.minor ?? '0'),
    publishedMinor: price?.minor ?? null,
    priceReason: null,
    priceNote: null,
    taxCategory: price?.taxCategory ?? 'standard',
    taxBp: price?.taxBp ?? null,
    currency: list.currency,
    ...share,
    fullMinor: '0',
    customerMinor: '0',
    decisionId: null,
    quotationId,
    depositFor: null,
    addedAt: before?.addedAt ?? timeNow(),
    version: before?.version ?? 0,
  }
}
