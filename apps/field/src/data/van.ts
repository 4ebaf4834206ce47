import { readPartCode } from '@aftercare/rules'
import type { DayFacts, KeptVisit, Op, PriceList, ToldOp } from './store.ts'

const OVER: readonly string[] = ['done', 'part_done', 'no_access', 'cancelled', 'declined']
type Van = NonNullable<DayFacts['van']>
export type VanPart = Van['stock'][number] & {
  /** What is there after the uses this phone knows of and the books of the server did not when the van was read. */
  left: number
}

interface Known {
  facts: Pick<DayFacts, 'van' | 'readAt'>
  visits: readonly KeptVisit[]
  waiting: readonly Pick<Op, 'entityId' | 'type'>[]
  told: readonly Pick<ToldOp, 'entityId' | 'type' | 'toldAt'>[]
}

/**
 * The van as it is now: the server books parts when a visit ends, so what lies on visits still open, ended without a network,
 * or ended after the van was read is taken off here. `except`: a line that is being changed.
 */
export function vanNow({ facts, visits, waiting, told }: Known, except?: string): VanPart[] {
  const readAt = facts.readAt ?? 0
  const unbooked = new Set([
    ...waiting.filter((op) => op.type === 'completion').map((op) => op.entityId),
    ...told.filter((op) => op.type === 'completion' && op.toldAt > readAt).map((op) => op.entityId),
  ])
  const used = new Map<string, number>()
  const gone = new Set<string>()
  for (const { visit } of visits) {
    if (OVER.includes(visit.status) && !unbooked.has(visit.id)) continue
    for (const line of visit.lines) {
      if (line.id === except || line.code === null || (line.source ?? 'van') !== 'van') continue
      const code = line.code.toLowerCase()
      used.set(code, (used.get(code) ?? 0) + Number(line.quantity))
      if (line.partSerial) gone.add(`${code} ${line.partSerial}`)
    }
  }
  return (facts.van?.stock ?? []).map((part) => {
    const code = part.code.toLowerCase()
    const serials = part.serials.filter((serial) => !gone.has(`${code} ${serial}`))
    return { ...part, serials, left: Math.max(0, part.free - (used.get(code) ?? 0)) }
  })
}

interface Read {
  code: string
  number?: string
}

/** What was read from a part: our label, a maker's symbol, its number, or the serial or batch of one in the van. Null: none of these. */
export function partRead(text: string, list: PriceList, van: readonly VanPart[]): Read | null {
  const label = readPartCode(text)
  if (!label) return plainRead(text, list, van)
  const own = label.serial ?? label.batch
  const found = (label.number && plainRead(label.number, list, van)) || (own && plainRead(own, list, van)) || null
  return found && own ? { code: found.code, number: own } : found
}

function plainRead(text: string, list: PriceList, van: readonly VanPart[]): Read | null {
  const read = text.trim().toLowerCase()
  const priced = list.prices.find((one) => one.code.toLowerCase() === read)
  if (priced) return { code: priced.code }
  for (const { code, serials, batches = [] } of van) {
    if (code.toLowerCase() === read) return { code }
    const number = [...serials, ...batches].find((one) => one.toLowerCase() === read)
    if (number)
      return { code: list.prices.find((one) => one.code.toLowerCase() === code.toLowerCase())?.code ?? code, number }
  }
  return null
}
