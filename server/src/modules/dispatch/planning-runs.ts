import { DAY_MS, wallAt } from '@aftercare/rules'
import { words } from '@aftercare/words/server'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { freeze } from '../../kit/frozen-actor.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue } from '../../kit/jobs.ts'
import { hint } from '../../kit/live.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { findOrder, findVisit } from './find.ts'
import type { Cause, NewRun } from './planning-shapes.ts'
import { technicians } from './technicians.ts'
import { type Call, mustBeStation } from './work-orders.ts'

/** Nobody waits for a plan of last year. */
const LATEST_PAST_MS = DAY_MS
const FARTHEST_MS = 90 * DAY_MS

/** Begins a planning run: it is there at once, the work is a job, its result a scenario. Nothing of the plan changes. */
export async function startRun(call: Omit<Call, 'services'>, given: NewRun): Promise<string> {
  const { tx, actor, now } = call
  if (given.stationId) await mustBeStation(tx, actor, given.stationId)
  if (given.cause) await mustSeeCause(tx, actor, given.cause)
  const zone = await zoneOf(tx, actor, given.stationId ?? null)
  const days = given.days ?? (given.kind === 'week' ? 5 : 1)
  const first = Date.parse(`${given.from}T00:00:00Z`) / DAY_MS
  const fromAt = wallAt(zone, first, 0)
  const toAt = wallAt(zone, first + days, 0)
  if (toAt < now.getTime() - LATEST_PAST_MS || fromAt > now.getTime() + FARTHEST_MS)
    throw invalid({ path: 'from', code: 'validation.invalid' })
  const id = newId()
  await tx
    .insertInto('dispatch.planning_run')
    .values({
      id,
      kind: given.kind,
      station_id: given.stationId ?? null,
      name: given.name ?? words(actor.language)(`dispatch:planning.kind.${given.kind}`),
      from_at: new Date(fromAt),
      to_at: new Date(toAt),
      days,
      seconds: given.seconds ?? (given.kind === 'replan' ? 1 : 5),
      options: JSON.stringify({
        zone,
        isReplan: given.kind === 'replan',
        cause: given.cause ?? null,
        freezeMinutes: given.freezeMinutes,
        overtimeMinutes: given.overtimeMinutes,
        keepPromises: given.keepPromises,
        giveWay: given.giveWay,
      }),
      created_at: now,
      created_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await enqueue(tx, 'dispatch-plan', { runId: id, actor: freeze(actor) }, { key: `plan ${id}`, maxAttempts: 3 })
  return id
}

/** What a cause names must be there for the one who names it. */
async function mustSeeCause(tx: Tx, actor: Actor, cause: Cause): Promise<void> {
  if (cause.kind === 'emergency') await findOrder(tx, actor, cause.workOrderId)
  else if (cause.kind === 'overrun') await findVisit(tx, actor, cause.visitId)
  else {
    const from = Date.parse(cause.from)
    const window = { fromAt: from, toAt: from + DAY_MS }
    const seen = await technicians(tx, sql`p.id = ${cause.technicianId} and ${visibleTo(actor, 's.id')}`, window)
    if (seen.length === 0) throw notFound('technician')
    if (cause.to && Date.parse(cause.to) <= from) throw invalid({ path: 'cause.to', code: 'validation.order' })
  }
}

async function zoneOf(tx: Tx, actor: Actor, stationId: string | null): Promise<string> {
  if (!stationId) return actor.timeZone
  const row = await tx
    .selectFrom('network.station')
    .select('time_zone')
    .where('id', '=', stationId)
    .executeTakeFirstOrThrow()
  return row.time_zone
}

const NO_PROGRESS = { share: 0, iterations: 0, placed: 0, unplaced: 0, cost: null }

async function runs(tx: Tx, where: RawBuilder<unknown>, limit: number) {
  const { rows } = await sql<{ progress: object; options: { cause: Cause | null } }>`
    select r.id, r.version, r.kind, r.state, r.station_id as "stationId", s.name as "stationName", r.from_at as "from", r.to_at as "to",
      r.days, r.seconds, r.name, r.options, r.progress, r.error_code as "errorCode", c.id as "scenarioId",
      r.travel_source as "travelSource", r.travel_note as "travelNote", r.created_at as "createdAt", r.started_at as "startedAt",
      r.finished_at as "finishedAt", case when p.id is null then null else jsonb_build_object('id', p.id, 'name', p.name) end as "createdBy"
    from dispatch.planning_run r
    left join network.station s on s.tenant_id = r.tenant_id and s.id = r.station_id
    left join dispatch.scenario c on c.tenant_id = r.tenant_id and c.run_id = r.id
    left join people.person p on p.tenant_id = r.tenant_id and p.id = r.created_by
    where ${where} order by r.created_at desc, r.id desc limit ${limit}`.execute(tx)
  return rows.map(({ options, ...row }) => ({
    ...row,
    cause: options.cause,
    progress: { ...NO_PROGRESS, ...row.progress },
  }))
}

export async function runView(tx: Tx, actor: Actor, id: string) {
  const [row] = await runs(tx, sql`r.id = ${id} and ${visibleTo(actor, 'r.station_id')}`, 1)
  if (!row) throw notFound('planning_run')
  return row
}

export function latestRuns(tx: Tx, actor: Actor, stationId: string | null, limit: number) {
  const of = stationId ? sql`r.station_id = ${stationId}` : sql`true`
  return runs(tx, sql`${of} and ${visibleTo(actor, 'r.station_id')}`, limit)
}

/** The search ends at its next breath; what it has found is kept as the scenario. */
export async function stopRun({ tx, actor, now }: Call, id: string) {
  const run = await runView(tx, actor, id)
  const asked = await tx
    .updateTable('dispatch.planning_run')
    .set({ stop_asked_at: now })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning('id')
    .executeTakeFirst()
  if (!asked) throw problem('conflict.state', 409, { from: (run as unknown as { state: string }).state, to: 'stopped' })
  return runView(tx, actor, id)
}

/** Screens that show the run look again; progress is nothing for a timeline. */
export function tellRun(
  tx: Tx,
  tenantId: string,
  run: { id: string; station_id: string | null },
  type: 'planning.progressed' | 'planning.finished',
): void {
  afterCommit(tx, () =>
    hint(tenantId, { type, subject: { type: 'planning_run', id: run.id }, stationId: run.station_id }),
  )
}
