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
  const steps = findings.flatMap((finding) => finding.steps)
  if (findings.some((finding) => finding.result === 'not_met')) return { result: 'not_met', missing: [], steps }
  return open(findings, steps) ?? { result: 'met', missing: [], steps }
}

/** Kleene's "or": one "yes" decides. */
export function anyOf(findings: readonly Finding[]): Finding {
  const steps = findings.flatMap((finding) => finding.steps)
  if (findings.some((finding) => finding.result === 'met')) return { result: 'met', missing: [], steps }
  return open(findings, steps) ?? { result: 'not_met', missing: [], steps }
}

function open(findings: readonly Finding[], steps: Explanation[]): Finding | undefined {
  const missing = findings.filter((finding) => finding.result === 'undetermined').flatMap((finding) => finding.missing)
  if (missing.length === 0) return undefined
  return { result: 'undetermined', missing: [...new Set(missing)], steps }
}
