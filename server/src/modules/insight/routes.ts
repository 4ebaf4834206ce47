import { wallAt } from '@aftercare/rules'
import { z } from 'zod'
import { invalid } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { country, day, id, person, timeZone } from '../../kit/shapes.ts'
import { dashboard, FIGURES, slices } from './dashboard.ts'
import { DISPATCH_FIGURES, dispatchByTechnician, dispatchFigures } from './dispatch-figures.ts'
import { partFigureRoutes } from './part-figure-routes.ts'
import { requestFigures } from './request-figures.ts'

const filter = z.object({
  from: day.optional().describe('opened from this day'),
  to: day.optional().describe('opened before this day'),
  country: country.optional(),
  stationId: id.optional(),
  source: z.string().max(80).optional(),
  zone: timeZone.default('UTC'),
})

const share = z.object({ n: z.number(), of: z.number(), pct: z.number() }).nullable().meta({ id: 'Share' })
const group = z
  .object({
    label: z.string().nullable(),
    cases: z.number(),
    medianDays: z.number().nullable(),
    medianHoursToResolve: z.number().nullable(),
    slaKeptPct: z.number().nullable(),
    firstTimeFixPct: z.number().nullable(),
  })
  .meta({ id: 'CaseGroup' })
const source = z
  .object({
    source: z.string(),
    cases: z.number(),
    events: z.number(),
    teams: z.number(),
    persons: z.number(),
    products: z.number(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    firstLineOnly: share,
    pingPong: share,
    handover: share,
    meanHandovers: z.number().nullable(),
    medianDays: z.number().nullable(),
    meanDays: z.number().nullable(),
    slaKept: share,
    firstTimeFix: share,
    reassigned: share,
    reopened: share,
    medianHoursToResolve: z.number().nullable(),
    resolvedCases: z.number(),
    medianHoursToClose: z.number().nullable(),
    byImpact: z.array(group),
    byPriority: z.array(group),
    byLastTeam: z.array(group),
    byProduct: z.array(group),
    byStatus: z.array(
      z.object({
        status: z.string().nullable(),
        subStatus: z.string().nullable(),
        events: z.number(),
        cases: z.number(),
      }),
    ),
  })
  .meta({ id: 'SourceFigures' })

const figure = z
  .object({
    key: z.enum(FIGURES),
    unit: z.enum(['count', 'percent', 'hours']),
    value: z.number().nullable(),
    n: z.number().nullable(),
    of: z.number().nullable(),
    target: z.number().nullable(),
    better: z.enum(['higher', 'lower']),
    trend: z.array(z.object({ month: z.string(), value: z.number().nullable() })),
  })
  .meta({ id: 'Figure' })
const slice = z
  .object({
    label: z.string().nullable(),
    names: z.record(z.string(), z.string()).nullable(),
    requests: z.number(),
    openRequests: z.number(),
  })
  .meta({ id: 'Slice' })

/** The last twelve months unless told otherwise. */
function period(query: z.output<typeof filter>, now: Date) {
  const to = query.to ?? new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10)
  const yearBefore = `${Number(to.slice(0, 4)) - 1}${to.slice(4).replace('02-29', '02-28')}`
  return { ...query, from: query.from ?? yearBefore, to }
}

export const routes: AnyRoute[] = [
  ...partFigureRoutes,
  route({
    method: 'GET',
    path: '/insight/requests',
    needs: 'insight.read',
    summary: 'Figures over requests by source, with their definitions in words insight:definition.*',
    query: filter,
    returns: z.object({ sources: z.array(source) }),
    handle: ({ tx, actor, query }) => requestFigures(tx, actor, query),
  }),
  route({
    method: 'GET',
    path: '/insight/dashboard',
    needs: 'insight.read',
    summary: 'The eight figures of a period with their months, and where its requests come from',
    query: filter.omit({ source: true }),
    returns: z.object({
      from: day,
      to: day,
      figures: z.array(figure),
      slices: z.object({ country: z.array(slice), family: z.array(slice), symptom: z.array(slice) }),
    }),
    handle: async ({ tx, actor, query, now }) => {
      const asked = period(query as z.output<typeof filter>, now)
      return {
        from: asked.from,
        to: asked.to,
        figures: await dashboard(tx, actor, asked, query.zone),
        slices: await slices(tx, actor, asked),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/insight/dispatch',
    needs: 'insight.read',
    summary: 'How the plans are kept: travel, punctuality, utilisation; definitions in words insight:definition.*',
    query: z.object({
      from: day,
      to: day.describe('the day after the last'),
      stationId: id.optional(),
      zone: timeZone.default('UTC'),
    }),
    returns: z
      .object({
        from: day,
        to: day,
        figures: z.array(
          z.object({
            key: z.enum(DISPATCH_FIGURES),
            unit: z.enum(['percent', 'count']),
            better: z.enum(['higher', 'lower', 'near']),
            target: z.number().nullable(),
            value: z.number().nullable(),
            n: z.number().nullable(),
            of: z.number().nullable(),
            byDay: z.array(z.object({ day, value: z.number().nullable() })),
          }),
        ),
        byTechnician: z.array(
          z.object({
            technician: person,
            jobs: z.number(),
            travelShare: z.number().nullable(),
            punctuality: z.number().nullable(),
            planAgainstActual: z.number().nullable(),
          }),
        ),
      })
      .meta({ id: 'DispatchFigures' }),
    handle: async ({ tx, actor, query }) => {
      const dayStart = (text: string) => new Date(wallAt(query.zone, Date.parse(`${text}T00:00:00Z`) / 86_400_000, 0))
      const period = {
        from: dayStart(query.from),
        to: dayStart(query.to),
        zone: query.zone,
        stationId: query.stationId ?? null,
      }
      if (period.to <= period.from || period.to.getTime() - period.from.getTime() > 93 * 86_400_000)
        throw invalid({ path: 'to', code: 'validation.order' })
      return {
        from: query.from,
        to: query.to,
        figures: await dispatchFigures(tx, actor, period),
        byTechnician: await dispatchByTechnician(tx, actor, period),
      }
    },
  }),
]
