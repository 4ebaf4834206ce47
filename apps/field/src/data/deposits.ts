import { depositCode, depositId, leavesDeposit } from '@aftercare/rules'
import { matchLanguage } from '@aftercare/words'
import type { DayFacts, PriceList, Visit, WorkLine } from './store.ts'

export type Deposits = Pick<DayFacts, 'partDuties' | 'depositName'>

/**
 * Each exchange part followed by the deposit for its old one, as the server will write it: the same line with the same id. Those of
 * the parts in `told` are made anew, the others stay as they are.
 */
export function withDeposits(
  visit: Pick<Visit, 'customer' | 'request'>,
  lines: readonly WorkLine[],
  told: readonly string[],
  { list, deposits }: { list: PriceList; deposits: Deposits },
): WorkLine[] {
  const language = matchLanguage([visit.customer?.language ?? visit.request.language])
  return lines.flatMap((line) => {
    if (line.depositFor) return []
    const before = lines.find((one) => one.depositFor === line.id)
    const now = told.includes(line.id) ? depositOf(line, before, language, list, deposits) : before
    return now ? [line, now] : [line]
  })
}

function depositOf(
  line: WorkLine,
  before: WorkLine | undefined,
  language: ReturnType<typeof matchLanguage>,
  { currency }: PriceList,
  { partDuties, depositName }: Deposits,
): WorkLine | null {
  const core = leavesDeposit(line) && partDuties?.find((one) => one.code === line.code)?.core
  const name = depositName?.[language]
  if (!core || core.currency !== currency || !name) return null
  return {
    // Quantity, share, tax and approval are those of the part.
    ...line,
    ...{ id: depositId(line.id), depositFor: line.id, kind: 'other', code: depositCode(line.code!) },
    ...{ name: name.replace('{{part}}', () => line.name), unitMinor: core.minor },
    ...{ publishedMinor: core.minor, priceReason: null, priceNote: null },
    ...{ component: null, partSerial: null, partBatch: null, unprovenReason: null, removedSerial: null },
    ...{ source: null, replaceReason: null, version: before?.version ?? 0 },
  }
}
