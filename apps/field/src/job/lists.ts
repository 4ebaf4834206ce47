import type { DayFacts, FailureCode, PriceList, Visit } from '../data/store.ts'

/** The prices of the country the work is in. */
export const listFor = (facts: DayFacts | undefined, visit: Visit): PriceList | undefined =>
  facts?.priceLists.find((one) => one.country === visit.request.country)

/** Codes of the product's family and those of every family. */
export function codesFor(facts: DayFacts | undefined, visit: Visit, kind: FailureCode['kind']): FailureCode[] {
  const family = visit.asset?.family.id
  return (facts?.failureCodes ?? []).filter(
    (one) => one.kind === kind && (one.familyId === null || one.familyId === family),
  )
}
