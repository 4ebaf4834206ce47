import { allocateMoney } from '@aftercare/rules'
import { dayAfter, monthsAfter } from './terms.ts'

export interface Instalment {
  fromOn: string
  toOn: string
  dueOn: string
  minor: bigint
}

interface Plan {
  billing: 'once' | 'periodic' | 'per_visit'
  billingMonths: number | null
  signedOn: string
  startsOn: string
  endsOn: string
  totalMinor: bigint
  currency: string
}

/** What is to be paid when: all at once, or in equal parts ahead of each period, the fen that is left over first. Per visit: as they come. */
export function instalmentsOf(plan: Plan): Instalment[] {
  if (plan.billing === 'per_visit' || plan.totalMinor === 0n) return []
  const step = plan.billing === 'periodic' ? plan.billingMonths! : null
  const starts = [plan.startsOn]
  // Counted from the start each time: 31 January + 1 + 1 months would otherwise end up on the 28th for good.
  for (let n = 1; step && monthsAfter(plan.startsOn, n * step) <= plan.endsOn; n++)
    starts.push(monthsAfter(plan.startsOn, n * step))
  const parts = allocateMoney(
    { minor: plan.totalMinor, currency: plan.currency },
    starts.map(() => 1n),
  )
  return starts.map((fromOn, i) => ({
    fromOn,
    toOn: starts[i + 1] ? dayAfter(starts[i + 1]!, -1) : plan.endsOn,
    dueOn: plan.billing === 'once' ? plan.signedOn : fromOn,
    minor: parts[i]!.minor,
  }))
}
