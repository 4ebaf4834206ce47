import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { type CaseFilter, caseConditions } from './request-cases.ts'

export const FIGURES = [
  'openRequests',
  'respondKept',
  'resolveKept',
  'arrivalOnTime',
  'firstTimeFix',
  'csi',
  'hoursToResolve',
  'repeatRepair',
] as const
export type FigureKey = (typeof FIGURES)[number]

/** What each figure is, what it should be, and whether more is better. Targets are common practice, meant to be edited. */
const KINDS: Record<
  FigureKey,
  { unit: 'count' | 'percent' | 'hours'; target: number | null; better: 'higher' | 'lower' }
> = {
  openRequests: { unit: 'count', target: null, better: 'lower' },
  respondKept: { unit: 'percent', target: 95, better: 'higher' },
  resolveKept: { unit: 'percent', target: 90, better: 'higher' },
  arrivalOnTime: { unit: 'percent', target: 95, better: 'higher' },
  firstTimeFix: { unit: 'percent', target: 85, better: 'higher' },
  csi: { unit: 'percent', target: 100, better: 'higher' },
  hoursToResolve: { unit: 'hours', target: 72, better: 'lower' },
  repeatRepair: { unit: 'percent', target: 5, better: 'lower' },
}

export interface Point {
  month: string
  value: number | null
}
export interface Figure {
  key: FigureKey
  unit: 'count' | 'percent' | 'hours'
  value: number | null
  /** What a share was counted from. */
  n: number | null
  of: number | null
  target: number | null
  better: 'higher' | 'lower'
  trend: Point[]
}
interface Monthly {
  month: string
  n: number
  of: number
  value: number | null
}

/** At most eight figures, each computed from the rows of the period, with its months. Our own requests only: a log has no clocks. */
export async function dashboard(
  tx: Tx,
  actor: Actor,
  filter: Required<Pick<CaseFilter, 'from' | 'to'>> & CaseFilter,
  zone: string,
): Promise<Figure[]> {
  const where = caseConditions(actor, { ...filter, source: 'aftercare' })
  const month = (column: string) => sql`to_char(${sql.raw(column)} at time zone ${zone}, 'YYYY-MM')`
  const shares: [FigureKey, RawBuilder<unknown>][] = [
    ['respondKept', clocks(where, 'respond', month('r.opened_at'))],
    ['resolveKept', clocks(where, 'resolve', month('r.opened_at'))],
    ['arrivalOnTime', arrivals(where, month('r.opened_at'))],
    ['firstTimeFix', firstTimeFix(where, month('r.opened_at'))],
    ['repeatRepair', repeats(where, month('r.opened_at'))],
  ]
  const found = new Map<FigureKey, Figure>()
  for (const [key, query] of shares) found.set(key, share(key, (await sql<Monthly>`${query}`.execute(tx)).rows))
  found.set('csi', await csiFigure(tx, where, month('r.opened_at')))
  found.set('hoursToResolve', await hoursFigure(tx, where, month('r.opened_at')))
  found.set('openRequests', await openFigure(tx, actor, filter))
  return FIGURES.map((key) => found.get(key)!)
}

function share(key: FigureKey, rows: Monthly[]): Figure {
  const n = rows.reduce((sum, row) => sum + row.n, 0)
  const of = rows.reduce((sum, row) => sum + row.of, 0)
  const trend = rows.map((row) => ({ month: row.month, value: row.of > 0 ? (row.n / row.of) * 100 : null }))
  return { key, ...KINDS[key], value: of > 0 ? (n / of) * 100 : null, n, of, trend }
}

/** Clocks met in time among those that have ended; one still running but past its time counts as missed. */
function clocks(where: RawBuilder<unknown>, kind: string, month: RawBuilder<unknown>) {
  return sql`select ${month} as month, count(*) filter (where k.met_at <= k.due_at)::float as n, count(*)::float as of, null as value
    from requests.request r join requests.clock k on k.tenant_id = r.tenant_id and k.request_id = r.id and k.kind = ${kind}
    where ${where} and k.stopped_at is null and (k.met_at is not null or k.due_at < now()) group by 1 order by 1`
}

/** Arrived before the end of the window the customer was told. */
function arrivals(where: RawBuilder<unknown>, month: RawBuilder<unknown>) {
  return sql`select ${month} as month, count(*) filter (where v.arrived_at <= coalesce(upper(v.promised), v.ends_at))::float as n,
      count(*)::float as of, null as value
    from requests.request r join dispatch.visit v on v.tenant_id = r.tenant_id and v.request_id = r.id
    where ${where} and v.arrived_at is not null group by 1 order by 1`
}

function firstTimeFix(where: RawBuilder<unknown>, month: RawBuilder<unknown>) {
  return sql`select ${month} as month, count(*) filter (where ${isFixedFirstTime()})::float as n, count(*)::float as of, null as value
    from ${repairsDone(where)} group by 1 order by 1`
}

