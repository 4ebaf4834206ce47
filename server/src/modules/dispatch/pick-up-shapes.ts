import { z } from 'zod'
import { id, instant } from '../../kit/shapes.ts'

/** What is collected of a part, by the number and the words of the order. */
const pickedPart = z.object({ code: z.string(), quantity: z.number() })

export const pickUp = z
  .object({
    place: z.object({ id, name: z.string() }),
    from: instant,
    to: instant,
    parts: z.array(pickedPart),
  })
  .meta({ id: 'PickUp' })

export const plannedPickUp = pickUp
  .extend({ extraMinutes: z.number().nullable().describe('at the wheel and at the counter, more than without it') })
  .meta({ id: 'PlannedPickUp' })

/** As the phone takes it along. */
export const pickUpStop = pickUp
  .extend({
    place: z.object({
      id,
      name: z.string(),
      address: z.string().nullable(),
      country: z.string(),
      lat: z.number().nullable(),
      lon: z.number().nullable(),
    }),
    request: z.string().describe('the request for parts under which it is kept there'),
    isCollected: z.boolean(),
  })
  .meta({ id: 'PickUpStop' })
