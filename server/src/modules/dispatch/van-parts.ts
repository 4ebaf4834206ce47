import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { freeInVans } from '../parts/index.ts'
import { TAKES_TIME } from './states.ts'

/** A part an order takes from whoever's van comes, unless it is there before. */
export interface VanNeed {
  code: string
  fold: string
  quantity: number
  /** Somebody said that it is there, and nobody keeps an account of where: it may be what lies in the van. */
  isThere: boolean
}

/** What vans hold for jobs nobody has kept parts for. */
export interface VanParts {
  /** By order. */
  needs: ReadonlyMap<string, readonly VanNeed[]>
  /** What is left in a van of a part beside what visits of other orders take from it. */
  left: (technicianId: string, fold: string, orderId?: string) => number
  /** Who has all in the van that an order misses; where several people come, one of them is enough. */
  haveAll: (orderId: string) => string[]
}

interface NeedRow {
  orderId: string
  code: string
  quantity: number
  isThere: boolean
}

interface Claim {
  visitId: string
  orderId: string
  technicianId: string
  code: string
  quantity: number
}

/** Of these orders; what the visits in `freed` take is not counted, because somebody decides about them anew. */
export async function vanParts(tx: Tx, orderIds: readonly string[], freed: readonly string[] = []): Promise<VanParts> {
  const rows = await needRows(tx, orderIds)
  const needs = Map.groupBy(rows, (row) => row.orderId)
  const lying = await freeInVans(
    tx,
    rows.flatMap((row) => (row.isThere ? [] : row.code)),
  )
  const holders = [...new Set(lying.map((one) => one.technicianId))]
  const isFreed = new Set(freed)
  const claims = (await claimsOn(tx, holders)).filter((one) => !isFreed.has(one.visitId))
  const key = (technicianId: string, fold: string) => `${technicianId} ${fold}`
  const free = new Map(lying.map((one) => [key(one.technicianId, one.fold), one.free]))
  const taken = Map.groupBy(claims, (one) => key(one.technicianId, foldSerial(one.code)))
  const left: VanParts['left'] = (technicianId, fold, orderId) => {
    const others = (taken.get(key(technicianId, fold)) ?? []).filter((one) => one.orderId !== orderId)
    return (free.get(key(technicianId, fold)) ?? 0) - sumOf(others)
  }
  const summed = new Map([...needs].map(([orderId, own]) => [orderId, needsOf(own)]))
  return {
    needs: summed,
    left,
    haveAll: (orderId) => {
      const missing = (summed.get(orderId) ?? []).filter((one) => !one.isThere)
      if (missing.length === 0) return []
      return holders.filter((id) => missing.every((one) => left(id, one.fold, orderId) >= one.quantity))
    },
  }
}

const sumOf = (all: readonly { quantity: number }[]) => all.reduce((sum, one) => sum + one.quantity, 0)

function needsOf(rows: readonly NeedRow[]): VanNeed[] {
  const byPart = Map.groupBy(rows, (row) => `${foldSerial(row.code)} ${row.isThere}`)
  return [...byPart.values()].map((own) => ({
    code: own[0]!.code,
    fold: foldSerial(own[0]!.code),
    quantity: sumOf(own),
    isThere: own[0]!.isThere,
  }))
}

/** What stock says is there is kept for the order or was handed out for it: it is in nobody's free stock. */
async function needRows(tx: Tx, orderIds: readonly string[]): Promise<NeedRow[]> {
  if (orderIds.length === 0) return []
  const { rows } = await sql<NeedRow>`
    select n.work_order_id as "orderId", n.code, n.quantity, n.is_ready as "isThere"
    from dispatch.needed_part n
    where n.work_order_id = any(${[...new Set(orderIds)]}::uuid[]) and (n.is_by_hand or not n.is_ready)
    order by n.work_order_id, n.code, n.id`.execute(tx)
  return rows
}

/** What visits that have their time take from these people's vans: what comes later than they begin, or from nobody knows where. */
async function claimsOn(tx: Tx, technicianIds: readonly string[]): Promise<Claim[]> {
  if (technicianIds.length === 0) return []
  const { rows } = await sql<Claim>`
    select v.id as "visitId", v.work_order_id as "orderId", v.technician_id as "technicianId", n.code, n.quantity
    from dispatch.visit v join dispatch.work_order w on w.tenant_id = v.tenant_id and w.id = v.work_order_id
    join dispatch.needed_part n on n.tenant_id = v.tenant_id and n.work_order_id = v.work_order_id
    where v.technician_id = any(${[...technicianIds]}::uuid[]) and v.status = any(${[...TAKES_TIME]}::text[])
      and (n.is_ready and n.is_by_hand or not n.is_ready
        and (n.expected_on is null or v.starts_at < n.expected_on::timestamp at time zone w.time_zone))`.execute(tx)
  return rows
}
