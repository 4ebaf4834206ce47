import type { CoverKind, Line } from './case.ts'
import { componentOf, reaches, reachesAll } from './components.ts'
import type { Decision, Layer, LineShare, Payer, Verdict } from './decision.ts'
import { allOf } from './finding.ts'
import type { Right } from './rights.ts'
import type { Situation } from './situation.ts'

/** Recall before law before the maker's promise before what the customer bought before goodwill: the first right that is met pays. */
type PayingLayer = Exclude<Layer, 'supplier'>
const order: PayingLayer[] = ['recall', 'statute', 'warranty', 'parts_warranty', 'contract', 'goodwill']
const payerOf: Record<PayingLayer, Payer> = {
  recall: 'recall',
  statute: 'statute',
  warranty: 'manufacturer',
  parts_warranty: 'manufacturer',
  contract: 'contract',
  goodwill: 'goodwill',
}
const usualKinds: CoverKind[] = ['part', 'labour', 'travel']

/** Before anyone knows what the work will be, the answer is given for a part, its labour and the travel, with the kind as line id. */
export const linesOf = ({ facts }: Situation): Line[] =>
  facts.lines && facts.lines.length > 0 ? facts.lines : usualKinds.map((kind) => ({ id: kind, kind }))

/**
 * An undetermined right further up does not hold back one that is met further down: the customer does not pay either way.
 * But as long as one is undetermined and none is met, nobody says "the customer pays".
 */
export function payLine(line: Line, rights: readonly Right[], situation: Situation): LineShare[] {
  const share = (payer: Payer, sharePct: number, ruleId: string | null): LineShare => ({
    lineId: line.id,
    kind: line.kind,
    payer,
    sharePct,
    ruleId,
  })
  const shares: LineShare[] = []
  let rest = 100
  let open = false
  for (const layer of order) {
    for (const right of rights) {
      if (right.rule.layer !== layer || !right.rule.covers.includes(line.kind) || rest === 0) continue
      const verdict = onLine(line, right, situation)
      if (verdict === 'undetermined') open = true
      if (verdict !== 'met') continue
      const pct = Math.min(rest, right.rule.sharePct ?? 100)
      if (pct > 0) shares.push(share(payerOf[layer], pct, right.rule.id))
      rest -= pct
    }
  }
  if (rest > 0) shares.push(share(open ? 'undetermined' : 'customer', rest, null))
  return shares
}

export function onLine(line: Line, { rule, finding, setting }: Right, situation: Situation): Verdict {
  if (reachesAll(rule)) return finding.result
  return allOf([finding, reaches(rule, componentOf(line, situation), setting, situation.facts.fault)]).result
}

/** The whole in one word; "partly" is certain as soon as one line is paid and another is not. */
export function outcomeOf(shares: readonly LineShare[]): Decision['outcome'] {
  const customer = shares.some((one) => one.payer === 'customer')
  const open = shares.some((one) => one.payer === 'undetermined')
  const paid = shares.some((one) => one.payer !== 'customer' && one.payer !== 'undetermined')
  if (paid && customer) return 'partly'
  if (open) return 'undetermined'
  return paid ? 'covered' : 'not_covered'
}
