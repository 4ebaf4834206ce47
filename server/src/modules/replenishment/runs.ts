import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue } from '../../kit/jobs.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { groundOf } from '../parts/index.ts'
import { type runBody, runOptions, type runView } from './shapes.ts'

type View = z.input<typeof runView>

/** Begins a run; the work is a job. Of each kind one at a time: whoever comes second is told which one is under way. */
export async function startRun(tx: Tx, actor: Actor, { kind, options }: z.output<typeof runBody>): Promise<string> {
  const id = newId()
  await groundOf(tx)
  const started = await tx
    .insertInto('replenishment.run')
    .values({
      id,
      kind,
      options: JSON.stringify(runOptions.parse(options ?? {})),
      created_by: actor.id,
      created_by_name: actor.name,
    })
    .onConflict((c) => c.columns(['tenant_id', 'kind']).where('state', 'in', ['waiting', 'running']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!started) {
    const [other] = await runs(tx, actor, sql`r.kind = ${kind} and r.state in ('waiting', 'running')`, 1)
    throw problem('replenishment.under_way', 409, { runId: other?.id ?? '', by: other?.createdBy?.name ?? '' })
  }
  await announce(tx, actor, {
    type: 'replenishment.started',
    subject: { type: 'replenishment_run', id, version: 1 },
    data: { kind },
  })
  await enqueue(tx, 'replenishment-run', { runId: id })
  return id
}

export async function viewRun(tx: Tx, actor: Actor, id: string): Promise<View> {
  const [row] = await runs(tx, actor, sql`r.id = ${id}`, 1)
  if (!row) throw notFound('replenishment_run')
  return row
}

/** Calls a run off: its thread ends with its next word of progress, what was planned before stays. */
export async function cancelRun(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { state } = await viewRun(tx, actor, id)
  const done = await tx
    .updateTable('replenishment.run')
    .set((eb) => ({ state: 'cancelled', finished_at: new Date(), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning('version')
    .executeTakeFirst()
  if (!done) throw problem('conflict.state', 409, { from: state, to: 'cancelled' })
  await announce(tx, actor, {
    type: 'replenishment.cancelled',
    subject: { type: 'replenishment_run', id, version: done.version },
  })
}

export const latestRuns = (tx: Tx, actor: Actor, kind: string | undefined, limit: number): Promise<View[]> =>
  runs(tx, actor, kind ? sql`r.kind = ${kind}` : sql`true`, limit)

/** Where the money goes with the names of today; of places the actor does not see only the sums above remain. */
const budgetSaid = (actor: Actor) => sql`case when r.budget is not null then r.budget || jsonb_build_object(
  'places', (select coalesce(jsonb_agg(jsonb_build_object('place', jsonb_build_object('id', l.id, 'name', l.name), 'units', x.units, 'moneyMinor', x."moneyMinor")
      order by x."moneyMinor"::numeric desc), '[]')
    from jsonb_to_recordset(r.budget -> 'places') as x("placeId" uuid, units int, "moneyMinor" text)
    join parts.place l on l.tenant_id = r.tenant_id and l.id = x."placeId" and ${visibleTo(actor, 'l.station_id')}),
  'lines', (select coalesce(jsonb_agg(jsonb_build_object('part', jsonb_build_object('id', p.id, 'number', p.number, 'name', p.name),
      'place', jsonb_build_object('id', l.id, 'name', l.name), 'units', x.units, 'moneyMinor', x."moneyMinor") order by x."moneyMinor"::numeric desc), '[]')
    from jsonb_to_recordset(r.budget -> 'lines') as x("partId" uuid, "placeId" uuid, units int, "moneyMinor" text)
    join parts.part p on p.tenant_id = r.tenant_id and p.id = x."partId"
    join parts.place l on l.tenant_id = r.tenant_id and l.id = x."placeId" and ${visibleTo(actor, 'l.station_id')})) end`

/** The sums are of what this actor sees and nobody has decided yet. */
async function runs(tx: Tx, actor: Actor, where: ReturnType<typeof sql>, limit: number): Promise<View[]> {
  const { rows } = await sql<View>`
    select r.id, r.kind, r.state, r.share, r.options, r.figures || jsonb_build_object('sums', s.sums) as figures, r.curve, ${budgetSaid(actor)} as budget, c.currency, r.error_code as "errorCode", r.created_at as "createdAt",
      r.finished_at as "finishedAt", case when r.created_by is null then null
        else jsonb_build_object('id', r.created_by, 'name', coalesce(r.created_by_name, '')) end as "createdBy", r.version
    from replenishment.run r cross join kit.company c
    cross join lateral (select coalesce(jsonb_agg(x order by x.kind), '[]') as sums from (
      select p.kind, count(*)::int as lines, sum(p.money_minor)::text as "moneyMinor" from replenishment.proposal p
      where p.tenant_id = r.tenant_id and p.run_id = r.id and p.state = 'open' and ${visibleTo(actor, 'p.station_id')} group by p.kind) x) s where ${where} order by r.created_at desc, r.id desc limit ${limit}`.execute(
    tx,
  )
  // What was not said then is what would be meant by it now.
  return rows.map((row) => ({ ...row, options: runOptions.parse(row.options) }))
}
