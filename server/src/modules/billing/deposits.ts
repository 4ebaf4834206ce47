import { words } from '@aftercare/words/server'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { type BillLine, linesOf } from './lines.ts'

const MARK = 'CORE:'
/** How the line of a deposit names its part. */
export const depositCode = (part: string) => `${MARK}${part}`
const isDeposit = (line: { code: string | null }) => line.code?.startsWith(MARK) ?? false

type PartLine = BillLine & { code: string }
/** Who pays nothing of a part, or brought their own, leaves no deposit for it. */
const canHave = (line: BillLine): line is PartLine =>
  line.kind === 'part' && line.code !== null && line.unitMinor > 0n && line.customerSharePct > 0

const ofPart = (line: PartLine, deposit: { minor: bigint; name: string; quantity: string }): BillLine => ({
  // Taxed and shared as its part, and optional with it: the deposit is part of its price.
  ...line,
  ...{ id: newId(), kind: 'other', code: depositCode(line.code), name: deposit.name, quantity: deposit.quantity },
  ...{ unitMinor: deposit.minor, publishedMinor: deposit.minor, priceReason: null, priceNote: null },
})

/** Each exchange part followed by the deposit for its old one, where the catalogue has one in the currency of the bill. */
export async function withDeposits(
  tx: Tx,
  of: { currency: string; language: string },
  lines: readonly BillLine[],
): Promise<BillLine[]> {
  const codes = lines.filter(canHave).map((line) => line.code)
  if (codes.length === 0) return [...lines]
  const rows = await tx
    .selectFrom('parts.part')
    .select(['number', 'core_minor as minor'])
    .where('number', 'in', codes)
    .where('core_currency', '=', of.currency)
    .execute()
  const minorOf = new Map(rows.map((row) => [row.number, BigInt(row.minor!)]))
  const say = words(of.language)
  return lines.flatMap((line) => {
    const minor = canHave(line) ? minorOf.get(line.code) : undefined
    if (minor === undefined) return [line]
    const name = say('billing:deposit_for', { part: line.name })
    return [line, ofPart(line as PartLine, { minor, name, quantity: line.quantity })]
  })
}

/**
 * The same for a visit: only the deposits of a quotation the customer accepted for the request, and no more of them than
 * stood there. Nobody owes a deposit they were not shown before the work.
 */
export async function withAgreedDeposits(
  tx: Tx,
  requestId: string | null,
  lines: readonly BillLine[],
): Promise<BillLine[]> {
  if (!requestId || !lines.some(canHave)) return [...lines]
  const accepted = await tx
    .selectFrom('billing.quotation')
    .select('id')
    .where('request_id', '=', requestId)
    .where('status', '=', 'accepted')
    .orderBy('id')
    .execute()
  const agreed: { code: string; minor: bigint; name: string; left: number }[] = []
  for (const { id } of accepted)
    for (const line of await linesOf(tx, 'quotation_id', id))
      if (isDeposit(line) && !line.isDeclined)
        agreed.push({
          ...{ code: line.code!, minor: BigInt(line.unitMinor), name: line.name, left: Number(line.quantity) },
        })
  return lines.flatMap((line) => {
    const deposit = canHave(line) && agreed.find((one) => one.left > 0 && one.code === depositCode(line.code))
    if (!deposit) return [line]
    const quantity = Math.min(deposit.left, Number(line.quantity))
    deposit.left -= quantity
    return [line, ofPart(line as PartLine, { ...deposit, quantity: String(quantity) })]
  })
}

/** Without the deposits of parts the customer has left out. */
export function withoutOrphans<L extends { code: string | null }>(lines: readonly L[]): L[] {
  const codes = new Set(lines.map((line) => line.code))
  return lines.filter((line) => !isDeposit(line) || codes.has(line.code!.slice(MARK.length)))
}
