import type { Considered, Coverage, Decision, Layer, Payer, Remedy } from './decision.ts'

/** A decision in one line of a list. */
export interface DecisionSummary {
  outcome: Decision['outcome']
  /** The cover that runs longest among those that pay for repair; null when none runs. */
  coveredUntil: { layer: Layer; kind: string; end: string | null; daysLeft: number | null } | null
  /** Who pays per kind of line, without repeats. */
  payers: Payer[]
  remediesDue: Remedy[]
  /** What to ask for, most wanted first; only facts that could change who pays. */
  missing: string[]
  packs: string[]
}

/** Bars that say nothing about who pays for the repair of the whole product. */
const noRepair = new Set(['exchange', 'proof', 'travel', 'consumable', 'rental', 'other'])

export function summary(decision: Decision): DecisionSummary {
  const open = decision.lines.some((line) => line.payer === 'undetermined')
  return {
    outcome: decision.outcome,
    coveredUntil: longest(decision.coverage),
    payers: [...new Set(decision.lines.map((line) => line.payer))],
    remediesDue: [...new Set(decision.remedies.filter((one) => one.due === true).map((one) => one.remedy))],
    missing: open ? wanted(decision) : [],
    packs: decision.packs.map(({ id, version }) => `${id}@${version}`),
  }
}

function longest(coverage: readonly Coverage[]): DecisionSummary['coveredUntil'] {
  const running = coverage.filter((bar) => bar.state === 'running' && !bar.components && !noRepair.has(bar.kind))
  const last = running.reduce<Coverage | undefined>(
    (best, bar) => (best && rank(best) >= rank(bar) ? best : bar),
    undefined,
  )
  return last ? { layer: last.layer, kind: last.kind, end: last.end, daysLeft: last.daysLeft } : null
}

/** No end in time counts as the longest. */
const rank = (bar: Coverage) => bar.daysLeft ?? Number.POSITIVE_INFINITY

const wanted = ({ considered }: Decision) => byNeed(considered.filter((one) => one.covers.length > 0))

/** What to ask for beside `missing`: facts that only change which remedies are due, not who pays. */
export function wantedForRemedies(decision: Decision): string[] {
  const open = new Set(decision.remedies.filter((one) => one.due === null).map((one) => one.ruleId))
  const { missing } = summary(decision)
  return byNeed(decision.considered.filter((one) => open.has(one.ruleId))).filter((fact) => !missing.includes(fact))
}

function byNeed(rights: readonly Considered[]): string[] {
  const counts = new Map<string, number>()
  for (const fact of rights.flatMap((one) => one.missing)) counts.set(fact, (counts.get(fact) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([fact]) => fact)
}
