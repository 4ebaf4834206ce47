import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ZodType, z } from 'zod'
import { type Actor, can } from './actor.ts'
import { API, type Services } from './app.ts'
import { NOWHERE, type Tx } from './db.ts'
import { callerLanguage } from './errors.ts'
import { bodyHash, keepAnswer, takeKey } from './idempotency.ts'
import { notFound, Problem, problem } from './problem.ts'
import type { AnyRoute } from './route.ts'
import { whoAsks } from './who.ts'

const EMPTY: ZodType = z.null().meta({ description: 'nothing to say' })

/** Puts one route on the server: who may call it, one transaction around it, its answer kept under its idempotency key. */
export function handleRoute(app: FastifyInstance, services: Services, spec: AnyRoute): void {
  const status = spec.status ?? (spec.method === 'POST' ? 201 : 200)
  app.route({
    method: spec.method,
    url: API + spec.path,
    schema: {
      summary: spec.summary,
      tags: [spec.path.split('/')[1] ?? ''],
      ...(spec.params ? { params: spec.params } : {}),
      ...(spec.query ? { querystring: spec.query } : {}),
      ...(spec.body ? { body: spec.body } : {}),
      response: spec.raw ? {} : { [status]: spec.returns ?? EMPTY, ...spec.otherwise },
    },
    config: { needs: spec.needs, spec },
    ...(spec.bodyLimit ? { bodyLimit: spec.bodyLimit } : {}),
    // Before the body is read: who may not call this is not told what it wants.
    onRequest: async (request, reply) => {
      reply.header('cache-control', NEVER_KEPT)
      request.admitted = await admit(services, spec, request)
    },
    handler: async (request, reply) => {
      const actor = request.admitted!
      const incoming = { actor, request, reply }
      const answer = spec.ownTransaction
        ? await answerNow(services, spec, status, { ...incoming, tx: NO_TX })
        : await services.db
            .tx(actor.tenantId, (tx) => answerOnce(services, spec, status, { ...incoming, tx }))
            .catch((error) => keepEvidence(services, actor, error))
      if (spec.raw) return reply.send(answer.response)
      if (!spec.otherwise?.[reply.statusCode]) reply.status(answer.status)
      const version = (answer.response as { version?: unknown } | undefined)?.version
      if (typeof version === 'number') reply.header('etag', `"${version}"`)
      return reply.send(answer.response ?? null)
    },
  })
}

/**
 * The tag is the version of the record, for `If-Match`; the answer says more than the record (who let a finding pass, what is
 * running), so the same tag may stand on another answer. Nobody between may keep one, nor a browser after the sign-out.
 * Files, which never change, say otherwise themselves.
 */
const NEVER_KEPT = 'no-store'

/** A refusal undid its change; what proves that it was tried is written apart from it. */
async function keepEvidence(services: Services, actor: Actor, error: unknown): Promise<never> {
  if (error instanceof Problem && error.evidence) await services.db.tx(actor.tenantId, error.evidence)
  throw error
}

interface Incoming {
  tx: Tx
  actor: Actor
  request: FastifyRequest
  reply: FastifyReply
}

const NO_TX = new Proxy({} as Tx, {
  get() {
    throw new Error('this route declared that it opens its own transactions')
  },
})

async function answerOnce(services: Services, spec: AnyRoute, status: number, incoming: Incoming) {
  const { tx, actor, request } = incoming
  const key = spec.method === 'GET' || spec.ownIdempotency ? null : idempotencyKey(request)
  if (!key) return answerNow(services, spec, status, incoming)
  const hash = bodyHash([request.params, request.body])
  const stored = await takeKey(tx, key, actor.id, `${spec.method} ${spec.path}`, hash)
  if (stored) return stored
  const answer = await answerNow(services, spec, status, incoming)
  await keepAnswer(tx, key, answer)
  return answer
}

async function answerNow(services: Services, spec: AnyRoute, status: number, incoming: Incoming) {
  const { params, query, body, log } = incoming.request
  const call = { params, query, body, log, services, now: new Date(), ifMatch: ifMatch(incoming.request, spec) }
  const response = await spec.handle({ ...call, ...incoming })
  // An answer of another kind keeps its status under its key, too: said again it is still that answer.
  if (spec.otherwise?.[incoming.reply.statusCode]) status = incoming.reply.statusCode
  return { status, response: spec.raw ? response : toWire(response) }
}

/** 401 for nobody, 403 for a person without the permission, 404 for an unknown company. */
async function admit(services: Services, spec: AnyRoute, request: FastifyRequest): Promise<Actor> {
  if (spec.needs === 'public') return anyone(services, request)
  const actor = await whoAsks(services, request)
  if (!actor) throw problem('unauthenticated', 401)
  const allowed = spec.needs === 'customer' ? actor.kind === 'customer' : can(actor, spec.needs)
  if (!allowed) {
    request.log.warn({ actor: actor.id, kind: actor.kind, needs: spec.needs }, 'refused: permission')
    throw problem('forbidden', 403, { permission: spec.needs })
  }
  return actor
}

async function anyone(services: Services, request: FastifyRequest): Promise<Actor> {
  const { company } = request.params as { company?: string }
  const tenantId = company === undefined ? NOWHERE : await services.tenantOfCompany(company)
  if (!tenantId) throw notFound('company')
  const known = await whoAsks(services, request)
  if (known?.kind === 'customer' && known.tenantId === tenantId) return known
  return {
    kind: 'anonymous',
    tenantId,
    id: null,
    name: '',
    roles: [],
    permissions: new Set(),
    stations: [],
    language: callerLanguage(request),
    timeZone: 'UTC',
  }
}

export function idempotencyKey(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || key.length < 8 || key.length > 128) throw problem('idempotency.malformed', 400)
  return key
}

function ifMatch(request: FastifyRequest, spec: AnyRoute): number | null {
  const header = request.headers['if-match']
  const version = header === undefined ? null : Number(/^(?:W\/)?"?(\d+)"?$/.exec(header)?.[1] ?? Number.NaN)
  if (version !== null && Number.isNaN(version)) throw problem('if_match.malformed', 400)
  if (version === null && spec.edits) throw problem('if_match.missing', 428)
  return version
}

/** Dates as ISO strings, minor units as strings: what the shapes of the API declare. */
export function toWire(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(toWire)
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toWire(one)]))
  }
  return value
}
