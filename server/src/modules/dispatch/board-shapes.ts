import { z } from 'zod'
import { id, instant, person } from '../../kit/shapes.ts'
import { boardWays } from './board-ways.ts'
import { crewSeats } from './crew.ts'
import { pickUpStop } from './pick-up-shapes.ts'
import { offerView, point, span, station, toldOverrun, toldPause, visitStatus } from './shapes.ts'

const missingParts = z
  .object({
    readyAt: instant.nullable().describe('from when on all are there, by the clock of the site; null: nobody knows'),
    codes: z.array(z.string()).describe('those it waits for longest'),
    inVanOf: z.array(id).describe('technicians who have them all free in the van'),
  })
  .meta({ id: 'MissingParts' })

const peopleSaid = z
  .array(
    z.object({
      technicianId: id,
      wish: z.enum(['excluded', 'preferred']),
      of: z.enum(['work_order', 'customer', 'asset']),
      note: z.string().nullable(),
    }),
  )
  .describe('who is never to come, and who is asked for first')

const linkedOrders = z.object({
  after: z
    .object({
      readyAt: instant.nullable().describe('null: some of them have no time yet'),
      orders: z.array(z.string()),
    })
    .nullable()
    .describe('what must be over before it begins'),
  before: z
    .object({ until: instant, orders: z.array(z.string()) })
    .nullable()
    .describe('what begins after it'),
})

const boardVisit = z
  .object({
    id,
    number: z.string(),
    version: z.number(),
    status: visitStatus,
    workOrderId: id,
    requestId: id,
    technicianId: id,
    startsAt: instant,
    endsAt: instant,
    promised: span.nullable(),
    isPinned: z.boolean(),
    override: z.string().nullable(),
    title: z.string(),
    kind: z.string(),
    priority: z.string(),
    skillCodes: z.array(z.string()),
    customer: z.string().nullable(),
    city: z.string().nullable(),
    country: z
      .string()
      .describe('ISO 3166-1: maps of mainland China are drawn shifted, those of its neighbours are not'),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    timeZone: z.string(),
    dueAt: instant.nullable(),
    late: z
      .object({ expectedAt: instant, minutes: z.number().describe('after what the customer was told') })
      .nullable(),
    overrun: toldOverrun.nullable(),
    pause: toldPause.pick({ reason: true, since: true }).nullable().describe('the work rests'),
    crewId: id.nullable().describe('visits of one crew begin together and are moved together'),
    parts: missingParts.nullable().describe('what a planned visit waits for'),
    people: peopleSaid,
    links: linkedOrders,
    pickUp: pickUpStop.nullable().describe('where its part is collected before it'),
  })
  .meta({ id: 'BoardVisit' })

export const lateRisk = z
  .object({
    visitId: id,
    number: z.string(),
    technician: person,
    customer: z.string().nullable(),
    title: z.string(),
    stationId: id.nullable(),
    promisedUntil: instant,
    expectedAt: instant,
    lateMinutes: z.number(),
    raisedAt: instant,
  })
  .meta({ id: 'LateRisk' })

const trayOrder = z
  .object({
    id,
    number: z.string(),
    version: z.number(),
    requestId: id,
    request: z.string(),
    kind: z.string(),
    priority: z.string(),
    title: z.string(),
    customer: z.string().nullable(),
    city: z.string().nullable(),
    country: z.string(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    timeZone: z.string(),
    stationId: id.nullable(),
    skillCodes: z.array(z.string()),
    plannedMinutes: z.number(),
    wishes: z.array(z.object({ date: z.string(), part: z.string() })),
    dueAt: instant.nullable(),
    offeredTo: z.string().nullable(),
    createdAt: instant,
    crew: crewSeats,
    parts: missingParts.nullable().describe('what it waits for'),
    people: peopleSaid,
    links: linkedOrders,
  })
  .meta({ id: 'TrayOrder' })

const hoursTold = z
  .object({
    weeklyMinutes: z.number().nullable(),
    weeklyOvertimeMinutes: z.number(),
    dailyMinutes: z.number().nullable(),
    weeks: z.array(z.object({ from: z.string().describe('its Monday'), minutes: z.number() })),
    days: z.array(z.object({ date: z.string(), minutes: z.number() })),
  })
  .describe('what may be worked, and what is booked and done already, by the clock of the site')

const boardTechnician = z
  .object({
    id,
    name: z.string(),
    station: station.extend({ country: z.string(), position: point }).nullable(),
    timeZone: z.string(),
    siteZone: z.string().describe('of the station they start from: the clock their day is planned on'),
    home: point,
    skills: z.array(z.string()),
    certificates: z.array(
      z.object({ code: z.string(), validFrom: z.string().nullable(), validTo: z.string().nullable() }),
    ),
    shifts: z.array(span),
    absences: z.array(span.extend({ kind: z.string() })),
    hours: hoursTold.nullable().describe('null: nobody counts them'),
  })
  .meta({ id: 'BoardTechnician' })

export const board = z
  .object({
    zone: z.string().describe('the zone the board is drawn in'),
    technicians: z.array(boardTechnician),
    visits: z.array(boardVisit),
    tray: z.array(trayOrder),
    trayTotal: z.number(),
    offers: z.array(offerView),
    certified: z.array(z.string()).describe('skills that count only with a valid certificate'),
    ways: boardWays,
  })
  .meta({ id: 'Board' })
