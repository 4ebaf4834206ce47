import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { type Due, meterDue, type Reading } from './forecast.ts'
import { dayAfter, monthsAfter } from './terms.ts'

/** More dates than a contract of ten years by the month has. */
const MOST_DATES = 120

export interface PlanRow {
  id: string
  asset_id: string
  starts_on: string
  ends_on: string | null
}
export interface Template {
  id: string
  due_by: string
  every_months: number | null
  every_units: string | null
  meter_kind: string | null
  count_from: string
}
export interface LastDate {
  seq: number
  first_on: string
  done_on: string | null
  due_meter: string | null
}

/** A plan by time with an end has all its dates from the beginning; others have their next one. A condition has none until it is seen. */
export async function firstDates(tx: Tx, plan: PlanRow, template: Template): Promise<void> {
  if (template.due_by === 'condition') return
  if (template.due_by === 'meter' || !plan.ends_on) return addNext(tx, plan, template, null)
  const dates: Due[] = []
  for (let n = 1; n <= MOST_DATES; n++) {
    const due = byTime(plan, template, n)
    if (due.on > plan.ends_on) break
    dates.push(due)
  }
  await keepDates(tx, plan.id, 1, dates)
}

/** The date that follows the last one, counted from the plan or from when it was done; none beyond the end of the plan. */
export async function addNext(tx: Tx, plan: PlanRow, template: Template, last: LastDate | null): Promise<void> {
  if (template.due_by === 'condition') return
  const due = await nextOf(tx, plan, template, last)
  if (plan.ends_on && due.on > plan.ends_on && template.due_by === 'time') return
  await keepDates(tx, plan.id, (last?.seq ?? 0) + 1, [due])
}

export async function nextOf(tx: Tx, plan: PlanRow, template: Template, last: LastDate | null): Promise<Due> {
  const doneOn = template.count_from === 'done' ? last?.done_on : null
  if (template.due_by === 'time') {
    if (!doneOn) return byTime(plan, template, (last?.seq ?? 0) + 1)
    return timeFrom(doneOn, template.every_months!)
  }
  const readings = await readingsOf(tx, plan.asset_id, template.meter_kind!)
  const base = doneOn ? readingAt(readings, doneOn) : Number(last?.due_meter ?? readingAt(readings, plan.starts_on))
  return meterDue(
    base + Number(template.every_units),
    readings,
    doneOn ?? last?.first_on ?? plan.starts_on,
    template.every_months,
  )
}

/** The last day of the n-th period: four visits in a year end with one inside the year. */
function byTime(plan: PlanRow, template: Template, n: number): Due {
  const months = template.every_months! * n
  return {
    on: dayAfter(monthsAfter(plan.starts_on, months), -1),
    dueMeter: null,
    sum: { by: 'time', from: plan.starts_on, months },
  }
}
export const timeFrom = (from: string, months: number): Due => ({
  on: monthsAfter(from, months),
  dueMeter: null,
  sum: { by: 'time_done', from, months },
})

export async function keepDates(tx: Tx, planId: string, firstSeq: number, dates: readonly Due[]): Promise<void> {
  if (dates.length === 0) return
  await tx
    .insertInto('contracts.planned_date')
    .values(
      dates.map((due, i) => ({
        id: newId(),
        plan_id: planId,
        seq: firstSeq + i,
        first_on: due.on,
        planned_on: due.on,
        due_meter: due.dueMeter,
        sum: JSON.stringify(due.sum),
      })),
    )
    .onConflict((c) => c.columns(['tenant_id', 'plan_id', 'seq']).doNothing())
    .execute()
}

async function readingsOf(tx: Tx, assetId: string, kind: string): Promise<Reading[]> {
  const { rows } = await sql<Reading>`
    select to_char(r.at, 'YYYY-MM-DD') as day, r.value::float8 as value from assets.meter_reading r
    where r.asset_id = ${assetId} and r.kind = ${kind} and not r.is_doubtful order by r.at desc limit 100`.execute(tx)
  return rows
}

function readingAt(readings: readonly Reading[], day: string): number {
  const before = readings.filter((one) => one.day <= day).map((one) => one.value)
  return before.length > 0 ? Math.max(...before) : 0
}

/** New readings move the next date of plans by meter, unless somebody has set the day by hand. */
export async function reforecast(tx: Tx, assetId: string): Promise<void> {
  const { rows } = await sql<
    PlanRow & Template & { date_id: string; due: string; planned_on: string; since: string; plan_id: string }
  >`
    select p.id as plan_id, p.asset_id, p.starts_on, p.ends_on, t.due_by, t.every_months, t.every_units, t.meter_kind, t.count_from,
      d.id as date_id, d.due_meter as due, d.planned_on,
      coalesce((select max(e.done_on) from contracts.planned_date e where e.tenant_id = d.tenant_id and e.plan_id = d.plan_id), p.starts_on) as since
    from contracts.plan p
    join contracts.plan_template t on t.tenant_id = p.tenant_id and t.id = p.template_id and t.due_by = 'meter'
    join contracts.planned_date d on d.tenant_id = p.tenant_id and d.plan_id = p.id and d.status = 'planned' and d.moved_by is null
    where p.asset_id = ${assetId} and p.status = 'active' for update of d`.execute(tx)
  for (const row of rows) {
    const readings = await readingsOf(tx, assetId, row.meter_kind!)
    const due = meterDue(Number(row.due), readings, row.since, row.every_months)
    if (due.on === row.planned_on) continue
    await tx
      .updateTable('contracts.planned_date')
      .set((eb) => ({
        planned_on: due.on,
        first_on: due.on,
        sum: JSON.stringify(due.sum),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', row.date_id)
      .execute()
  }
}
