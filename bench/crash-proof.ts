import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { attachPostgres } from '../server/src/kit/postgres/start.ts'
import type { Load } from './crash-load.ts'

export async function openEye(postgresDir: string): Promise<pg.Client> {
  const running = await attachPostgres(postgresDir)
  if (!running) throw new Error('the database does not run')
  const client = new pg.Client({ connectionString: running.url('aftercare') })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Every connection of the server: requests, jobs, listeners; not ours. */
export async function cutConnections(eye: pg.Client): Promise<number> {
  const { rowCount } = await eye.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )
  return rowCount ?? 0
}

/** Waits until no job is left that could run; jobs of dead workers must come free by themselves. */
export async function jobsDone(eye: pg.Client, patienceMs: number): Promise<number> {
  for (const until = Date.now() + patienceMs; ; await sleep(200)) {
    const { rows } = await eye.query(
      `select count(*)::int as n from graphile_worker.jobs where task_identifier in ('react', 'send-mail')`,
    )
    if (rows[0].n === 0 || Date.now() > until) return rows[0].n
  }
}

export interface Proof {
  requests: number
  lost: number
  halfDone: number
  doubled: number
  reactionsMissing: number
  mails: number
  mailsWithoutCommit: number
  mailsTwice: number
}

/** What the database holds against what was acknowledged and what was mailed. */
export async function prove(eye: pg.Client, load: Load, mails: readonly string[]): Promise<Proof> {
  const one = async (text: string, values: unknown[] = []) => (await eye.query(text, values)).rows[0].n as number
  const acknowledged = load.sent.flatMap((sent) => sent.id ?? [])
  const stored = await one('select count(*)::int as n from requests.request where id = any($1::uuid[])', [acknowledged])
  const requests = await one('select count(*)::int as n from requests.request')
  const known = await eye.query('select id from kit.mail where id = any($1::uuid[])', [mails.filter(isId)])
  return {
    requests,
    lost: new Set(acknowledged).size - stored,
    halfDone: await one(HALF_DONE),
    doubled: requests - load.sent.length + load.doubled,
    reactionsMissing: await one(REACTIONS_MISSING),
    mails: mails.length,
    mailsWithoutCommit: mails.length === 0 ? 0 : new Set(mails).size - known.rows.length,
    mailsTwice: mails.length - new Set(mails).size,
  }
}

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text)

/** A request without its words, reading, clocks, event or kept answer; an answer without its request; an event without job or reaction. */
const HALF_DONE = `select count(*)::int as n from (
  select r.id from requests.request r
  where not exists (select from requests.verbatim v where v.request_id = r.id)
    or not exists (select from requests.reading d where d.request_id = r.id)
    or not exists (select from requests.clock c where c.request_id = r.id)
    or not exists (select from kit.event e where e.subject_id = r.id and e.type = 'request.opened')
    or not exists (select from kit.idempotency k where k.response ->> 'id' = r.id::text)
  union all
  select e.id from kit.event e
  where e.type = 'request.opened'
    and not exists (select from graphile_worker._private_jobs j where j.payload ->> 'eventId' = e.id::text)
    and not exists (select from kit.reaction x where x.event_id = e.id)
  union all
  select null from kit.idempotency k
  where k.route like '%/requests' and not exists (select from requests.request r where r.id::text = k.response ->> 'id')
) broken`

/** After all jobs are done, every opened request has had as many reactions as any other. */
const REACTIONS_MISSING = `select count(*)::int as n from (
  select e.id, count(x.reaction) as had from kit.event e left join kit.reaction x on x.event_id = e.id
  where e.type = 'request.opened' group by e.id) per_event
  where had < (select max(n) from (select count(*) as n from kit.reaction x join kit.event e on e.id = x.event_id
    where e.type = 'request.opened' group by x.event_id) most)`
