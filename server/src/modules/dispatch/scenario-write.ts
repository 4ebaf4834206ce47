import type { Selectable } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { DispatchPlanningRun } from '../../kit/db-types.ts'
import { newId } from '../../kit/ids.ts'
import { range } from './booking.ts'
import type { PlanFacts } from './plan-facts.ts'
import { figuresOf, type Outcome, outcomesOf } from './plan-reading.ts'
import type { Found } from './plan-search.ts'
import { type KeptWhy, whyFixed, whyOf } from './scenario-why.ts'

const AT_ONCE = 500

/** Writes what a run has found, with the versions it was made from and the reasons: nothing of the plan itself changes. */
export async function writeScenario(
  tx: Tx,
  actor: Actor,
  run: Selectable<DispatchPlanningRun>,
  facts: PlanFacts,
  { built, solution, whyStuck }: Found,
): Promise<void> {
  const outcomes = outcomesOf(built, solution)
  // Changes before what stays: should it be too much to explain, they are what somebody decides about.
  const of = (isKept: boolean) => outcomes.filter(({ kind }) => kind !== 'stuck' && (kind === 'keep') === isKept)
  const asked = new Set([...of(false), ...of(true)].map(({ job }) => job))
  const reasons = new Map([...whyStuck, ...whyOf(facts, built, solution, asked), ...whyFixed(facts, built)])
  const id = newId()
  await tx
    .insertInto('dispatch.scenario')
    .values({
      id,
      run_id: run.id,
      station_id: run.station_id,
      name: run.name,
      from_at: run.from_at,
      to_at: run.to_at,
      figures: JSON.stringify(figuresOf(built, outcomes)),
      created_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  const rows = outcomes.map((outcome, position) => itemRow(id, position, outcome, reasons.get(outcome.job) ?? null))
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await tx
      .insertInto('dispatch.scenario_item')
      .values(rows.slice(at, at + AT_ONCE))
      .execute()
}

function itemRow(scenarioId: string, position: number, outcome: Outcome, why: KeptWhy | null) {
  const { job, startAt, endAt, promised } = outcome
  const { visit } = job
  const date = (at: number | null) => (at === null ? null : new Date(at))
  return {
    id: newId(),
    scenario_id: scenarioId,
    position,
    kind: outcome.kind,
    work_order_id: job.orderId,
    order_version: job.orderVersion,
    seat: job.seat,
    visit_id: visit?.id ?? null,
    visit_version: visit?.version ?? null,
    technician_id: outcome.technicianId,
    starts_at: date(startAt),
    ends_at: date(endAt),
    promised: promised && range(promised.fromAt, promised.toAt),
    was_technician_id: visit?.technicianId ?? null,
    was_starts_at: date(visit?.startAt ?? null),
    was_ends_at: date(visit?.endAt ?? null),
    was_promised: visit?.promised ? range(visit.promised.fromAt, visit.promised.toAt) : null,
    was_status: visit?.status ?? null,
    promise_minutes: outcome.promiseMinutes,
    travel_minutes: outcome.travelMinutes,
    pick_up: outcome.pickUp && JSON.stringify(outcome.pickUp),
    reason: outcome.reason ?? why?.reason ?? null,
    why: why ? JSON.stringify(why) : null,
  }
}
