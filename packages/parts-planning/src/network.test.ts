import { expect, test } from 'vitest'
import { type Network, type NetworkPart, type NetworkPlace, planNetwork, rowKey, type Stock } from './network.ts'
import { fullPanel } from './panel.ts'

const CENTRAL: NetworkPlace = { id: 'central', above: null, transfer: 0 }
const NORTH: NetworkPlace = { id: 'north', above: 'central', transfer: 0.1 }
const SOUTH: NetworkPlace = { id: 'south', above: 'central', transfer: 0.1 }
const BELT: NetworkPart = { id: 'belt', price: 1000, leadTimes: [{ months: 1, chance: 1 }] }
const steady = (units: number) => Array.from({ length: 30 }, (_, t) => units + ((t * 7) % 3) - 1)
const stock = (onHand: number, more: Partial<Stock> = {}): Stock => ({
  ...{ onHand, reserved: 0, onOrder: 0, inTransit: 0, backorders: 0, free: onHand },
  ...more,
})

function plan(lies: Record<string, Stock>, more: Partial<Network> = {}) {
  const rows = { north: steady(4), south: steady(2) }
  const network: Network = {
    panel: fullPanel(
      Object.keys(rows).map((place) => rowKey('belt', place)),
      Object.values(rows),
    ),
    places: [CENTRAL, NORTH, SOUTH],
    parts: [BELT],
    stock: new Map(Object.entries(lies).map(([place, one]) => [rowKey('belt', place), one])),
    terms: { shortage: 50_000, review: 0.25, returnAfter: 12, freight: 500 },
    ...more,
  }
  const lines = planNetwork(network)
  const at = (place: string) => lines.find((one) => one.place === place)!
  return { lines, central: at('central'), north: at('north'), south: at('south') }
}

test('places ask the one above them, and what all of them ask for is bought once', () => {
  const { lines, central, north, south } = plan({})
  expect(lines).toHaveLength(3)
  expect([north.kind, south.kind, central.kind]).toEqual(['wait', 'wait', 'buy'])
  expect(central.rule).toBe('tiers')
  expect(central.quantity).toBe(central.level + north.short + south.short)
  // The nearer half of a two-tier network holds less than a single tier that waits a month for everything.
  const alone = plan({}, { places: [CENTRAL, { ...NORTH, above: null }, { ...SOUTH, above: null }] })
  expect(north.level).toBeLessThan(alone.north.level)
  expect(north.at.fill).toBeGreaterThan(0.95)
})

test('what lies above goes where running out is likeliest, the rest waits', () => {
  const { north, south } = plan({ central: stock(3), north: stock(0, { backorders: 2 }), south: stock(2) })
  expect(north.risk).toBeGreaterThan(south.risk)
  expect(north).toMatchObject({ kind: 'transfer', from: 'central', to: 'north', quantity: 3 })
  expect(north.short).toBeGreaterThan(0)
  expect(south.kind).toBe('wait')
  const plenty = plan({ central: stock(100) })
  expect([plenty.north.kind, plenty.north.short, plenty.central.kind]).toEqual(['transfer', 0, 'enough'])
})

test('what the customers of the place above wait for is not given away', () => {
  const { north } = plan({ central: stock(3, { backorders: 3 }) })
  expect(north).toMatchObject({ kind: 'wait', quantity: 0 })
})

test('enough is left alone; far too much goes back, unless its freight eats it', () => {
  const enough = plan({ central: stock(50), north: stock(12), south: stock(8) })
  expect([enough.north.kind, enough.south.kind]).toEqual(['enough', 'enough'])
  const heaped = plan({ south: stock(200) })
  expect(heaped.south).toMatchObject({ kind: 'return', from: 'south', to: 'central' })
  expect(heaped.south.gain).toBeGreaterThan(0)
  expect(heaped.south.runsOut).toBeLessThanOrEqual(0.1)
  // What comes back need not be bought.
  expect(heaped.central.quantity).toBe(0)
  const dear = plan({ south: stock(200) }, { terms: { shortage: 50_000, review: 0.25, returnAfter: 12, freight: 1e9 } })
  expect(dear.south.kind).toBe('enough')
})

test('packs and minimums are the supplier’s; a last order serves the rest of the time', () => {
  const packs = plan({}, { parts: [{ ...BELT, pack: 10, minimum: 30 }] })
  expect(packs.central.quantity % 10).toBe(0)
  expect(packs.central.quantity).toBeGreaterThanOrEqual(30)
  // More than is needed is taken when nothing would be left, not before.
  const many = { parts: [{ ...BELT, minimum: 500 }] }
  expect(plan({}, many).central.quantity).toBe(500)
  expect(plan({ central: stock(2), north: stock(50), south: stock(50) }, many).central.kind).toBe('enough')
  const last = plan({ north: stock(20) }, { parts: [{ ...BELT, lastBuyMonths: 36 }] })
  expect(last.central).toMatchObject({ kind: 'last_buy', rule: 'last_buy' })
  // About six a month for three years, less what lies there.
  expect(last.central.quantity).toBeGreaterThan(150)
  expect(last.central.quantity).toBe(last.central.level - 20)
})

test('a part asked for by the hundred is not cut off', () => {
  const busy = plan(
    {},
    {
      panel: fullPanel([rowKey('belt', 'north')], [steady(400)]),
      places: [{ ...NORTH, above: null }],
    },
  )
  expect(busy.north.level).toBeGreaterThan(400)
  expect(busy.north.fan[5]!.middle).toBeGreaterThan(1500)
})

test('places that supply each other in a circle are refused', () => {
  const places = [
    { ...CENTRAL, above: 'north' },
    { ...NORTH, above: 'central' },
  ]
  expect(() => plan({}, { places })).toThrow(/circle/)
})

test('the same ground gives the same plan', () => {
  expect(plan({ central: stock(5) }).lines).toEqual(plan({ central: stock(5) }).lines)
})
