import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/kit/app.ts'
import type { AnyRoute } from '../src/kit/route.ts'
import { limitRates } from '../src/kit/web/rate-limits.ts'
import { type Client, client, type World } from './harness.ts'

/** A server with routes of the test's own beside the same kit and database. */
export async function tinyApp(world: World, routes: readonly AnyRoute[]): Promise<FastifyInstance> {
  const app = await buildApp(world.services, routes, async (raw) => {
    await raw.register(cookie)
    await limitRates(raw, world.services)
    await raw.register(multipart)
  })
  await app.ready()
  return app
}

/** The same person, asking that server. */
export function at(app: FastifyInstance, who: Client): Client {
  return client(app, who.personId, who.headers)
}
