import {
  type Network,
  type NetworkLine,
  type NetworkPart,
  type Panel,
  planNetwork,
  rowKey,
  type Spent,
  spendBudgets,
  type WhatIf,
  whatWouldItCost,
} from '@aftercare/parts-planning'
import { joined, partOf, whole } from './chains.ts'
import type { PartKnown, PlaceKnown } from './ground.ts'
import type { RunOptions } from './shapes.ts'
import type { StockOf } from './stock.ts'

const DAYS_A_MONTH = 365.25 / 12
/** Of a company that knows no price at all. */
const SOME_PRICE = 10_000

/** Everything a run follows from, as it was read; plain data, so that it can go to a thread of its own. */
export interface Read {
  panel: Panel
  places: PlaceKnown[]
  parts: PartKnown[]
  links: { from: string; to: string }[]
  stock: StockOf[]
  options: RunOptions
}

export type Reckoned =
  | { kind: 'plan'; lines: NetworkLine[]; rows: number; shortage: number }
  | { kind: 'what_if'; whatIf: WhatIf; median: number }
  | { kind: 'budget'; spent: Spent[] }

export type Kind = Reckoned['kind']

/** Reckons a plan, what shares filled at once would have cost, or where a budget goes. Takes seconds of processor time. */
export function reckon(kind: Kind, read: Read, say: (share: number) => void): Reckoned {
  const panel = joined(read)
  const prices = new Map(read.parts.map((one) => [one.id, one.price]))
  const median = medianOf(read.parts)
  const priceOf = (part: string) => prices.get(part) ?? median
  if (kind === 'what_if') {
    const past = whole(panel)
    const unit = past.parts.map((key) => priceOf(partOf(key)))
    const fills = read.options.fillsPct.map((pct) => pct / 100)
    return { kind, whatIf: whatWouldItCost(past, unit, fills, leadOf(read), say), median: middle(unit) }
  }
  const shortage = Math.round(median * read.options.shortageFactor)
  const network = networkOf(read, panel, { shortage, priceOf })
  if (kind === 'budget') {
    const budget = Number(read.options.budgetMinor)
    // Beside it what a tenth less and a tenth more would change.
    return { kind, spent: spendBudgets(network, [budget, budget * 0.9, budget * 1.1], say) }
  }
  const lines = planNetwork(network, say)
  return { kind, lines, rows: panel.parts.length, shortage }
}

function networkOf(
  { parts, places, stock, options }: Read,
  panel: Panel,
  { shortage, priceOf }: { shortage: number; priceOf: (part: string) => number },
): Network {
  const floors = new Map(options.floors.map(({ classId, pct }) => [classId, pct / 100]))
  const orderCost = Number(options.orderCostMinor)
  const planned = new Set(panel.parts.map(partOf))
  return {
    panel,
    places: places.map(({ id, above }) => ({ id, above, transfer: options.transferDays / DAYS_A_MONTH })),
    parts: parts
      .filter((one) => planned.has(one.id))
      .map((one): NetworkPart => {
        const floor = one.classId ? floors.get(one.classId) : undefined
        return {
          ...{ id: one.id, price: priceOf(one.id), leadTimes: leadsOf(one, options) },
          ...{ pack: one.pack, minimum: one.minimum },
          ...(floor !== undefined && { fillFloor: floor }),
          ...(one.shelfLifeDays && { shelfLife: one.shelfLifeDays / DAYS_A_MONTH }),
          ...(one.lastOrderOn && one.supplier && { lastBuyMonths: options.serveMonths }),
        }
      }),
    stock: new Map(stock.map((one) => [rowKey(one.part, one.place), one])),
    terms: {
      ...{ shortage, review: options.reviewDays / DAYS_A_MONTH, returnAfter: options.returnMonths },
      ...{ freight: Number(options.freightMinor), holdingShare: options.holdingPct / 100 },
      ...(orderCost > 0 && { orderCost }),
    },
  }
}

/** What past orders took, where there are enough to go by; else what the supplier says. */
function leadsOf(part: PartKnown, options: RunOptions): NetworkPart['leadTimes'] {
  const days = part.took.length >= 3 ? part.took : [part.leadDays ?? options.leadDays]
  return days.map((one) => ({ months: one / DAYS_A_MONTH, chance: 1 }))
}

/** The simulation knows whole months. */
function leadOf({ parts, options }: Read): number {
  const days = parts.map((one) => one.leadDays ?? options.leadDays)
  return Math.max(1, Math.round(middle(days) / DAYS_A_MONTH))
}

const medianOf = (parts: readonly PartKnown[]) =>
  middle(parts.flatMap(({ price }) => (price !== null && price > 0 ? [price] : []))) || SOME_PRICE

/** The middle of the values, 0 of none. */
const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
