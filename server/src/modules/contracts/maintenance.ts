import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { job } from '../../kit/jobs.ts'
import { invalid, notFound, Problem, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { bookDay } from '../billing/index.ts'
import { addNext, keepDates, type LastDate, timeFrom } from './plan-dates.ts'
import { findTemplate } from './plans.ts'

/** A date of a plan the actor may see, held until the end of the change. */
async function lockDate(tx: Tx, actor: Actor, id: string, ifMatch: number | null) {
  const row = await tx
    .selectFrom('contracts.planned_date as d')
    .innerJoin('contracts.plan as p', 'p.id', 'd.plan_id')
    .selectAll('d')
    .select(['p.asset_id', 'p.station_id', 'p.template_id', 'p.starts_on', 'p.ends_on', 'p.status as plan_status'])
    .where('d.id', '=', id)
    .where(visibleTo(actor, 'p.station_id'))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('planned_date')
  if (ifMatch !== null && row.version !== ifMatch)
    throw new Problem('conflict.version', 409, { values: { version: row.version }, changes: [] })
  return row
}
type DateRow = Awaited<ReturnType<typeof lockDate>>

const mustBeOpen = (row: DateRow) => {
  if (row.status === 'done' || row.status === 'skipped')
    throw problem('contracts.date_closed', 409, { status: row.status })
}

/** Somebody sets another day, and says why; the other dates of the plan stay where they are. */
export async function moveDate(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { on: string; reason: string },
  ifMatch: number,
  now: Date,
): Promise<void> {
  const row = await lockDate(tx, actor, id, ifMatch)
  mustBeOpen(row)
  if (row.status === 'ordered') throw problem('contracts.date_closed', 409, { status: row.status })
  if (input.on < (await bookDay(tx, now))) throw invalid({ path: 'on', code: 'contracts.past_day' })
  if (row.ends_on && input.on > row.ends_on)
    throw invalid({ path: 'on', code: 'contracts.too_late', values: { day: row.ends_on } })
  await tx
    .updateTable('contracts.planned_date')
    .set({ planned_on: input.on, moved_by: actor.name, moved_reason: input.reason, version: row.version + 1 })
    .where('id', '=', id)
    .execute()
  await tell(tx, actor, row, 'moved', {
    reason: input.reason,
    changes: { plannedOn: { from: row.planned_on, to: input.on } },
  })
}

/** Not this time, and why. The next date is counted on from the plan. */
export async function skipDate(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
  ifMatch: number | null,
): Promise<void> {
  const row = await lockDate(tx, actor, id, ifMatch)
  mustBeOpen(row)
  await close(tx, row, { status: 'skipped', reason })
  await tell(tx, actor, row, 'skipped', { reason, plannedOn: row.planned_on })
}

/** Done on a day. Counted from doing, the dates that follow move with it. */
export async function doDate(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { on: string; note?: string | undefined },
  ifMatch: number | null,
): Promise<void> {
  const row = await lockDate(tx, actor, id, ifMatch)
  mustBeOpen(row)
  await close(tx, row, { status: 'done', done_on: input.on, reason: input.note ?? null })
  await tell(tx, actor, row, 'done', { plannedOn: row.planned_on, doneOn: input.on })
}

async function close(
  tx: Tx,
  row: DateRow,
  set: { status: 'done' | 'skipped'; done_on?: string; reason: string | null },
): Promise<void> {
  await tx
    .updateTable('contracts.planned_date')
    .set({ ...set, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute()
  const template = await findTemplate(tx, row.template_id)
  const following = await tx
    .selectFrom('contracts.planned_date')
    .select(['id', 'seq'])
    .where('plan_id', '=', row.plan_id)
    .where('seq', '>', row.seq)
    .orderBy('seq')
    .execute()
  if (following.length === 0) {
    if (row.plan_status !== 'active') return
    const plan = { id: row.plan_id, asset_id: row.asset_id, starts_on: row.starts_on, ends_on: row.ends_on }
    const last: LastDate = {
      seq: row.seq,
      first_on: row.first_on,
      done_on: set.done_on ?? null,
      due_meter: row.due_meter,
    }
    await addNext(tx, plan, template, last)
    return
  }
  if (template.count_from !== 'done' || !set.done_on || !template.every_months) return
  // None beyond the end of the plan is left out for it: what was promised is done on the last day at the latest.
  for (const next of following) {
    const due = timeFrom(set.done_on, template.every_months * (next.seq - row.seq))
    const on = row.ends_on && due.on > row.ends_on ? row.ends_on : due.on
    await tx
      .updateTable('contracts.planned_date')
      .set((eb) => ({ planned_on: on, sum: JSON.stringify(due.sum), version: eb('version', '+', 1) }))
      .where('id', '=', next.id)
      .where('status', '=', 'planned')
      .where('moved_by', 'is', null)
      .execute()
  }
}

/** A condition was seen, by a person or a machine: a date at once. */
export async function seeCondition(
  tx: Tx,
  actor: Actor,
  planId: string,
  input: { note: string; on?: string | undefined },
  now: Date,
): Promise<void> {
  const plan = await tx
    .selectFrom('contracts.plan as p')
    .selectAll()
    .where('p.id', '=', planId)
    .where(visibleTo(actor, 'p.station_id'))
    .forUpdate()
    .executeTakeFirst()
  if (!plan) throw notFound('maintenance_plan')
  if (plan.status !== 'active') throw problem('contracts.plan_ended', 409)
  const template = await findTemplate(tx, plan.template_id)
  if (template.due_by !== 'condition') throw problem('contracts.not_by_condition', 409)
  const open = await tx
    .selectFrom('contracts.planned_date')
    .select('id')
    .where('plan_id', '=', planId)
    .where('status', 'in', ['planned', 'ordered'])
    .executeTakeFirst()
  // Seen twice before somebody came is one piece of work.
  if (open) return
  const { n } = await tx
    .selectFrom('contracts.planned_date')
    .select(sql<number>`coalesce(max(seq), 0)::int`.as('n'))
    .where('plan_id', '=', planId)
    .executeTakeFirstOrThrow()
  const on = input.on ?? (await bookDay(tx, now))
  await keepDates(tx, planId, n + 1, [{ on, dueMeter: null, sum: { by: 'condition', note: input.note, seen: on } }])
}

const AT_ONCE = 100

/** Work is ordered ahead of its day: who keeps requests and orders hears of it and opens both. */
export const orderMaintenance = job<object>(
  'maintenance-due',
  async ({ services, tenantId }) => {
    for (let n = AT_ONCE; n === AT_ONCE; ) n = await services.db.tx(tenantId, (tx) => orderDue(tx, new Date()))
  },
  '12 * * * *',
)

export async function orderDue(tx: Tx, now: Date): Promise<number> {
  const today = await bookDay(tx, now)
  const { rows } = await sql<{
    id: string
    version: number
    planId: string
    plannedOn: string
    assetId: string
    customerId: string | null
    stationId: string | null
    contractId: string | null
    lineId: string | null
    name: Record<string, string>
    tasks: unknown
    parts: unknown
    minutes: number
  }>`
    select d.id, d.version, d.plan_id as "planId", d.planned_on as "plannedOn", p.asset_id as "assetId",
      a.customer_id as "customerId", p.station_id as "stationId", p.contract_id as "contractId", p.line_id as "lineId",
      t.name, t.tasks, t.parts, t.minutes
    from contracts.planned_date d
    join contracts.plan p on p.tenant_id = d.tenant_id and p.id = d.plan_id and p.status = 'active'
    join contracts.plan_template t on t.tenant_id = p.tenant_id and t.id = p.template_id
    join assets.asset a on a.tenant_id = p.tenant_id and a.id = p.asset_id and a.status = 'in_use' and a.customer_id is not null
    where d.status = 'planned' and d.planned_on <= ${today}::date + 180 and d.planned_on - t.lead_days <= ${today}::date
    order by d.planned_on, d.id limit ${AT_ONCE} for update of d skip locked`.execute(tx)
  const actor = systemActor(tenantOf(tx))
  for (const { version, ...due } of rows) {
    await tx
      .updateTable('contracts.planned_date')
      .set({ status: 'ordered', version: version + 1 })
      .where('id', '=', due.id)
      .execute()
    await announce(tx, actor, {
      type: 'maintenance.due',
      subject: { type: 'planned_date', id: due.id, version: version + 1 },
      threadId: due.assetId,
      stationId: due.stationId,
      data: due,
    })
  }
  return rows.length
}

/** The request and the order are there: from now on this date is that work, paid by the line that promised it. */
export async function noteOrdered({ tx, event }: ReactionCall): Promise<void> {
  const { dateId, requestId } = event.data as { dateId: string; requestId: string }
  const { rows } = await sql<{ line_id: string | null; contract_id: string | null }>`
    update contracts.planned_date d set request_id = ${requestId} from contracts.plan p
    where d.id = ${dateId} and d.status = 'ordered' and p.tenant_id = d.tenant_id and p.id = d.plan_id
    returning p.line_id, p.contract_id`.execute(tx)
  const plan = rows[0]
  if (!plan?.line_id || !plan.contract_id) return
  const values = { request_id: requestId, line_id: plan.line_id, contract_id: plan.contract_id, decided_at: event.at }
  await tx
    .insertInto('contracts.job')
    .values({ ...values, is_planned: true })
    .onConflict((c) => c.columns(['tenant_id', 'request_id', 'line_id']).doUpdateSet({ is_planned: true, holds: true }))
    .execute()
}

/** The visit of a planned date was made: the date is done, and the next one counted. */
export async function dateServed({ tx, event }: ReactionCall): Promise<void> {
  if (!event.threadId) return
  const date = await tx
    .selectFrom('contracts.planned_date')
    .select('id')
    .where('request_id', '=', event.threadId)
    .where('status', '=', 'ordered')
    .executeTakeFirst()
  if (!date) return
  await doDate(tx, systemActor(tenantOf(tx)), date.id, { on: await bookDay(tx, event.at) }, null)
}

function tell(tx: Tx, actor: Actor, row: DateRow, what: 'moved' | 'skipped' | 'done', data: Record<string, unknown>) {
  return announce(tx, actor, {
    type: `maintenance.${what}`,
    subject: { type: 'planned_date', id: row.id, version: row.version + 1 },
    threadId: row.asset_id,
    stationId: row.station_id,
    data: { planId: row.plan_id, ...data },
  })
}
