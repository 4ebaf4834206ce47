import type { Considered, Coverage, Decision } from './decision.ts'

/** What a decision is told with in one sentence, for every screen alike. */
export interface Telling {
  /** The right it rests on: the first that pays a line; for "not covered" the one that ran out last. */
  right: Considered | null
  /** Its bar, when it has one: until when. */
  bar: Coverage | null
}

export function tellingOf(decision: Decision): Telling {
  const payer = decision.lines.find((line) => line.ruleId !== null)?.ruleId
  const ruleId = payer ?? lastOver(decision)?.ruleId
  const right = decision.considered.find((one) => one.ruleId === ruleId) ?? null
  return { right, bar: decision.coverage.find((one) => one.ruleId === ruleId) ?? null }
}

function lastOver({ coverage }: Decision): Coverage | undefined {
  const over = coverage.filter((bar) => bar.state === 'over' && bar.end !== null && !aside.has(bar.kind))
  return over.sort((a, b) => (a.end! < b.end! ? 1 : -1))[0]
}

/** Bars that say nothing about who pays for a repair. */
const aside = new Set(['exchange', 'proof', 'travel', 'consumable', 'rental', 'other'])

export interface BothLayers {
  /** What runs longest of the law, and of what was promised or bought; null when nothing of it pays. */
  law: Coverage | null
  promise: Coverage | null
  /** Which of the two is better for the customer; null when neither pays. */
  better: 'law' | 'promise' | null
}

/** Law and promise side by side: the customer has both, the better one is applied. */
export function bothLayers({ considered, coverage }: Decision): BothLayers {
  const met = new Set(considered.filter((one) => one.result === 'met').map((one) => one.ruleId))
  const best = (isOf: (bar: Coverage) => boolean) =>
    coverage
      .filter((bar) => bar.state === 'running' && met.has(bar.ruleId) && !aside.has(bar.kind) && isOf(bar))
      .reduce<Coverage | null>((most, bar) => (most && left(most) >= left(bar) ? most : bar), null)
  const law = best((bar) => bar.layer === 'statute')
  const promise = best((bar) => ['warranty', 'parts_warranty', 'contract'].includes(bar.layer))
  const isPromise = promise !== null && (law === null || left(promise) > left(law))
  return { law, promise, better: isPromise ? 'promise' : law ? 'law' : null }
}

/** No end in time is the longest. */
const left = (bar: Coverage) => bar.daysLeft ?? Number.POSITIVE_INFINITY
