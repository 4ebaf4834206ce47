import { type Panel, rowKey } from '@aftercare/parts-planning'
import type { History } from './history.ts'

/** A month in which something was asked for was open for at least a day. */
const A_DAY = 1 / 31

/** Pairs of part and place that matter although nothing was asked for: something lies there or somebody waits. */
export type Pairs = readonly { part: string; place: string }[]

/**
 * The history as a table of part × place × month. A month counts as far as demand could have been seen in it: whole where requests
 * were recorded, else by the days with something on the shelf; where it ended empty, demand was at least what is on record
 * (parts-planning.md, section 5). The running month counts by the days gone.
 * @param decimals of each part: what is measured by the litre is planned in whole units, rounded up
 */
export function panelOf(history: History, also: Pairs, now: Date): Panel {
  const { months } = history
  const demand = new Map<string, Float64Array>()
  const row = (part: string, place: string) => {
    const key = rowKey(part, place)
    const known = demand.get(key) ?? new Float64Array(months)
    demand.set(key, known)
    return known
  }
  for (const { part, place } of also) row(part, place)
  for (const { part, place, month, units } of [...history.asked, ...history.past]) {
    if (month < 0 || month >= months) continue
    const own = row(part, place)
    own[month] = own[month]! + units
  }
  const parts = [...demand.keys()].sort()
  const panel = {
    ...{ parts, months, demand: new Float64Array(parts.length * months) },
    exposure: new Float64Array(parts.length * months),
    censored: new Uint8Array(parts.length * months),
  }
  const seeing = seeingOf(history, now)
  parts.forEach((key, i) => {
    const own = demand.get(key)!
    for (let t = 0; t < months; t++) {
      const units = Math.ceil(own[t]! - 1e-9)
      const { exposure, isCensored } = seeing(key, t, units)
      panel.demand[i * months + t] = units
      panel.exposure[i * months + t] = exposure
      panel.censored[i * months + t] = isCensored ? 1 : 0
    }
  })
  return panel
}

/** How much of a month was open to demand of a row. */
function seeingOf(history: History, now: Date) {
  const { months } = history
  const since = new Map(history.seen.map((one) => [rowKey(one.part, one.place), one.since]))
  const asking = new Map(history.asking.map((one) => [one.place, one.since]))
  const imported = new Set(history.past.map((one) => `${one.place} ${one.month}`))
  const stocked = new Map(history.stocked.map((one) => [`${rowKey(one.part, one.place)} ${one.month}`, one]))
  const start = new Date(`${history.from}T00:00:00Z`)
  const daysOf = (t: number) => new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + t + 1, 0)).getUTCDate()
  return (key: string, t: number, units: number) => {
    const place = key.slice(key.indexOf(' ') + 1)
    const gone = t === months - 1 ? now.getUTCDate() / daysOf(t) : 1
    if (t < (since.get(key) ?? 0)) return { exposure: 0, isCensored: false }
    if (t >= (asking.get(place) ?? months) || imported.has(`${place} ${t}`))
      return { exposure: gone, isCensored: false }
    const here = stocked.get(`${key} ${t}`)
    const share = Math.min(gone, (here?.days ?? 0) / daysOf(t))
    return { exposure: units > 0 ? Math.max(A_DAY, share) : share, isCensored: units > 0 && !here?.atEnd }
  }
}
