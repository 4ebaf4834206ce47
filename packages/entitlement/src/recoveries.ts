import type { LineShare, Recovery } from './decision.ts'
import { only } from './only.ts'
import { linesOf, onLine } from './payers.ts'
import type { Right } from './rights.ts'
import type { Situation } from './situation.ts'

/**
 * What suppliers give back of each line, in the order their terms are listed, together never more than the whole. Only of what others than the
 * customer pay: the customer's own share is not theirs to recover.
 */
export function recoveriesOf(
  rights: readonly Right[],
  shares: readonly LineShare[],
  situation: Situation,
): { recoveries?: Recovery[] } {
  const suppliers = situation.facts.suppliers
  if (!suppliers) return {}
  const names = new Map(suppliers.map((term) => [`supplier:${term.id}`, term.supplier]))
  const recoveries = linesOf(situation).flatMap((line) => {
    if (!shares.some((one) => one.lineId === line.id && one.payer !== 'customer' && one.payer !== 'undetermined'))
      return []
    let rest = 100
    return rights.flatMap((right): Recovery[] => {
      const { id, layer, covers, sharePct } = right.rule
      if (layer !== 'supplier' || !covers.includes(line.kind) || onLine(line, right, situation) !== 'met') return []
      const share = Math.min(rest, sharePct ?? 100)
      rest -= share
      const supplier = names.get(id) ?? id
      return share > 0 ? [{ lineId: line.id, kind: line.kind, supplier, sharePct: share, ruleId: id }] : []
    })
  })
  return only('recoveries', recoveries)
}
