import { departureBefore, hourClassOf, placeKey, wayAt } from '@aftercare/dispatch'
import { useFormat } from '@aftercare/words/web'
import { useWord } from '../words.ts'
import { type Board, judged, PLANNED, placeOf, type Row, type Visit } from './board-data.ts'

/** How long the way to a visit is taken to be, from where, and what says so; null where nobody knows. */
export function useWayText(): (row: Row, visit: Visit) => string | null {
  const word = useWord()
  const { span, numbers } = useFormat()
  return (row, visit) => {
    const person = judged(row, { kind: 'visit', visit })
    const to = placeOf(visit)
    const store = PLANNED.includes(visit.status) ? visit.pickUp : null
    const { from, at } = store
      ? { from: placeOf(store.place), at: Date.parse(store.to) }
      : departureBefore(person, Date.parse(visit.startsAt))
    if (!from || !to) return null
    const hours = hourClassOf(at, row.zone)
    const leg = wayAt(row.ways, from, to, hours)
    if (leg.metres === 0) return null
    const isTold = Boolean(row.ways.kept.get(placeKey(from))?.get(placeKey(to)))
    const isFirst = from === row.technician.home
    return [
      span(row.way(from, to, at)!),
      `${word('unit.km', { n: numbers.decimal(leg.metres / 1000) })} ${word(isFirst ? 'way.fromHome' : 'way.fromBefore')}`,
      word(isTold ? 'way.service' : 'way.estimated'),
      word(`way.hours.${hours}`),
    ].join(' · ')
  }
}

/** What says how long ways take on the whole board. */
export function useWaysSource(): (ways: Board['ways']) => string {
  const word = useWord()
  return ({ kept }) => word(`way.source.${kept.length > 0 ? 'mixed' : 'own'}`)
}
