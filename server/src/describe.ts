import { pino } from 'pino'
import type { Services } from './kit/app.ts'
import { readSettings } from './kit/settings.ts'
import { buildServer } from './server.ts'

/** The OpenAPI description, from the routes alone: no database is touched. */
export async function describeRoutes(): Promise<object> {
  const unused = () => {
    throw new Error('describing needs no services')
  }
  const services = {
    settings: readSettings({}),
    log: pino({ level: 'silent' }),
    resolveActor: unused,
    tenantOfCompany: unused,
  } as unknown as Services
  const app = await buildServer(services)
  await app.ready()
  const description = app.swagger()
  await app.close()
  return description
}
