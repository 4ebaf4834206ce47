import type { Considered, Decision, Payer } from './decision.ts'

/** Who pays a line in one row of a list: the first that pays, and what is left for the customer. */
export interface PaidBy {
  /** `undetermined` as long as a fact is missing: then the share is the most the customer may have to pay. */
  payer: Payer
  customerSharePct: number
  /** What the payer's share rests on; null when nobody but the customer pays. */
  why: (Pick<Considered, 'title' | 'clause'> & { ruleId: string }) | null
}

/** The shares of one line of a decision, taken together. */
export function paidBy(decision: Decision, lineId: string): PaidBy {
  const shares = decision.lines.filter((one) => one.lineId === lineId)
  const covered = shares.filter((one) => one.payer !== 'customer' && one.payer !== 'undetermined')
  const left = shares.filter((one) => one.payer === 'customer' || one.payer === 'undetermined')
  const open = shares.some((one) => one.payer === 'undetermined') || shares.length === 0
  const customerSharePct = shares.length === 0 ? 100 : left.reduce((sum, one) => sum + one.sharePct, 0)
  const rule = decision.considered.find((one) => one.ruleId === covered[0]?.ruleId)
  const why = rule ? { ruleId: rule.ruleId, title: rule.title, ...(rule.clause && { clause: rule.clause }) } : null
  return { payer: open ? 'undetermined' : (covered[0]?.payer ?? 'customer'), customerSharePct, why }
}
