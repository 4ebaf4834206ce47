/**
 * What stock is worth, as pure sums over layers. Quantities in millionths of the base unit, money in minor units. Σ in − Σ out
 * is always what is left: shares are rounded half up once, and the last unit takes what remains (parts-planning.md, vector D).
 */
export const METHODS = ['average', 'fifo', 'standard', 'specific'] as const
export type Method = (typeof METHODS)[number]
export const ACCOUNTS = [
  'stock',
  'supplier',
  'used',
  'scrap',
  'count',
  'variance',
  'settled',
  'conversion',
  'written_off',
] as const
export type Account = (typeof ACCOUNTS)[number]

export interface Layer {
  id: string
  /** Both null: the pool of a part and owner. */
  movementId: string | null
  serialId: string | null
  receivedAt: Date
  quantity: number
  minor: bigint
}
export interface Entry {
  account: Account
  layerId: string | null
  /** Signed, of the stock account; 0 on the others. */
  quantity: number
  minor: bigint
}
export interface Valued {
  method: Method
  /** Cost of one base unit by the standard. */
  standardMinor: bigint
  /** Oldest first; changed in place. */
  layers: Layer[]
}
export interface Incoming {
  quantity: number
  minor: bigint
  account: Account
  movementId: string
  serialId: string | null
  at: Date
  newId(): string
}

/** `minor` × `part` / `whole`, half up; of nothing, nothing. */
export function shareOf(minor: bigint, part: number, whole: number): bigint {
  if (whole === 0 || part === 0) return 0n
  const [p, w] = [BigInt(part), BigInt(whole)]
  const doubled = 2n * minor * p
  return doubled >= 0n ? (doubled + w) / (2n * w) : -((-doubled + w) / (2n * w))
}

const MICRO = 1_000_000

export function takeIn(valued: Valued, incoming: Incoming): Entry[] {
  const { quantity, minor, account } = incoming
  const stock = valued.method === 'standard' ? shareOf(valued.standardMinor, quantity, MICRO) : minor
  const layer = layerFor(valued, incoming)
  layer.quantity += quantity
  layer.minor += stock
  const entries: Entry[] = [
    { account: 'stock', layerId: layer.id, quantity, minor: stock },
    { account, layerId: null, quantity: 0, minor: -minor },
  ]
  if (stock !== minor) entries.push({ account: 'variance', layerId: null, quantity: 0, minor: minor - stock })
  return entries
}

function layerFor(valued: Valued, { movementId, serialId, at, newId }: Incoming): Layer {
  const isPooled = valued.method === 'average' || valued.method === 'standard'
  const known = valued.layers.find((one) =>
    isPooled
      ? one.movementId === null && one.serialId === null
      : serialId
        ? one.serialId === serialId
        : one.movementId === movementId,
  )
  if (known) return known
  const made: Layer = {
    id: newId(),
    movementId: isPooled ? null : movementId,
    serialId: isPooled ? null : serialId,
    receivedAt: at,
    quantity: 0,
    minor: 0n,
  }
  valued.layers.push(made)
  return made
}

/** Takes from the oldest layer on (from the serial's own, from the pool); throws when the layers do not hold so much. */
export function takeOut(
  valued: Valued,
  out: { quantity: number; account: Account; serialId: string | null; first?: string | null },
): Entry[] {
  const entries: Entry[] = []
  let left = out.quantity
  const mine = (one: Layer) => (valued.method === 'specific' ? one.serialId === out.serialId : true)
  const usable = valued.layers.filter((one) => one.quantity > 0 && mine(one))
  if (out.first) usable.sort((a, b) => Number(b.movementId === out.first) - Number(a.movementId === out.first))
  for (const layer of usable) {
    if (left === 0) break
    const quantity = Math.min(left, layer.quantity)
    const minor = quantity === layer.quantity ? layer.minor : shareOf(layer.minor, quantity, layer.quantity)
    layer.quantity -= quantity
    layer.minor -= minor
    left -= quantity
    entries.push({ account: 'stock', layerId: layer.id, quantity: -quantity, minor: -minor })
    entries.push({ account: out.account, layerId: null, quantity: 0, minor })
  }
  if (left !== 0) throw new Error(`layers are short of ${left / MICRO}`)
  return entries
}

/**
 * Undoes what came into a pool: it leaves with the money it came with, as if it had never come. What issues have taken of that
 * money meanwhile, or what the standard had made of it, is variance.
 */
