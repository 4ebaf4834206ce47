import { depositCode, depositId, depositPart, leavesDeposit } from '@aftercare/rules'
import { languages, words } from '@aftercare/words/server'
import type { Tx } from '../../kit/db.ts'
import type { BillLine } from './lines.ts'

/** A core deposit and the line of the part it is for. */
export type DepositLine = BillLine & { depositFor: string }

/** How the line of a deposit is called, by language; `{{part}}` stands for its part: for a phone that writes it by itself. */
export const depositNames = (): Record<string, string> =>
  Object.fromEntries(
    languages.map((language) => [language, words(language)('billing:deposit_for', { part: '{{part}}' })]),
  )

/** The deposits of the exchange parts among these lines, where the catalogue has one in the currency of the bill. */
export async function depositsOf(
  tx: Tx,
  of: { currency: string; language: string },
  lines: readonly BillLine[],
): Promise<DepositLine[]> {
  const parts = lines.filter(leavesDeposit)
  if (parts.length === 0) return []
  const rows = await tx
    .selectFrom('parts.part')
    .select(['number', 'core_minor as minor'])
    .where(
      'number',
      'in',
      parts.map((line) => line.code!),
    )
    .where('core_currency', '=', of.currency)
    .execute()
  const minorOf = new Map(rows.map((row) => [row.number, BigInt(row.minor!)]))
  const say = words(of.language)
  return parts.flatMap((line) => {
    const minor = minorOf.get(line.code!)
    if (minor === undefined) return []
    return {
      // Taxed and shared as its part, and optional with it: the deposit is part of its price.
      ...line,
      ...{ id: depositId(line.id), depositFor: line.id, kind: 'other', code: depositCode(line.code!) },
      ...{ name: say('billing:deposit_for', { part: line.name }), unitMinor: minor, publishedMinor: minor },
      ...{ priceReason: null, priceNote: null },
    }
  })
}

/** Each exchange part followed by the deposit for its old one. */
export async function withDeposits(
  tx: Tx,
  of: { currency: string; language: string },
  lines: readonly BillLine[],
): Promise<BillLine[]> {
  const deposits = await depositsOf(tx, of, lines)
  return lines.flatMap((line) => [line, ...deposits.filter((one) => one.depositFor === line.id)])
}

/** Without the deposits of parts the customer has left out. */
export function withoutOrphans<L extends { code: string | null }>(lines: readonly L[]): L[] {
  const codes = new Set(lines.map((line) => line.code))
  return lines.filter((line) => {
    const part = depositPart(line.code)
    return part === null || codes.has(part)
  })
}
