/** One kind of visit, or one visit of the past: the parts it needed. */
export interface VisitNeed {
  /** how often it happens, > 0 */
  weight: number
  /** part → units needed, whole, > 0 */
  parts: Readonly<Record<string, number>>
}

export interface VanKit {
  /** part → units in the van */
  units: Record<string, number>
  money: number
  /** share of the visits that find all their parts */
  complete: number
  /** what was added in which order, with the share it brought */
  steps: { added: Record<string, number>; money: number; complete: number }[]
}

export interface KitOptions {
  /** most units of a part, by default 2: range matters more than depth */
  room?: number
  /** what lies in the van already */
  start?: Readonly<Record<string, number>>
  /** enough at this share of the visits, 0 … 1 */
  until?: number
  /** most steps */
  most?: number
}

/** Share of the visits (by weight) that find all their parts in the van. */
export function completeShare(visits: readonly VisitNeed[], units: Readonly<Record<string, number>>): number {
  const all = visits.reduce((sum, { weight }) => sum + weight, 0)
  const found = visits.filter((visit) => lacking(visit, units).length === 0)
  return all > 0 ? found.reduce((sum, { weight }) => sum + weight, 0) / all : 1
}

const lacking = (visit: VisitNeed, units: Readonly<Record<string, number>>) =>
  Object.entries(visit.parts).filter(([part, needed]) => (units[part] ?? 0) < needed)

/**
 * Fills a van: what completes the most visits for the money comes first, and what one visit needs together comes together. A part that
 * only ever helps beside another is never bought alone, as part-by-part rules would.
 * @param prices money of one unit, > 0, of every part that may go into a van; parts without a price are never taken
 */
export function chooseVanKit(
  visits: readonly VisitNeed[],
  prices: Readonly<Record<string, number>>,
  budget: number,
  { room = 2, start = {}, until = 1, most = Number.POSITIVE_INFINITY }: KitOptions = {},
): VanKit {
  const kit: VanKit = { units: { ...start }, money: 0, complete: completeShare(visits, start), steps: [] }
  while (kit.complete < until && kit.steps.length < most) {
    let best: { units: Record<string, number>; added: Record<string, number>; money: number; complete: number } | null =
      null
    for (const added of bundles(visits, kit.units)) {
      const money = Object.entries(added).reduce(
        (sum, [part, n]) => sum + n * (prices[part] ?? Number.POSITIVE_INFINITY),
        0,
      )
      if (kit.money + money > budget) continue
      const units = { ...kit.units }
      for (const [part, n] of Object.entries(added)) units[part] = (units[part] ?? 0) + n
      if (Object.keys(added).some((part) => units[part]! > room)) continue
      const complete = completeShare(visits, units)
      if (!best || (complete - kit.complete) / money > (best.complete - kit.complete) / best.money)
        best = { units, added, money, complete }
    }
    if (!best) break
    kit.units = best.units
    kit.money += best.money
    kit.complete = best.complete
    kit.steps.push({ added: best.added, money: best.money, complete: best.complete })
  }
  return kit
}

/** What each visit that is not complete yet still lacks; the same lack once. */
function bundles(visits: readonly VisitNeed[], units: Readonly<Record<string, number>>): Record<string, number>[] {
  const different = new Map<string, Record<string, number>>()
  for (const visit of visits) {
    const missing = lacking(visit, units).map(([part, needed]) => [part, needed - (units[part] ?? 0)] as const)
    if (missing.length === 0) continue
    const sorted = missing.sort((a, b) => (a[0] < b[0] ? -1 : 1))
    different.set(JSON.stringify(sorted), Object.fromEntries(sorted))
  }
  return [...different.values()]
}