export function takeBack(
  valued: Valued,
  back: { quantity: number; minor: bigint; account: Account; serialId: string | null; first: string },
): Entry[] {
  const pool = valued.layers.find((one) => one.movementId === null && one.serialId === null)
  const isPooled = valued.method === 'average' || valued.method === 'standard'
  if (!isPooled || !pool || pool.quantity < back.quantity) return takeOut(valued, back)
  const wanted = valued.method === 'standard' ? shareOf(valued.standardMinor, back.quantity, MICRO) : back.minor
  const minor = pool.quantity === back.quantity || wanted > pool.minor ? pool.minor : wanted
  pool.quantity -= back.quantity
  pool.minor -= minor
  const entries: Entry[] = [
    { account: 'stock', layerId: pool.id, quantity: -back.quantity, minor: -minor },
    { account: back.account, layerId: null, quantity: 0, minor: back.minor },
  ]
  if (minor !== back.minor) entries.push({ account: 'variance', layerId: null, quantity: 0, minor: minor - back.minor })
  return entries
}

/** What left with an issue, of which so much has come back already. */
export interface LeftWith {
  /** Its entries on the stock account, in the order they were booked: quantity and money are below 0. */
  entries: readonly Pick<Entry, 'layerId' | 'quantity' | 'minor'>[]
  returnedBefore: number
  /** For what came in: the money it came with, told to the account beyond the shelves. */
  came: bigint
}

/** Comes back at the cost it left with, last out first back; corrections booked later on come back in proportion. */
export function putBack(valued: Valued, back: Incoming & { left: Omit<LeftWith, 'came'> }): Entry[] {
  const outs = back.left.entries.filter((one) => one.quantity < 0).toReversed()
  const whole = outs.reduce((sum, one) => sum - one.quantity, 0)
  const later = back.left.entries.reduce((sum, one) => (one.quantity === 0 ? sum - one.minor : sum), 0n)
  let skip = back.left.returnedBefore
  let left = back.quantity
  const entries: Entry[] = []
  for (const out of outs) {
    const [size, cost] = [-out.quantity, -out.minor]
    const from = Math.min(skip, size)
    const quantity = Math.min(left, size - from)
    skip -= from
    left -= quantity
    if (quantity === 0) continue
    const minor = shareOf(cost, from + quantity, size) - shareOf(cost, from, size)
    const extra =
      shareOf(later, back.left.returnedBefore + back.quantity - left, whole) -
      shareOf(later, back.left.returnedBefore + back.quantity - left - quantity, whole)
    entries.push(...backInto(valued, back, out.layerId, quantity, minor + extra))
  }
  // More than was valued then: what the van owed left at nothing.
  if (left > 0) entries.push(...takeIn(valued, { ...back, quantity: left, minor: 0n }))
  return entries
}

function backInto(valued: Valued, back: Incoming, layerId: string | null, quantity: number, minor: bigint): Entry[] {
  const layer = valued.layers.find((one) => one.id === layerId)
  // At standard it lies there at the standard of today, which may be another than when it left.
  if (!layer || valued.method === 'standard') return takeIn(valued, { ...back, quantity, minor })
  layer.quantity += quantity
  layer.minor += minor
  return [
    { account: 'stock', layerId: layer.id, quantity, minor },
    { account: back.account, layerId: null, quantity: 0, minor: -minor },
  ]
}

/**
 * Cost that comes after its receipt (freight). As much of it as of the receipt still lies there goes to stock, the rest to what
 * was used. The units of a pool cannot be told apart: min(on hand, received) of received.
 */
export function addCost(
  valued: Valued,
  late: { movementId: string; received: number; minor: bigint; serialId?: string | null },
): Entry[] {
  const layer = layerOfReceipt(valued, late)
  const there = Math.min(layer?.quantity ?? 0, late.received)
  const stock = valued.method === 'standard' ? 0n : shareOf(late.minor, there, late.received)
  const rest: Account = valued.method === 'standard' ? 'variance' : 'used'
  const entries: Entry[] = [{ account: 'supplier', layerId: null, quantity: 0, minor: -late.minor }]
  if (layer && stock !== 0n) {
    layer.minor += stock
    entries.push({ account: 'stock', layerId: layer.id, quantity: 0, minor: stock })
  }
  if (stock !== late.minor) entries.push({ account: rest, layerId: null, quantity: 0, minor: late.minor - stock })
  return entries
}

/** Where what was received lies now: a layer of its own, or the pool. */
export function layerOfReceipt(
  { method, layers }: Pick<Valued, 'method' | 'layers'>,
  { movementId, serialId }: { movementId: string; serialId?: string | null },
): Layer | undefined {
  if (method === 'fifo') return layers.find((one) => one.movementId === movementId)
  if (method === 'specific') return layers.find((one) => one.serialId !== null && one.serialId === serialId)
  return layers.find((one) => one.movementId === null && one.serialId === null)
}

/** What so much would cost now, without taking it: for what is found by counting. */
export function costNow(valued: Valued, quantity: number): bigint {
  if (valued.method === 'standard') return shareOf(valued.standardMinor, quantity, MICRO)
  const there = valued.layers.filter((one) => one.quantity > 0)
  const newest = valued.method === 'fifo' ? there.slice(-1) : there
  const [units, minor] = newest.reduce(([q, m], one) => [q + one.quantity, m + one.minor], [0, 0n] as [number, bigint])
  return shareOf(minor, quantity, units)
}
