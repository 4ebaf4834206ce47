import { z } from 'zod'
import { day, id, instant, names } from '../../kit/shapes.ts'
import { METHODS } from './valuation.ts'

export const WORTH_BY = ['part', 'class', 'place', 'owner', 'method'] as const
export type By = (typeof WORTH_BY)[number]
/** Days after which stock belongs to the next age; the last age has no end. */
export const AGES = [30, 90, 180, 365] as const

export const worthQuery = z.object({
  by: z.enum(WORTH_BY).default('class'),
  day: day.optional().describe('as it was at the end of this day in your time zone; absent: now'),
  classId: id.optional(),
  placeId: id.optional(),
  ownerId: id.optional(),
  method: z.enum(METHODS).optional(),
  q: z.string().trim().max(60).optional().describe('a piece of the number of the part'),
})
export type WorthQuery = z.output<typeof worthQuery>
const minors = z.array(z.string()).describe('by age: to 30, 90, 180, 365 days, older')
export const worthView = z
  .object({
    at: instant,
    rows: z.array(
      z.object({
        key: z.string(),
        label: z.string().nullable().describe('null: parts without a class'),
        name: names.nullable(),
        unit: z.string().nullable(),
        quantity: z.number().nullable().describe('of one part; parts of several kinds are not added up'),
        parts: z.number(),
        currency: z.string(),
        minor: z.string(),
        ages: minors,
      }),
    ),
    more: z.boolean().describe('there are further rows of less worth'),
    totals: z.array(z.object({ currency: z.string(), parts: z.number(), minor: z.string(), ages: minors })),
  })
  .meta({ id: 'StockWorth' })

export type WorthRow = z.input<typeof worthView>['rows'][number]
