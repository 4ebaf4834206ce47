import type { Panel } from './panel.ts'

/** `from` is replaced by `to`; the demand of the whole chain goes to its last part. */
export interface Supersession {
  from: string
  to: string
}

/** A single large request that was known beforehand (campaign, recall, retrofit, planned maintenance) and is planned apart. */
export interface KnownRequest {
  part: string
  month: number
  units: number
}

/**
 * History in which every chain of supersessions is one part, the newest: its demand is the chain's, its exposure the largest of any of
 * them. Predecessors have no row of their own any more: nothing new is bought of them.
 * @throws RangeError for a circle, naming it
 */
export function superseded(panel: Panel, links: readonly Supersession[]): Panel {
  const next = new Map(links.map(({ from, to }) => [from, to]))
  const heirs = panel.parts.map((part) => lastOf(part, next))
  const parts = [...new Set(heirs)]
  const row = new Map(parts.map((part, i) => [part, i]))
  const months = panel.months
  const demand = new Float64Array(parts.length * months)
  const exposure = new Float64Array(parts.length * months)
  const censored = panel.censored && new Uint8Array(parts.length * months)
  heirs.forEach((heir, i) => {
    for (let t = 0; t < months; t++) {
      const to = row.get(heir)! * months + t
      const from = i * months + t
      demand[to] = demand[to]! + panel.demand[from]!
      exposure[to] = Math.max(exposure[to]!, panel.exposure[from]!)
      if (censored && panel.censored) censored[to] = Math.max(censored[to]!, panel.censored[from]!)
    }
  })
  const families = panel.families && parts.map((part) => panel.families![heirs.indexOf(part)]!)
  return { parts, months, demand, exposure, ...(censored && { censored }), ...(families && { families }) }
}

function lastOf(part: string, next: ReadonlyMap<string, string>): string {
  const seen = [part]
  for (let at = next.get(part); at !== undefined; at = next.get(at)) {
    if (seen.includes(at)) throw new RangeError(`supersession goes round in a circle: ${[...seen, at].join(' → ')}`)
    seen.push(at)
  }
  return seen.at(-1)!
}

/**
 * History without what was known beforehand: it says nothing about what comes by chance.
 * @throws RangeError when a part or month is not in the history, or more was known than asked for
 */
export function withoutKnown(panel: Panel, known: readonly KnownRequest[]): Panel {
  const row = new Map(panel.parts.map((part, i) => [part, i]))
  const demand = panel.demand.slice()
  for (const { part, month, units } of known) {
    const i = row.get(part)
    if (i === undefined || !(month >= 0 && month < panel.months))
      throw new RangeError(`no history of ${part} in month ${month}`)
    const at = i * panel.months + month
    if (units > demand[at]!) throw new RangeError(`${part}, month ${month}: ${units} known, ${demand[at]} asked for`)
    demand[at] = demand[at]! - units
  }
  return { ...panel, demand }
}
