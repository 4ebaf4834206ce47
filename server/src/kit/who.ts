import type { FastifyRequest } from 'fastify'
import type { Actor } from './actor.ts'
import type { Services } from './app.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once it is known; the log and the limits use it, too. */
    actor: Actor | null | undefined
    /** As whom the caller was let in: for public routes also nobody, of the company the path names. */
    admitted: Actor | undefined
  }
}

/** Who sends this request, looked up once. */
export async function whoAsks(services: Services, request: FastifyRequest): Promise<Actor | null> {
  if (request.actor === undefined) request.actor = await services.resolveActor(request)
  return request.actor
}
