import { vroomError, vroomInput, vroomOutput } from '@aftercare/dispatch/formats'
import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { optimise } from './optimisation.ts'

const MEGABYTE = 1024 * 1024

// What is wrong with the body is answered in VROOM's form, so the edge lets everything pass that is JSON; the shape is
// there for readers of the description.
const { $schema: _, ...shape } = z.toJSONSchema(vroomInput, { io: 'input', reused: 'inline', unrepresentable: 'any' })
const body = z.unknown().meta(shape)

export const optimisationRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/dispatch/optimisations',
    needs: 'dispatch.plan',
    summary: 'Routes for a problem in the form of VROOM, answered in its form; own additions under `x`',
    query: z.object({
      x: z.coerce
        .number()
        .int()
        .min(0)
        .max(5)
        .optional()
        .meta({ description: 'exploration level, 0 quick – 5 thorough' }),
      t: z.coerce.number().int().min(1).max(2).optional().meta({ description: 'threads' }),
      l: z.coerce.number().positive().max(60).optional().meta({ description: 'limit in seconds' }),
      mode: z.enum(['solve', 'plan']).default('solve').meta({ description: 'plan: times for the given steps' }),
    }),
    body,
    status: 200,
    returns: vroomOutput,
    otherwise: { 400: vroomError, 500: vroomError },
    bodyLimit: 64 * MEGABYTE,
    ratePerMinute: 60,
    ownTransaction: true,
    handle: async ({ body: problem, query, reply }) => {
      const answer = await optimise(problem, {
        mode: query.mode,
        exploration: query.x,
        threads: query.t,
        seconds: query.l,
      })
      reply.status(answer.status)
      return answer.body
    },
  }),
]
