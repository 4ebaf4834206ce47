import { z } from 'zod'
import { day, id, instant, line, names, person } from '../../kit/shapes.ts'

export const RUN_KINDS = ['plan', 'what_if', 'budget'] as const
export const RUN_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export const KINDS = ['buy', 'last_buy', 'transfer', 'return', 'wait', 'enough'] as const
export const STATES = ['open', 'accepted', 'declined', 'outdated'] as const
export const RULES = ['price', 'fill_floor', 'shelf_life', 'tiers', 'last_buy'] as const

const whole = (low: number, high: number) => z.number().int().min(low).max(high)
export const runOptions = z
  .object({
    months: whole(12, 60).default(36).describe('months of history'),
    shortageFactor: z
      .number()
      .min(0.1)
      .max(100_000)
      .default(100)
      .describe(
        'price of one unit missing, in prices of the median part; the simulation says what share filled it leads to',
      ),
    reviewDays: whole(1, 92).default(7).describe('days from one plan to the next'),
    transferDays: whole(0, 92).default(3).describe('days from one place to the next'),
    leadDays: whole(1, 365).default(14).describe('lead time where no supplier says one'),
    returnMonths: whole(1, 60).default(12).describe('what is not needed within so many months goes back'),
    freightMinor: z
      .string()
      .regex(/^\d{1,12}$/)
      .default('5000')
      .describe('cost of one return'),
    orderCostMinor: z
      .string()
      .regex(/^\d{1,12}$/)
      .default('0')
      .describe('cost of one order line; with it an order waits until it is worth it'),
    holdingPct: z.number().min(0).max(200).default(20).describe('cost of holding a unit a year, of its price'),
    serveMonths: whole(1, 240).default(84).describe('how long a part must be served after its last order'),
    floors: z
      .array(z.object({ classId: id, pct: z.number().min(1).max(99.9) }))
      .max(50)
      .default([])
      .describe('classes of critical parts with the share that must be filled whatever it costs'),
    fillsPct: z
      .array(z.number().min(1).max(99.9))
      .min(1)
      .max(10)
      .default([90, 95, 97, 99])
      .describe('what-if: the shares asked about'),
    budgetMinor: z
      .string()
      .regex(/^\d{1,15}$/)
      .default('0')
      .describe('budget: the money that may lie in stock'),
  })
  .meta({ id: 'ReplenishmentOptions' })
export type RunOptions = z.output<typeof runOptions>

export const runBody = z.object({ kind: z.enum(RUN_KINDS), options: runOptions.partial().optional() })

const kindSum = z.object({ kind: z.enum(KINDS), lines: z.number(), moneyMinor: z.string() })
export const curvePoint = z.object({ factor: z.number(), fillPct: z.number(), moneyMinor: z.string() })
const spentView = z.object({
  moneyMinor: z.string(),
  fillPct: z.number().describe('filled at once then'),
  owed: z.number().describe('units owed to customers on average'),
})
const budgetView = z.object({
  spent: spentView,
  less: spentView.describe('of a budget a tenth smaller'),
  more: spentView.describe('of one a tenth larger'),
  places: z.array(z.object({ place: z.object({ id, name: z.string() }), units: z.number(), moneyMinor: z.string() })),
  lines: z
    .array(
      z.object({
        part: z.object({ id, number: z.string(), name: names }),
        place: z.object({ id, name: z.string() }),
        units: z.number(),
        moneyMinor: z.string(),
      }),
    )
    .describe('the two hundred that bind most money'),
})
export const runView = z
  .object({
    id,
    kind: z.enum(RUN_KINDS),
    state: z.enum(RUN_STATES),
    share: z.number().describe('how far it is, 0 … 1'),
    options: runOptions,
    figures: z.object({ rows: z.number(), parts: z.number(), sums: z.array(kindSum) }).nullable(),
    curve: z
      .object({
        points: z.array(curvePoint),
        answers: z.array(
          z.object({ fillPct: z.number(), moneyMinor: z.string().nullable(), factor: z.number().nullable() }),
        ),
      })
      .nullable(),
    budget: budgetView.nullable().describe('where the money goes'),
    currency: z.string(),
    errorCode: z.string().nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    createdBy: person.nullable(),
    version: z.number(),
  })
  .meta({ id: 'ReplenishmentRun' })

const sumLine = z.object({
  level: z.number(),
  fill: z.number(),
  within: z.number(),
  money: z.number().describe('minor units'),
})
export const proposalFacts = z
  .object({
    mean: z.number().describe('units a month'),
    spread: z.number().describe('variance / mean − 1'),
    exposure: z.number().describe('months behind it'),
    protection: z.number().describe('months until the next order has come'),
    leadTimes: z.array(z.object({ months: z.number(), chance: z.number() })),
    shortageMinor: z.number(),
    orderAt: z.number(),
    before: sumLine.nullable(),
    at: sumLine,
    after: sumLine,
    stock: z.object({
      onHand: z.number(),
      reserved: z.number(),
      onOrder: z.number(),
      inTransit: z.number(),
      backorders: z.number(),
      predecessors: z.number(),
    }),
    short: z.number().describe('needed beyond what the place above can give now'),
    gainMinor: z.number().nullable(),
    runsOut: z.number().nullable(),
    isPriceKnown: z.boolean(),
    history: z.array(z.number()).describe('units a month, the last month last'),
    fan: z
      .array(z.object({ low: z.number(), middle: z.number(), high: z.number() }))
      .describe('1, 2 … months together: 10 %, 50 %, 90 %'),
  })
  .meta({ id: 'ReplenishmentSum' })
export type ProposalFacts = z.output<typeof proposalFacts>

export const proposalView = z
  .object({
    id,
    runId: id,
    kind: z.enum(KINDS),
    state: z.enum(STATES),
    part: z.object({ id, number: z.string(), name: names, unit: z.string() }),
    place: z.object({ id, name: z.string() }),
    from: z.string().nullable(),
    to: z.string().nullable(),
    supplier: z.string().nullable(),
    quantity: z.number(),
    unitMinor: z.string(),
    moneyMinor: z.string(),
    currency: z.string(),
    level: z.number(),
    position: z.number(),
    fill: z.number(),
    risk: z.number(),
    rule: z.enum(RULES),
    facts: proposalFacts,
    reason: z.string().nullable(),
    orderId: id.nullable(),
    shipmentId: id.nullable(),
    plannedAt: instant,
    decidedAt: instant.nullable(),
    decidedBy: z.string().nullable(),
  })
  .meta({ id: 'ReplenishmentProposal' })

export const acceptBody = z.object({ ids: z.array(id).min(1).max(500) })
export const declineBody = acceptBody.extend({ reason: line })
export const accepted = z
  .object({
    accepted: z.array(id),
    orders: z.array(z.object({ id, number: z.string() })),
    shipments: z.array(z.object({ id, number: z.string() })),
    refused: z.array(
      z.object({
        id,
        part: z.string(),
        place: z.string(),
        code: z.string().describe('words: errors:<code>'),
        values: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  })
  .meta({ id: 'ReplenishmentAccepted' })
export type Accepted = z.output<typeof accepted>

export const pastDemandRow = z.object({
  part: z.string().trim().min(1).max(60).describe('its number'),
  place: z.string().trim().min(1).max(200).describe('code of the shelf'),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  quantity: z.number().min(0).max(1e6),
})
export type PastDemandRow = z.output<typeof pastDemandRow>
export const pastDemandBody = z.object({ rows: z.array(pastDemandRow).min(1).max(10_000) })
export const pastDemandDone = z.object({ rows: z.number(), from: day, to: day })
