import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { buildApp, type Services } from './kit/app.ts'
import { mountSignIn } from './kit/auth/mount.ts'
import { serveApps } from './kit/web/apps.ts'
import { guardPages } from './kit/web/headers.ts'
import { tellHealth } from './kit/web/health.ts'
import { measure } from './kit/web/metrics.ts'
import { limitRates } from './kit/web/rate-limits.ts'
import { signInQuestions } from './modules/people/companies.ts'
import { ALL_ROUTES } from './modules.ts'

/** Event streams are sent as they come; what is compressed already is left alone. */
const COMPRESSED =
  /^(application\/(json|problem\+json|javascript|wasm|manifest\+json)|image\/svg\+xml|text\/(?!event-stream))/

/** The whole HTTP server of the product: routes of all modules, sign-in, the three apps. */
export async function buildServer(services: Services): Promise<FastifyInstance> {
  return buildApp(services, ALL_ROUTES, async (app) => {
    await app.register(cookie)
    await limitRates(app, services)
    guardPages(app, services.settings)
    await app.register(compress, {
      threshold: 1400,
      encodings: ['br', 'gzip'],
      customTypes: COMPRESSED,
      // The default (11) takes a tenth of a second for a page of a list, for some per cent less.
      brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    })
    await app.register(multipart, { limits: { files: 1, fields: 5, fileSize: Number.POSITIVE_INFINITY } })
    mountSignIn(app, services, signInQuestions(services))
    tellHealth(app, services)
    measure(app, services)
    await serveApps(app)
  })
}
