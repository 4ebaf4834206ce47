import cookie from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import { buildApp, type Services } from './kit/app.ts'
import { ALL_ROUTES } from './modules.ts'

/** The whole HTTP server of the product: routes of all modules, sign-in, the three apps. */
export async function buildServer(services: Services): Promise<FastifyInstance> {
  const app = await buildApp(services, ALL_ROUTES, async (raw) => {
    await raw.register(cookie)
  })
  return app
}
