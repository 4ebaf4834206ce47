import type { Spent } from '@aftercare/parts-planning'

/** So many lines are kept; the sums by place are of all. */
const MOST_LINES = 200

/** What is kept of an answer: ids only, names are said as they are when it is read. */
export function keptOf([spent, less, more]: readonly Spent[]) {
  const places = new Map<string, { units: number; money: number }>()
  for (const { place, units, money } of spent!.levels) {
    const sum = places.get(place) ?? { units: 0, money: 0 }
    places.set(place, { units: sum.units + units, money: sum.money + money })
  }
  return {
    ...{ spent: sumOf(spent!), less: sumOf(less!), more: sumOf(more!) },
    places: [...places].map(([placeId, one]) => ({ placeId, units: one.units, moneyMinor: minor(one.money) })),
    lines: spent!.levels.slice(0, MOST_LINES).map(({ part, place, units, money }) => ({
      ...{ partId: part, placeId: place, units, moneyMinor: minor(money) },
    })),
  }
}

const minor = (money: number) => String(Math.round(money))
const sumOf = ({ money, fill, owed }: Spent) => ({ moneyMinor: minor(money), fillPct: fill * 100, owed })
