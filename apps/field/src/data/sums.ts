import { breakDown, breakdownToJson } from '@aftercare/rules'
import type { NewLine } from './changes.ts'
import type { PriceList, Visit, WorkLine } from './store.ts'

/**
 * The visit with these lines on it, priced and shared as the server will do it: the same rules run here, on the decision
 * the phone brought along, so that the customer sees the price without a network.
 */
export async function withSums(
  visit: Visit,
  lines: readonly NewLine[],
  list: PriceList,
  quotationId: string | null,
): Promise<Visit> {
  const shares = await sharesOf(visit, lines)
  const added = lines.map((line, i) => shownLine(visit, line, list, shares[i]!, quotationId))
  const ids = new Set(added.map((one) => one.id))
  const kept = visit.lines.map((line) => added.find((one) => one.id === line.id) ?? line)
  const all = [...kept, ...added.filter((one) => !visit.lines.some((line) => line.id === one.id && ids.has(line.id)))]
  const sums = breakDown(
    all.map((line) => ({ ...line, unitMinor: BigInt(line.unitMinor) })),
    list,
    list.currency,
  )
  return {
    ...visit,
    lines: all.map((line, i) => ({
      ...line,
      fullMinor: String(sums.lines[i]!.full),
      customerMinor: String(sums.lines[i]!.customer),
    })),
    price: breakdownToJson<WorkLine['payer']>(sums, list),
  }
}

type Share = Pick<WorkLine, 'payer' | 'customerSharePct' | 'why'>

async function sharesOf(visit: Visit, lines: readonly NewLine[]): Promise<Share[]> {
  if (!visit.asset) return lines.map(() => ({ payer: 'customer', customerSharePct: 100, why: null }))
  if (!visit.cover) return lines.map(() => ({ payer: 'undetermined', customerSharePct: 100, why: null }))
  // The rule packs are a large part of the app: loaded when the first line is priced, and kept by the service worker.
  const { decide, paidBy } = await import('@aftercare/entitlement')
  type Case = Parameters<typeof decide>[0]
  const facts = visit.cover.facts as unknown as Case
  const asked = lines.map(({ id, kind, component }) => ({ id, kind, ...(component ? { component } : {}) }))
  const decision = asked.length > 0 ? decide({ ...facts, lines: asked }) : null
  return asked.map(({ id }) => paidBy(decision!, id) as Share)
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
    removedSerial: line.removedSerial ?? null,
    quantity: line.quantity,
    unit: (price?.unit ?? 'piece') as WorkLine['unit'],
    unitMinor: line.unitMinor ?? price?.minor ?? '0',
    publishedMinor: price?.minor ?? null,
    priceReason: null,
    priceNote: null,
    taxCategory: price?.taxCategory ?? 'standard',
    taxBp: price?.taxBp ?? null,
    currency: list.currency,
    ...share,
    fullMinor: '0',
    customerMinor: '0',
    quotationId,
    addedAt: before?.addedAt ?? new Date().toISOString(),
    version: before?.version ?? 0,
  }
}
