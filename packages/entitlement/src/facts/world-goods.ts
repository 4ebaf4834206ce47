import { addMonths, dayOf } from '../days.ts'
import { type Situation, within } from '../situation.ts'
import { askedFor, type Derivations, known, type Reading } from './reading.ts'

/** Classes of goods that are used up rather than used (CDC Art. 26: não duráveis). */
const shortLived = ['consumable', 'non-durable']

/** The goods, their age and what may be expected of them. */
export const worldGoods: Derivations = {
  ...askedFor('goods.meantToLast', 'unit.withinReasonableLife'),
  'goods.used': ({ facts }) => known(facts.asset.condition && facts.asset.condition === 'used', 'asset.condition'),
  'goods.durable': ({ facts }) =>
    known(!shortLived.some((wider) => within(facts.productClass, wider)), 'goods.durable'),
  'goods.digitalElements': ({ facts }) =>
    known(facts.asset.digitalSupplyUntil === undefined ? undefined : true, 'asset.digitalSupplyUntil'),
  'goods.digitalSupplyRunning': ({ facts, moment }) => {
    const until = facts.asset.digitalSupplyUntil
    return known(until === undefined ? undefined : moment <= dayOf(until), 'asset.digitalSupplyUntil')
  },
  // A consumer's purchase is of the kind the law means; of a company's it has to be asked (price or kind of goods).
  'goods.consumerKind': ({ facts }) =>
    known(facts.asset.buyerKind === 'consumer' ? true : undefined, 'goods.consumerKind'),
  'owner.transportFleet': ({ facts }) =>
    known(facts.asset.buyerKind === 'consumer' ? false : undefined, 'owner.transportFleet'),
  'unit.modelYearAge': ({ facts }) => {
    const year = facts.asset.modelYear
    return known(year === undefined ? undefined : Number(facts.at.slice(0, 4)) - year, 'asset.modelYear')
  },
  'unit.ageDays': (situation) => ageOf(situation, (from) => situation.moment - from),
  'unit.ageMonths': (situation) => ageOf(situation, (from) => monthsBegun(from, situation.moment)),
  'liabilityPeriod.expired': (situation) => liability(situation),
}

const handedOver = ({ facts: { asset } }: Situation) => asset.deliveryDate ?? asset.saleDate

function ageOf(situation: Situation, age: (from: number) => number): Reading {
  const from = handedOver(situation)
  return from === undefined ? { missing: 'asset.deliveryDate' } : { value: age(dayOf(from)) }
}

/** How many months have begun: on the corresponding day the month is still the one that ends. */
function monthsBegun(from: number, to: number): number {
  let months = Math.max(0, Math.floor((to - from) / 31))
  while (addMonths(from, months) < to) months++
  return months
}

/** The shortest term of the Union is two years, the longest six: between them the law of the state decides. */
function liability(situation: Situation): Reading {
  const from = handedOver(situation)
  if (from === undefined) return { missing: 'asset.deliveryDate' }
  const start = dayOf(from)
  if (situation.moment <= addMonths(start, 24)) return { value: false }
  return situation.moment > addMonths(start, 72) ? { value: true } : { missing: 'liabilityPeriod.expired' }
}
