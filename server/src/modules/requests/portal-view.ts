import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { instant, names } from '../../kit/shapes.ts'
import { threadOf } from './find.ts'
import { KINDS } from './kinds.ts'
import { STATUSES } from './shapes.ts'
import { filesOf } from './timeline.ts'

export const STEPS = ['received', 'booked', 'on_the_way', 'working', 'done'] as const
type Step = (typeof STEPS)[number]

const summary = {
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(KINDS),
  status: z.enum(STATUSES),
  title: z.string(),
  openedAt: instant,
  timeZone: z.string(),
  step: z.enum(STEPS),
}
export const portalItem = z.object(summary).meta({ id: 'PortalRequestItem' })
export const portalView = z
  .object({
    ...summary,
    version: z.number(),
    words: z.string().nullable(),
    product: z.object({ serial: z.string().nullable(), name: names.nullable(), text: z.string().nullable() }),
    cover: z.string().nullable(),
    cancelled: z.boolean(),
    steps: z.array(z.object({ step: z.enum(STEPS), at: instant.nullable(), state: z.enum(['done', 'now', 'ahead']) })),
    appointment: z
      .object({ from: instant, to: instant, technician: z.string().nullable().describe('told once on the way') })
      .nullable(),
    conversation: z.array(
      z.object({
        id: z.uuid(),
        from: z.enum(['me', 'desk']),
        by: z.string().nullable(),
        text: z.string(),
        at: instant,
        files: z.array(z.object({ id: z.uuid(), name: z.string(), type: z.string() })),
      }),
    ),
    can: z.array(z.enum(['message', 'cancel', 'sign_off'])),
    cancelUntil: instant.nullable(),
    station: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'PortalRequest' })

/** The customer's own request; somebody else's does not exist. */
export async function ownRequest(tx: Tx, actor: Actor, id: string, lock = false) {
  const row = await tx
    .selectFrom('requests.request')
    .selectAll()
    .where('id', '=', id)
    .where('customer_id', '=', actor.id)
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst()
  if (!row) throw notFound('request')
  return row
}

export async function ownRequests(tx: Tx, actor: Actor) {
  const rows = await tx
    .selectFrom('requests.request')
    .select(['id', 'number', 'kind', 'status', 'title', 'opened_at as openedAt', 'time_zone as timeZone'])
    .where('customer_id', '=', actor.id)
    .where('merged_into', 'is', null)
    .orderBy('opened_at', 'desc')
    .limit(100)
    .execute()
  const progress = await progressOf(
    tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...row, step: stepOf(row.status, progress.get(row.id) ?? {}) }))
}

interface Progress {
  bookedAt?: Date
  onTheWayAt?: Date
  workingAt?: Date
  doneAt?: Date
  appointment?: { from: string; to: string; technician: string | null } | null
}

/** What the last visit has come to, from the events the work announces. */
export async function progressOf(tx: Tx, requestIds: string[]): Promise<Map<string, Progress>> {
  if (requestIds.length === 0) return new Map()
  const { rows } = await sql<{ thread_id: string; type: string; at: Date; data: Record<string, unknown> }>`
    select thread_id, type, at, data from kit.event
    where thread_id = any(${requestIds}::uuid[]) and (type like 'visit.%' or type in ('request.resolved', 'request.reopened'))
    order by at, id`.execute(tx)
  const all = new Map<string, Progress>()
  for (const { thread_id, type, at, data } of rows)
    all.set(thread_id, advance(all.get(thread_id) ?? {}, type, at, data))
  return all
}

function advance(so: Progress, type: string, at: Date, data: Record<string, unknown>): Progress {
  switch (type) {
    case 'visit.booked':
      return { bookedAt: at, appointment: windowOf(data) }
    case 'visit.moved':
      return { ...so, bookedAt: so.bookedAt ?? at, appointment: windowOf(data) ?? so.appointment ?? null }
    case 'visit.en_route':
      return { ...so, onTheWayAt: at, appointment: withTechnician(so.appointment, data) }
    case 'visit.arrived':
      return { ...so, onTheWayAt: so.onTheWayAt ?? at, workingAt: so.workingAt ?? at }
    case 'visit.started':
      return { ...so, workingAt: so.workingAt ?? at }
    case 'visit.completed':
    case 'request.resolved':
      return { ...so, doneAt: at }
    case 'visit.cancelled':
    case 'visit.declined':
    case 'visit.no_access':
    case 'visit.part_completed':
    case 'request.reopened':
      return {}
    default:
      return so
  }
}

/** Whoever set out comes, even when somebody else was planned. */
function withTechnician(appointment: Progress['appointment'], { technicianName }: Record<string, unknown>) {
  return appointment && typeof technicianName === 'string'
    ? { ...appointment, technician: technicianName }
    : (appointment ?? null)
}

/** Dispatch tells the planned time and, where one was given, the promised window; the promise is what the customer was told. */
export function windowOf(data: Record<string, unknown>): Progress['appointment'] {
  const { promised, start, end, technicianName } = data as {
    promised?: { from: string; to: string } | null
    start?: string
    end?: string
    technicianName?: string
  }
  const from = promised?.from ?? start
  const to = promised?.to ?? end
  return from && to ? { from, to, technician: technicianName ?? null } : null
}

export function stepOf(status: string, so: Progress): Step {
  if (status === 'resolved' || status === 'closed' || so.doneAt) return 'done'
  if (so.workingAt) return 'working'
  if (so.onTheWayAt) return 'on_the_way'
  return so.bookedAt ? 'booked' : 'received'
}

export function stepsOf(openedAt: Date, status: string, so: Progress) {
  const now = STEPS.indexOf(stepOf(status, so))
  const times = [openedAt, so.bookedAt, so.onTheWayAt, so.workingAt, so.doneAt]
  return STEPS.map((step, index) => ({
    step,
    at: times[index] ?? null,
    state: index < now || (index === now && step === 'done') ? 'done' : index === now ? 'now' : 'ahead',
  }))
}

/** What the customer said and was told; internal notes are not theirs. */
export async function conversationOf(tx: Tx, requestId: string) {
  const ids = (await threadOf(tx, requestId)).map((one) => one.id)
  const rows = await tx
    .selectFrom('requests.note')
    .select(['id', 'kind', 'by_name', 'text', 'at', 'file_ids'])
    .where('request_id', 'in', ids)
    .where('kind', '<>', 'note')
    .orderBy('at')
    .execute()
  const files = await filesOf(
    tx,
    rows.flatMap((one) => one.file_ids),
  )
  return rows.map(({ kind, by_name, file_ids, ...one }) => ({
    ...one,
    from: kind === 'inbound' ? ('me' as const) : ('desk' as const),
    by: by_name,
    files: file_ids.flatMap((id) => files.get(id) ?? []),
  }))
}
