import type { LinkedWork } from '@aftercare/dispatch'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { id } from '../../kit/shapes.ts'
import { findOrder, lockOrder } from './find.ts'
import { mustBeOpenOrder, TAKES_TIME } from './states.ts'
import { takeTurns } from './turns.ts'

const gap = z
  .number()
  .int()
  .min(0)
  .max(43_200)
  .describe('minutes from the end of the first to the beginning of the other')
export const newOrderLink = z.object({ workOrderId: id, gapMinutes: gap.default(0) }).meta({ id: 'NewOrderLink' })
type NewLink = z.output<typeof newOrderLink>
const linked = z
  .object({ workOrderId: id, number: z.string(), title: z.string(), status: z.string(), gapMinutes: gap })
  .meta({ id: 'LinkedOrder' })
export const orderLinks = z
  .object({
    first: z.array(linked).describe('what must be over before it begins'),
    after: z.array(linked).describe('what begins only when it is over'),
  })
  .meta({ id: 'OrderLinks' })

/** What comes before an order, and what waits for it. */
export async function linksOf(tx: Tx, actor: Actor, orderId: string) {
  await findOrder(tx, actor, orderId)
  const side = (own: 'first_id' | 'after_id', other: 'first_id' | 'after_id') =>
    tx
      .selectFrom('dispatch.order_link as l')
      .innerJoin('dispatch.work_order as w', 'w.id', `l.${other}`)
      .innerJoin('requests.request as r', 'r.id', 'w.request_id')
      .select(['w.id as workOrderId', 'w.number', 'r.title', 'w.status', 'l.gap_minutes as gapMinutes'])
      .where(`l.${own}`, '=', orderId)
      .orderBy('w.number')
      .execute()
  return { first: await side('after_id', 'first_id'), after: await side('first_id', 'after_id') }
}

/** Says all that must be over before an order begins. @throws dispatch.order_cycle naming the chain */
export async function linkOrders(tx: Tx, actor: Actor, orderId: string, links: readonly NewLink[], now: Date) {
  // Two at once could each close half of a circle.
  await takeTurns(tx, `links ${actor.tenantId}`)
  const order = await lockOrder(tx, actor, orderId)
  mustBeOpenOrder(order)
  await mustBeOthers(tx, actor, orderId, links)
  await mustNotCircle(tx, orderId, links)
  await tx.deleteFrom('dispatch.order_link').where('after_id', '=', orderId).execute()
  const by = actor.kind === 'person' ? actor.id : null
  const rows = links.map(({ workOrderId, gapMinutes }) => ({
    ...{ id: newId(), first_id: workOrderId, after_id: orderId },
    ...{ gap_minutes: gapMinutes, created_at: now, created_by: by },
  }))
  if (rows.length > 0) await tx.insertInto('dispatch.order_link').values(rows).execute()
  const { version } = await tx
    .updateTable('dispatch.work_order')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', orderId)
    .returning('version')
    .executeTakeFirstOrThrow()
  const told = await linksOf(tx, actor, orderId)
  await announce(tx, actor, {
    type: 'work_order.linked',
    subject: { type: 'work_order', id: orderId, version },
    threadId: order.request_id,
    stationId: order.station_id,
    data: { number: order.number, first: told.first.map((one) => one.number).join(', ') || '–' },
  })
  return told
}

async function mustBeOthers(tx: Tx, actor: Actor, orderId: string, links: readonly NewLink[]): Promise<void> {
  for (const [i, { workOrderId }] of links.entries()) {
    const path = `first.${i}.workOrderId`
    if (workOrderId === orderId || links.findIndex((one) => one.workOrderId === workOrderId) < i)
      throw invalid({ path, code: 'validation.duplicate' })
    await findOrder(tx, actor, workOrderId)
  }
}

