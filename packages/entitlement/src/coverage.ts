import type { MeterKind } from './case.ts'
import { type Day, dateOf, dayOf } from './days.ts'
import type { Coverage } from './decision.ts'
import { readingsOf, usageLimit } from './meters.ts'
import type { Right } from './rights.ts'
import type { Situation } from './situation.ts'

/** The bar of one right, or none when it has none or its scope leaves this product out. */
export function barOf(right: Right, situation: Situation): Coverage | undefined {
  const { rule, began, ending } = right
  if (rule.bar === undefined || (!began && right.finding.result === 'not_met')) return undefined
  const components = rule.mainPartsOnly ? (right.setting.row?.mainParts ?? []) : (rule.components ?? [])
  const usage = usageOf(right, situation)
  const timeEnd = ending?.low
  const passed = usage?.passed === undefined ? undefined : dayOf(usage.passed)
  const ranOutBy = passed !== undefined && (timeEnd === undefined || passed < timeEnd)
  const term = ranOutBy ? passed : timeEnd
  const isCut = right.voided !== undefined && (term === undefined || right.voided < term)
  const byUsage = ranOutBy && !isCut
  const end = isCut ? right.voided : term
  return {
    ruleId: rule.id,
    layer: rule.layer,
    kind: rule.bar,
    ...(components.length > 0 && { components }),
    start: began ? dateOf(began.low) : null,
    end: end === undefined ? null : dateOf(end),
    endBy: end === undefined ? null : byUsage ? (usage?.bar.kind === 'hour' ? 'hours' : 'distance') : 'time',
    daysLeft: end === undefined ? null : end - situation.at,
    state: isCut ? 'over' : stateOf(right, situation.at, end, passed),
    ...(usage && { limit: usage.bar }),
  }
}

function stateOf({ began, ending }: Right, at: Day, end: Day | undefined, passed: Day | undefined): Coverage['state'] {
  if (!began) return 'unknown'
  if (at < began.first) return 'ahead'
  if (passed !== undefined && passed <= at) return 'over'
  if (end === undefined || at <= end) return 'running'
  return ending && at <= ending.high ? 'unknown' : 'over'
}

/** The usage limit that is nearest to its end. */
export function usageOf({ rule }: Right, { facts }: Situation) {
  const limits: [MeterKind, number | undefined][] = [
    ['km', rule.term?.km],
    ['mile', rule.term?.miles],
    ['hour', rule.term?.hours],
  ]
  const found = limits.flatMap(([kind, limit]) =>
    limit === undefined ? [] : [usageLimit(kind, limit, readingsOf(kind, facts.asset.meters ?? []))],
  )
  const share = (one: (typeof found)[number]) => (one.bar.used ?? 0) / one.bar.value
  return found.sort((a, b) => share(b) - share(a))[0]
}