/** Ended by one visit, not reopened, without the same fault on the same product within 30 days. */
export const isFixedFirstTime = () => sql<boolean>`(visits.n = 1 and r.reopened = 0 and not ${again()})`

/** Repairs that are solved and took a visit, as a from clause: `r` the request, `visits.n` how many visits it took. */
export const repairsDone = (where: RawBuilder<unknown>) => sql`requests.request r
    join lateral (select count(*) as n from dispatch.visit v where v.tenant_id = r.tenant_id and v.request_id = r.id
      and v.status in ('done', 'part_done')) visits on visits.n > 0
    where ${where} and r.kind = 'repair' and r.status in ('resolved', 'closed')`

function repeats(where: RawBuilder<unknown>, month: RawBuilder<unknown>) {
  return sql`select ${month} as month, count(*) filter (where ${again()})::float as n, count(*)::float as of, null as value
    from requests.request r where ${where} and r.kind = 'repair' and r.status in ('resolved', 'closed') group by 1 order by 1`
}

const again =
  () => sql`exists (select from requests.request next where next.tenant_id = r.tenant_id and next.asset_id = r.asset_id
  and next.symptom_code = r.symptom_code and next.opened_at > r.opened_at and next.opened_at < coalesce(r.resolved_at, r.opened_at) + interval '30 days')`

/** CSI = perceived ÷ expected × 100 %, over the sums of all answers. */
async function csiFigure(tx: Tx, where: RawBuilder<unknown>, month: RawBuilder<unknown>): Promise<Figure> {
  const { rows } =
    await sql<Monthly>`select ${month} as month, sum(s.perceived)::float as n, sum(s.expected)::float as of, count(*)::float as value
    from voice.survey s join requests.request r on r.tenant_id = s.tenant_id and r.id = s.request_id
    where ${where} and s.perceived is not null and s.expected > 0 group by 1 order by 1`.execute(tx)
  const whole = share('csi', rows)
  const answers = rows.reduce((sum, row) => sum + (row.value ?? 0), 0)
  return { ...whole, n: answers, of: null }
}

async function hoursFigure(tx: Tx, where: RawBuilder<unknown>, month: RawBuilder<unknown>): Promise<Figure> {
  const hours = sql`percentile_cont(0.5) within group (order by extract(epoch from r.resolved_at - r.opened_at) / 3600)`
  const { rows } =
    await sql<Monthly>`select ${month} as month, count(*)::float as n, count(*)::float as of, ${hours} as value
    from requests.request r where ${where} and r.resolved_at is not null group by grouping sets ((1), ()) order by 1 nulls last`.execute(
      tx,
    )
  const whole = rows.find((row) => row.month === null)
  const trend = rows.filter((row) => row.month !== null).map((row) => ({ month: row.month, value: row.value }))
  return {
    key: 'hoursToResolve',
    ...KINDS.hoursToResolve,
    value: whole?.value ?? null,
    n: whole?.n ?? 0,
    of: null,
    trend,
  }
}

/** Open now, whenever they came. */
async function openFigure(tx: Tx, actor: Actor, filter: CaseFilter): Promise<Figure> {
  const where = caseConditions(actor, { country: filter.country, stationId: filter.stationId, source: 'aftercare' })
  const { rows } = await sql<{ n: number }>`select count(*)::float as n from requests.request r
    where ${where} and r.status in ('new', 'triaged', 'scheduled', 'in_progress', 'waiting')`.execute(tx)
  return { key: 'openRequests', ...KINDS.openRequests, value: rows[0]!.n, n: rows[0]!.n, of: null, trend: [] }
}

export interface Slice {
  label: string | null
  names: Record<string, string> | null
  requests: number
  openRequests: number
}

/** Where the requests of the period come from: countries, product families, symptoms; the largest first. */
export async function slices(
  tx: Tx,
  actor: Actor,
  filter: CaseFilter,
): Promise<Record<'country' | 'family' | 'symptom', Slice[]>> {
  const where = caseConditions(actor, { ...filter, source: 'aftercare' })
  const by = async (label: RawBuilder<unknown>, names: RawBuilder<unknown>) =>
    (
      await sql<Slice>`select ${label} as label, (array_agg(${names}))[1] as names, count(*)::float as requests,
        count(*) filter (where r.status in ('new', 'triaged', 'scheduled', 'in_progress', 'waiting'))::float as "openRequests"
      from requests.request r left join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
      left join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
      left join assets.family f on f.tenant_id = m.tenant_id and f.id = m.family_id
      left join assets.failure_code c on c.tenant_id = f.tenant_id and c.family_id = f.id and c.kind = 'symptom' and c.code = r.symptom_code
      where ${where} group by 1 order by count(*) desc limit 8`.execute(tx)
    ).rows
  return {
    country: await by(sql`r.country`, sql`null::jsonb`),
    family: await by(sql`f.code`, sql`f.name`),
    symptom: await by(sql`r.symptom_code`, sql`c.name`),
  }
}
