import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger as WorkerLogger } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Actor } from './actor.ts'
import type { Database } from './db.ts'
import { answerProblems, refuseNoRequest, refuseUnreadable } from './errors.ts'
import type { Storage } from './files/storage.ts'
import { handleRoute } from './handle.ts'
import { newId } from './ids.ts'
import { endStreams } from './live-route.ts'
import type { Mailer } from './mail/transport.ts'
import { describeApi } from './openapi.ts'
import type { AnyRoute } from './route.ts'
import type { Settings } from './settings.ts'
import type { Texter } from './sms/index.ts'

/** What every handler and job can reach. Made once at start. */
export interface Services {
  db: Database
  settings: Settings
  /** Signs labels, portal sessions and links; kept in the data directory or given by the operator. */
  secret: string
  /** Where uploaded and made files are kept. */
  files: Storage
  mailer: Mailer
  texter: Texter
  log: Logger
  workerLogger: WorkerLogger
  /** Who sends this request, from cookie, API key or portal session; null = nobody we know. */
  resolveActor(request: FastifyRequest): Promise<Actor | null>
  /** Somebody lost a session, a role or a key: every process looks again. Call it after the commit. */
  forgetActors(): void
  /** The tenant a public path speaks of. */
  tenantOfCompany(code: string): Promise<string | null>
}

export const API = '/api/v1'

/** The HTTP server with every route of every module; refuses to start on a route that does not say who may call it. */
export async function buildApp(
  services: Services,
  routes: readonly AnyRoute[],
  prepare: (app: FastifyInstance) => Promise<void> = async () => {},
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    trustProxy: services.settings.trustProxy,
    genReqId: () => newId(),
    requestIdHeader: false,
    bodyLimit: 2 * 1024 * 1024,
    frameworkErrors: refuseUnreadable,
    clientErrorHandler: refuseNoRequest,
    // One line per request, written below with what we want to know of it.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 500 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('actor', undefined)
  app.decorateRequest('admitted', undefined)
  app.removeContentTypeParser('text/plain')
  // Parts of a file (kit/files/resumable.ts); any other route refuses what is no JSON.
  app.addContentTypeParser('application/offset+octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  answerProblems(app)
  await describeApi(app)
  await prepare(app)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', logRequest)
  app.addHook('preClose', async () => endStreams(app))
  for (const one of routes) {
    if (!one.needs) throw new Error(`route ${one.method} ${one.path} does not declare what it needs`)
    handleRoute(app, services, one)
  }
  return app
}

/** The route, never the address: addresses of labels and links hold secrets. */
async function logRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { statusCode, elapsedTime } = reply
  const { method, actor } = request
  const who = actor ? { tenant: actor.tenantId, actor: actor.id, kind: actor.kind } : {}
  request.log.info(
    { method, route: request.routeOptions.url, status: statusCode, ms: Math.round(elapsedTime), ...who },
    'request',
  )
}
