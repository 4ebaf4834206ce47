import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { type CaseFilter, layOutCases } from './request-cases.ts'

/** A share with what it was counted from; `pct` is not rounded. Null where the source says nothing about it. */
export interface Share {
  n: number
  of: number
  pct: number
}
export interface SourceFigures {
  source: string
  cases: number
  events: number
  teams: number
  persons: number
  products: number
  from: string | null
  to: string | null
  firstLineOnly: Share | null
  pingPong: Share | null
  handover: Share | null
  meanHandovers: number | null
  medianDays: number | null
  meanDays: number | null
  slaKept: Share | null
  firstTimeFix: Share | null
  reassigned: Share | null
  reopened: Share | null
  medianHoursToResolve: number | null
  resolvedCases: number
  medianHoursToClose: number | null
}
export interface Breakdown {
  source: string
  label: string | null
  cases: number
  medianDays: number | null
  medianHoursToResolve: number | null
  slaKeptPct: number | null
  firstTimeFixPct: number | null
}
export interface RequestFigures {
  sources: (SourceFigures & {
    byImpact: Breakdown[]
    byPriority: Breakdown[]
    byLastTeam: Breakdown[]
    byProduct: Breakdown[]
    byStatus: StatusUse[]
  })[]
}
export interface StatusUse {
  source: string
  status: string | null
  subStatus: string | null
  events: number
  cases: number
}

/** What the log of a source says, by the definitions in words `insight:definition.*`; computed from the rows, nothing stored. */
export async function requestFigures(tx: Tx, actor: Actor, filter: CaseFilter): Promise<RequestFigures> {
  await layOutCases(tx, actor, filter)
  const totals = await sourceTotals(tx)
  const byImpact = await breakdown(tx, 'impact_label', 50)
  const byPriority = await breakdown(tx, 'priority_label', 50)
  const byLastTeam = await breakdown(tx, 'last_team', 20)
  const byProduct = await breakdown(tx, 'product', 20)
  const byStatus = await statusUse(tx)
  const of = <R extends { source: string }>(rows: R[], source: string) => rows.filter((row) => row.source === source)
  return {
    sources: totals.map((one) => ({
      ...one,
      byImpact: of(byImpact, one.source),
      byPriority: of(byPriority, one.source),
      byLastTeam: of(byLastTeam, one.source),
      byProduct: of(byProduct, one.source),
      byStatus: of(byStatus, one.source),
    })),
  }
}

type Counted = Record<string, number | string | null> & { source: string }

async function sourceTotals(tx: Tx): Promise<SourceFigures[]> {
  const { rows } =
    await sql<Counted>`    select o.source, count(*)::float as cases, coalesce(sum(o.events), 0)::float as events,
      (select count(distinct team)::float from case_step where case_step.source = o.source) as teams,
      (select count(distinct person)::float from case_step where case_step.source = o.source) as persons,
      count(distinct o.product)::float as products,
      (select min(at) from case_step where case_step.source = o.source) as from_at, (select max(at) from case_step where case_step.source = o.source) as to_at,
      count(*) filter (where first_line)::float as first_line, count(first_line)::float as first_line_of,
      count(*) filter (where ping_pong)::float as ping_pong, count(*) filter (where handovers > 0)::float as handover, count(handovers)::float as moved_of,
      avg(handovers)::float as mean_handovers, percentile_cont(0.5) within group (order by days) as median_days, avg(days)::float as mean_days,
      count(*) filter (where sla_kept)::float as kept, count(sla_kept)::float as kept_of,
      count(*) filter (where reassigned = 0 and reopened = 0)::float as fixed, count(*) filter (where reassigned > 0)::float as reassigned,
      count(*) filter (where reopened > 0)::float as reopened,
      percentile_cont(0.5) within group (order by hours_to_resolve) as median_resolve, count(hours_to_resolve)::float as resolved_of,
      percentile_cont(0.5) within group (order by hours_to_close) as median_close
    from case_fact o group by o.source order by o.source`.execute(tx)
  return rows.map(asFigures)
}

function asFigures(row: Counted): SourceFigures {
  const n = (key: string) => (row[key] === null ? null : Number(row[key]))
  const share = (part: string, of: number | null): Share | null =>
    of ? { n: n(part)!, of, pct: (n(part)! / of) * 100 } : null
  const time = (key: string) => (row[key] === null ? null : new Date(row[key] as string).toISOString())
  const cases = n('cases')!
  return {
    source: row.source,
    cases,
    events: n('events')!,
    teams: n('teams')!,
    persons: n('persons')!,
    products: n('products')!,
    from: time('from_at'),
    to: time('to_at'),
    firstLineOnly: share('first_line', n('first_line_of')),
    pingPong: share('ping_pong', n('moved_of')),
    handover: share('handover', n('moved_of')),
    meanHandovers: n('mean_handovers'),
    medianDays: n('median_days'),
    meanDays: n('mean_days'),
    slaKept: share('kept', n('kept_of')),
    firstTimeFix: share('fixed', cases),
    reassigned: share('reassigned', cases),
    reopened: share('reopened', cases),
    medianHoursToResolve: n('median_resolve'),
    resolvedCases: n('resolved_of')!,
    medianHoursToClose: n('median_close'),
  }
}

type Dimension = 'impact_label' | 'priority_label' | 'last_team' | 'product'

/**
 * The largest groups first; a group without a name (unassigned) is a group of its own. Our own teams are stations: they are called
 * by their names.
 */
async function breakdown(tx: Tx, by: Dimension, most: number): Promise<Breakdown[]> {
  const label =
    by === 'last_team'
      ? sql`coalesce((select s.name from network.station s where s.tenant_id = kit.tenant() and s.id::text = label), label) as label`
      : sql`label`
  const { rows } =
    await sql<Breakdown>`select source, ${label}, cases, "medianDays", "medianHoursToResolve", "slaKeptPct", "firstTimeFixPct" from (
      select source, ${sql.ref(by)} as label, count(*)::float as cases, percentile_cont(0.5) within group (order by days) as "medianDays",
        percentile_cont(0.5) within group (order by hours_to_resolve) as "medianHoursToResolve",
        (avg(sla_kept::integer) * 100)::float as "slaKeptPct",
        (avg((reassigned = 0 and reopened = 0)::integer) * 100)::float as "firstTimeFixPct",
        row_number() over (partition by source order by count(*) desc, ${sql.ref(by)}) as place
      from case_fact group by source, ${sql.ref(by)}) ranked
    where place <= ${most} order by source, place`.execute(tx)
  return rows
}

async function statusUse(tx: Tx): Promise<StatusUse[]> {
  const { rows } =
    await sql<StatusUse>`    select source, status, sub_status as "subStatus", count(*)::float as events, count(distinct request_id)::float as cases
    from case_step group by source, status, sub_status order by source, events desc`.execute(tx)
  return rows
}
