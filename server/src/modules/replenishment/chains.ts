import { type Panel, rowKey, type Supersession, superseded } from '@aftercare/parts-planning'
import type { Read } from './reckon.ts'

export const partOf = (key: string): string => key.slice(0, key.indexOf(' '))

/** Chains of supersessions are one part, at every place; only parts that can still be planned are left. */
export function joined({ panel, links, parts, places }: Read): Panel {
  const everywhere = links.flatMap(({ from, to }) =>
    places.map(({ id }): Supersession => ({ from: rowKey(from, id), to: rowKey(to, id) })),
  )
  const chains = superseded(panel, everywhere)
  const known = new Set(parts.map((one) => one.id))
  const standing = new Set(places.map((one) => one.id))
  return rowsWhere(chains, (key) => known.has(partOf(key)) && standing.has(key.slice(key.indexOf(' ') + 1)))
}

function rowsWhere(panel: Panel, keep: (key: string) => boolean): Panel {
  const { months } = panel
  const kept = [...panel.parts.keys()].filter((i) => keep(panel.parts[i]!))
  const pick = <Row extends Float64Array | Uint8Array>(from: Row, into: Row): Row => {
    kept.forEach((i, n) => {
      into.set(from.subarray(i * months, (i + 1) * months), n * months)
    })
    return into
  }
  return {
    ...{ parts: kept.map((i) => panel.parts[i]!), months },
    demand: pick(panel.demand, new Float64Array(kept.length * months)),
    exposure: pick(panel.exposure, new Float64Array(kept.length * months)),
    ...(panel.censored && { censored: pick(panel.censored, new Uint8Array(kept.length * months)) }),
  }
}

/** Without the running month, which is not over. */
export function whole(panel: Panel): Panel {
  const months = panel.months - 1
  const cut = <Row extends Float64Array | Uint8Array>(from: Row, into: Row): Row => {
    panel.parts.forEach((_, i) => {
      into.set(from.subarray(i * panel.months, i * panel.months + months), i * months)
    })
    return into
  }
  const size = panel.parts.length * months
  return {
    ...{ parts: panel.parts, months, demand: cut(panel.demand, new Float64Array(size)) },
    exposure: cut(panel.exposure, new Float64Array(size)),
    ...(panel.censored && { censored: cut(panel.censored, new Uint8Array(size)) }),
  }
}
