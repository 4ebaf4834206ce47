import os from 'node:os'
import { type Case, type Decision, decideWith, standardLibrary } from '../packages/entitlement/src/index.ts'
import { mixedCases } from './entitlement-cases.ts'
import { type Bench, quantile, rounded } from './kind.ts'

/** Evaluations in a second of processor time, which no other process can take away; the middle of many short windows. */
function perSecond(cases: readonly Case[], evaluate: (facts: Case) => Decision, seconds: number): number {
  const rates: number[] = []
  const until = performance.now() + seconds * 1000
  // The clock of the processor ticks in milliseconds: a window has to be long beside one.
  const rounds = evaluate === empty ? 2000 : 4
  let kept = 0
  while (performance.now() < until) {
    const before = process.cpuUsage()
    for (let round = 0; round < rounds; round++) for (const facts of cases) kept += evaluate(facts).lines.length
    const { user, system } = process.cpuUsage(before)
    rates.push((rounds * cases.length * 1e6) / (user + system))
  }
  if (kept < 0) throw new Error('never: keeps the loop from being left out')
  return quantile(rates, 0.5)
}

/** What any evaluation costs that decides nothing: the call, the reading of the case, an answer of the same shape. */
const empty = (facts: Case): Decision => ({
  at: facts.at,
  outcome: 'undetermined',
  lines: [],
  remedies: [],
  considered: [],
  coverage: [],
  packs: [],
  facts,
})

/** Decisions about cover per second and core on a mixed set of all places, against an evaluation that decides nothing. */
export const entitlementBench: Bench = {
  name: 'entitlement',
  describe: 'decisions about cover per second and core, against an empty evaluation loop of the same run',
  options: [['--seconds <n>', 'seconds per measurement', '8']],
  async run(flags, say) {
    const seconds = Number(flags.seconds ?? 8)
    const cases = mixedCases()
    const decide = (facts: Case) => decideWith(standardLibrary, facts)
    say('warming up')
    perSecond(cases, decide, Math.min(2, seconds))
    perSecond(cases, empty, 0.5)
    say('deciding')
    const decisionsPerSecond = perSecond(cases, decide, seconds)
    const emptyPerSecond = perSecond(cases, empty, Math.min(2, seconds))
    return {
      bench: 'entitlement',
      ratio: rounded(decisionsPerSecond / emptyPerSecond, 6),
      decisionsPerSecond: Math.round(decisionsPerSecond),
      emptyPerSecond: Math.round(emptyPerSecond),
      atLeast: 20_000,
      cases: cases.length,
      rightsPerDecision: rounded(cases.reduce((sum, one) => sum + decide(one).considered.length, 0) / cases.length, 1),
      packs: standardLibrary.packs.length,
      node: process.version,
      cpu: os.cpus()[0]?.model ?? 'unknown',
    }
  },
}
