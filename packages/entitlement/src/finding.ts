import type { FactValue } from './case.ts'
import type { Explanation, Verdict } from './decision.ts'

/** A verdict with its reasons. Three-valued: a missing fact is neither yes nor no. */
export interface Finding {
  result: Verdict
  missing: string[]
  steps: Explanation[]
}

export const step = (code: string, values: Record<string, FactValue>): Explanation => ({ code, values })
export const met = (...steps: Explanation[]): Finding => ({ result: 'met', missing: [], steps })
export const notMet = (...steps: Explanation[]): Finding => ({ result: 'not_met', missing: [], steps })
export const unknown = (missing: string[], ...steps: Explanation[]): Finding => ({
  result: 'undetermined',
  missing,
  steps,
})

/** Kleene's "and": one "no" decides whatever else is unknown, so a fact that cannot change the result is not asked for. */
export function allOf(findings: readonly Finding[]): Finding {
  return together(findings, 'not_met', 'met')
}

/** Kleene's "or": one "yes" decides. */
export function anyOf(findings: readonly Finding[]): Finding {
  return together(findings, 'met', 'not_met')
}

/** In one pass and with plain loops: this runs some fifty times in every decision. */
function together(findings: readonly Finding[], decides: Verdict, otherwise: Verdict): Finding {
  if (findings.length === 1 && isPlain(findings[0]!)) return findings[0]!
  const steps: Explanation[] = []
  let missing: string[] | undefined
  let isDecided = false
  for (const finding of findings) {
    for (const one of finding.steps) steps.push(one)
    if (finding.result === decides) isDecided = true
    if (finding.result !== 'undetermined' || isDecided) continue
    missing ??= []
    for (const fact of finding.missing) if (!missing.includes(fact)) missing.push(fact)
  }
  if (isDecided) return { result: decides, missing: [], steps }
  if (missing && missing.length > 0) return { result: 'undetermined', missing, steps }
  return { result: otherwise, missing: [], steps }
}

/** Alone it stands for itself; nothing is asked for twice. */
const isPlain = ({ result, missing }: Finding) => missing.length === (result === 'undetermined' ? 1 : 0)