/** Nothing of what waits for the order, however far down, may come before it. */
async function mustNotCircle(tx: Tx, orderId: string, links: readonly NewLink[]): Promise<void> {
  const firsts = links.map((one) => one.workOrderId)
  const { rows } = await sql<{ chain: string[] }>`
    with recursive later as (
      select w.id, array[w.id] as seen, array[w.number] as chain from dispatch.work_order w where w.id = ${orderId}::uuid
      union all
      select w.id, later.seen || w.id, later.chain || w.number
      from later join dispatch.order_link l on l.tenant_id = kit.tenant() and l.first_id = later.id
      join dispatch.work_order w on w.tenant_id = l.tenant_id and w.id = l.after_id where w.id <> all(later.seen))
    select chain from later where id = any(${firsts}::uuid[]) order by cardinality(chain) limit 1`.execute(tx)
  const [found] = rows
  if (found) throw problem('dispatch.order_cycle', 409, { chain: [...found.chain, found.chain[0]].join(' → ') })
}

/** Between two orders that are not both over; when the first is over and when the other begins, as it stands. */
export interface Link {
  firstId: string
  first: string
  afterId: string
  after: string
  gapMs: number
  /** End of its last visit; null: it has none. */
  firstEndsAt: number | null
  /** Beginning of its first planned visit. */
  afterStartsAt: number | null
}

/** What ties these orders to others. What is cancelled ties nobody, nor what is over with a visit in the past. */
export async function linksAmong(tx: Tx, orderIds: readonly string[]): Promise<Link[]> {
  if (orderIds.length === 0) return []
  const { rows } = await sql<Omit<Link, 'firstEndsAt' | 'afterStartsAt'> & { ends: Date | null; starts: Date | null }>`
    select l.first_id as "firstId", f.number as first, l.after_id as "afterId", a.number as after,
      l.gap_minutes * 60000 as "gapMs",
      case when f.status in ('completed', 'posted', 'scheduled', 'in_progress') then
        (select max(case when v.finished_at is not null then v.finished_at else v.ends_at end) from dispatch.visit v
          where v.tenant_id = l.tenant_id and v.work_order_id = l.first_id and v.status not in ('cancelled', 'declined')) end as ends,
      (select min(v.starts_at) from dispatch.visit v where v.tenant_id = l.tenant_id and v.work_order_id = l.after_id
        and v.status = any(${[...TAKES_TIME]}::text[])) as starts
    from dispatch.order_link l
    join dispatch.work_order f on f.tenant_id = l.tenant_id and f.id = l.first_id and f.status <> 'cancelled'
    join dispatch.work_order a on a.tenant_id = l.tenant_id and a.id = l.after_id and a.status <> 'cancelled'
    where l.first_id = any(${[...orderIds]}::uuid[]) or l.after_id = any(${[...orderIds]}::uuid[])
    order by l.id`.execute(tx)
  return rows.map(({ ends, starts, ...link }) => ({
    ...link,
    firstEndsAt: ends?.getTime() ?? null,
    afterStartsAt: starts?.getTime() ?? null,
  }))
}

/** The same as one judgement takes it, by order. */
export async function linkedWork(tx: Tx, orderIds: readonly string[]): Promise<Map<string, LinkedWork>> {
  const links = await linksAmong(tx, orderIds)
  return new Map(orderIds.map((orderId) => [orderId, linkedIn(links, orderId)]))
}

function linkedIn(links: readonly Link[], orderId: string): LinkedWork {
  const first = links.filter((one) => one.afterId === orderId)
  const unplanned = first.filter((one) => one.firstEndsAt === null)
  const over = first.map((one) => (one.firstEndsAt ?? 0) + one.gapMs)
  const later = links.filter((one) => one.firstId === orderId && one.afterStartsAt !== null)
  const readyAt = unplanned.length > 0 ? null : Math.max(...over)
  const last = first.filter((_, i) => over[i] === readyAt)
  return {
    after: first.length > 0 ? { readyAt, orders: (readyAt === null ? unplanned : last).map((one) => one.first) } : null,
    before:
      later.length > 0
        ? {
            until: Math.min(...later.map((one) => one.afterStartsAt! - one.gapMs)),
            orders: later.map((one) => one.after),
          }
        : null,
  }
}
