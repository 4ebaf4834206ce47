/** How the stock of a part is valued. Units are whole base units, values minor units of one currency; all exact. */
export type CostMethod = { kind: 'fifo' } | { kind: 'average' } | { kind: 'standard'; unit: bigint }

export type CostEntry =
  | { kind: 'receipt'; id: string; units: bigint; value: bigint }
  | { kind: 'issue'; id: string; units: bigint }
  /** good units of an issue come back, at the cost they left with: last out, first back */
  | { kind: 'return'; issue: string; units: bigint }
  /** a late cost of a receipt: freight, duty, invoice difference; below zero for a rebate */
  | { kind: 'charge'; receipt: string; value: bigint }

/** Units of one receipt with the value they carry. */
export interface Layer {
  receipt: string
  units: bigint
  value: bigint
}

export interface CostState {
  method: CostMethod
  /** oldest first; `average` and `standard` keep one layer */
  layers: readonly Layer[]
  received: Readonly<Record<string, bigint>>
  /** what each issue took and has not given back, in the order it was taken */
  issued: Readonly<Record<string, readonly Layer[]>>
}

/** What an entry books: what came in from outside = stock + cost of issues + variance, to the unit. */
export interface Booked {
  stock: bigint
  cost: bigint
  variance: bigint
}

export const newCostState = (method: CostMethod): CostState => ({ method, layers: [], received: {}, issued: {} })

/** Units on hand and their value. */
export function onHandOf({ layers }: Pick<CostState, 'layers'>): { units: bigint; value: bigint } {
  return layers.reduce((sum, one) => ({ units: sum.units + one.units, value: sum.value + one.value }), {
    units: 0n,
    value: 0n,
  })
}

/**
 * Books one entry. @throws RangeError for units ≤ 0, more issued than is there, more returned than was issued, an unknown paper, one
 * booked twice, or a rebate that would leave stock below zero in value
 */
export function bookCost(state: CostState, entry: CostEntry): { state: CostState; booked: Booked } {
  if ('units' in entry && entry.units <= 0n) throw new RangeError(`units must be above zero, not ${entry.units}`)
  switch (entry.kind) {
    case 'receipt':
      return receive(state, entry)
    case 'issue':
      return issue(state, entry)
    case 'return':
      return giveBack(state, entry)
    case 'charge':
      return charge(state, entry)
  }
}

function receive(state: CostState, { id, units, value }: CostEntry & { kind: 'receipt' }) {
  if (id in state.received) throw new RangeError(`receipt ${id} is booked already`)
  if (value < 0n) throw new RangeError(`a receipt has no value below zero: ${value}`)
  const { method } = state
  const own = method.kind === 'standard' ? units * method.unit : value
  const layers = put(state, { receipt: id, units, value: own }, 'last')
  const received = { ...state.received, [id]: units }
  return { state: { ...state, layers, received }, booked: { stock: own, cost: 0n, variance: value - own } }
}

function issue(state: CostState, { id, units }: CostEntry & { kind: 'issue' }) {
  if (id in state.issued) throw new RangeError(`issue ${id} is booked already`)
  if (units > onHandOf(state).units) throw new RangeError(`${units} wanted, ${onHandOf(state).units} on hand`)
  const { taken, left } = take(state.layers, units)
  const value = onHandOf({ layers: taken }).value
  const issued = { ...state.issued, [id]: taken }
  return { state: { ...state, layers: left, issued }, booked: { stock: -value, cost: value, variance: 0n } }
}

function giveBack(state: CostState, { issue: id, units }: CostEntry & { kind: 'return' }) {
  const out = state.issued[id]
  if (!out) throw new RangeError(`issue ${id} is not known`)
  if (units > onHandOf({ layers: out }).units)
    throw new RangeError(`${units} returned of ${onHandOf({ layers: out }).units} issued`)
  const { taken, left } = take([...out].reverse(), units)
  // Oldest first: each goes before what is there, the newest of them last.
  const layers = taken.reduce<readonly Layer[]>(
    (sum, layer) => put({ ...state, layers: sum }, layer, 'first'),
    state.layers,
  )
  const value = onHandOf({ layers: taken }).value
  const issued = { ...state.issued, [id]: left.reverse() }
  return { state: { ...state, layers, issued }, booked: { stock: value, cost: -value, variance: 0n } }
}

/** A late cost follows the units: what is still there carries its share, the rest is cost of what has gone. */
function charge(state: CostState, { receipt, value }: CostEntry & { kind: 'charge' }) {
  const received = state.received[receipt]
  if (received === undefined) throw new RangeError(`receipt ${receipt} is not known`)
  if (state.method.kind === 'standard') return { state, booked: { stock: 0n, cost: 0n, variance: value } }
  const there = unitsThere(state, received, receipt)
  const share = there === received ? value : rounded(value * there, received)
  const layers = state.layers.map((one, n) =>
    (state.method.kind === 'average' ? n === 0 : one.receipt === receipt) ? { ...one, value: one.value + share } : one,
  )
  if (layers.some((one) => one.value < 0n))
    throw new RangeError(`a rebate of ${-value} exceeds what receipt ${receipt} is worth`)
  return { state: { ...state, layers }, booked: { stock: share, cost: value - share, variance: 0n } }
}

/** With an average the units of a receipt cannot be told from others: as many as can still be there. */
function unitsThere(state: CostState, received: bigint, receipt: string): bigint {
  const there =
    state.method.kind === 'average'
      ? onHandOf(state).units
      : (state.layers.find((one) => one.receipt === receipt)?.units ?? 0n)
  return smaller(there, received)
}

/** Puts units into stock: into the layer of their receipt, else at an end; one layer for all without FIFO. */
function put(state: CostState, layer: Layer, end: 'first' | 'last'): readonly Layer[] {
  const { layers } = state
  const same = (one: Layer) => state.method.kind !== 'fifo' || one.receipt === layer.receipt
  if (layers.some(same))
    return layers.map((one) =>
      same(one) ? { ...one, units: one.units + layer.units, value: one.value + layer.value } : one,
    )
  return end === 'first' ? [layer, ...layers] : [...layers, layer]
}

/** Takes units from the beginning; what empties a layer takes all its value, so that nothing is left on nothing. */
function take(layers: readonly Layer[], units: bigint): { taken: Layer[]; left: Layer[] } {
  const taken: Layer[] = []
  const left: Layer[] = []
  let wanted = units
  for (const layer of layers) {
    const out = smaller(layer.units, wanted)
    wanted -= out
    const value = out === layer.units ? layer.value : rounded(layer.value * out, layer.units)
    if (out > 0n) taken.push({ ...layer, units: out, value })
    if (out < layer.units) left.push({ ...layer, units: layer.units - out, value: layer.value - value })
  }
  return { taken, left }
}

// Math.min knows no bigint.
function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

/** Division to the nearest, halves away from zero. */
function rounded(value: bigint, by: bigint): bigint {
  const sign = value < 0n ? -1n : 1n
  return (sign * (2n * sign * value + by)) / (2n * by)
}
