import { ESCALATION, type EscalationStep, elapsedMs, escalationsReached, readClock } from '@aftercare/rules'
import { sql } from 'kysely'
import { systemActor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { job } from '../../kit/jobs.ts'
import type { Role } from '../../permissions.ts'
import { peopleOfRoles } from '../network/index.ts'
import { loadClocks, refreshClocks, type StoredClock } from './clocks.ts'
import type { RequestRow } from './find.ts'
import { tell } from './notices.ts'

const AT_ONCE = 200

/** Which of our roles a step of the ladder speaks of; above the service manager stands the whole company. */
const ROLE_OF: Record<EscalationStep['to'], Role | null> = {
  owner: null,
  team_lead: 'station_manager',
  service_manager: 'service_manager',
  regional_manager: 'service_manager',
  brand_customer_care: 'administrator',
}

/** Every minute: clocks whose next step is due tell who must hear of it, once per step; at 100 % the promise is broken. */
export const escalate = job<object>(
  'requests.escalate',
  async ({ services, tenantId }) => {
    for (;;) {
      const due = await dueRequests(services, tenantId)
      for (const id of due) await services.db.tx(tenantId, (tx) => escalateRequest(tx, tenantId, id, new Date()))
      if (due.length < AT_ONCE) return
    }
  },
  '* * * * *',
)

function dueRequests(services: Services, tenantId: string): Promise<string[]> {
  return services.db.tx(tenantId, async (tx) => {
    const { rows } = await sql<{ request_id: string }>`
      select distinct request_id from requests.clock where next_step_at <= now() limit ${AT_ONCE}`.execute(tx)
    return rows.map((row) => row.request_id)
  })
}

/** The request is held first: an escalation and the reply that would have stopped it never cross. */
export async function escalateRequest(tx: Tx, tenantId: string, id: string, now: Date): Promise<void> {
  const request = await tx
    .selectFrom('requests.request')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  for (const clock of await loadClocks(tx, [id])) {
    if (clock.metAt !== null || clock.stoppedAt !== null) continue
    if (readClock(clock, now.getTime()).status === 'paused') continue
    await tellSteps(tx, tenantId, request, clock, now)
  }
  // Also what wakes a clock whose pause may last no longer, and what moves the next step on.
  await refreshClocks(tx, id, now)
}

async function tellSteps(tx: Tx, tenantId: string, request: RequestRow, clock: StoredClock, now: Date): Promise<void> {
  const reached = escalationsReached(elapsedMs(clock, now.getTime()), clock.targetMs)
  const fresh: EscalationStep[] = []
  for (const step of reached) {
    const first = await tx
      .insertInto('requests.escalation')
      .values({ request_id: request.id, kind: clock.kind, step: step.atPercent, at: now, to_person: request.owner_id })
      .onConflict((c) => c.doNothing())
      .returning('step')
      .executeTakeFirst()
    if (first) fresh.push(step)
  }
  // After a stop of the server only the highest step matters: nobody wants five notices at once.
  const highest = fresh.at(-1)
  if (!highest) return
  const people = await whoHears(tx, request, highest)
  const details = {
    clock: clock.kind,
    percent: highest.atPercent,
    dueAt: new Date(readClock(clock, now.getTime()).dueAt).toISOString(),
  }
  await tell(tx, people, highest.atPercent >= 100 ? 'breached' : 'escalated', request, details)
  const broken = fresh.some((step) => step.atPercent === 100)
  await announce(tx, systemActor(tenantId), {
    type: broken ? 'request.breached' : 'request.escalated',
    subject: { type: 'request', id: request.id },
    threadId: request.id,
    stationId: request.station_id,
    at: now,
    data: { number: request.number, ...details, told: people.length },
  })
}

/** The owner always; from the second step on those whose role the step names and who see the request's station. */
async function whoHears(tx: Tx, request: RequestRow, step: EscalationStep): Promise<string[]> {
  const people = new Set(request.owner_id ? [request.owner_id] : [])
  const steps = ESCALATION.filter((one) => one.atPercent <= step.atPercent)
  // Without an owner the desk hears of the first step, or nobody would.
  const roles = steps.flatMap((one) => ROLE_OF[one.to] ?? (request.owner_id ? [] : (['service_desk'] as const)))
  for (const id of await peopleOfRoles(tx, request.station_id, roles)) people.add(id)
  return [...people]
}
