import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodType, z } from 'zod'
import type { Permission } from '../permissions.ts'
import type { Actor } from './actor.ts'
import type { Services } from './app.ts'
import type { Tx } from './db.ts'

type Shape = ZodType | undefined
type Out<S extends Shape> = S extends ZodType ? z.output<S> : undefined

/** What a handler is given. `tx` is the one transaction of this request; it commits when the handler returns. */
export interface Call<P extends Shape, Q extends Shape, B extends Shape> {
  tx: Tx
  actor: Actor
  now: Date
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  /** From If-Match; a route with `edits: true` always has it. */
  ifMatch: number | null
  services: Services
  log: FastifyBaseLogger
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * One route. Every route says who may call it: a permission, `'customer'` (signed in on the portal),
 * or `'public'`: anyone, in the company named by the `:company` part of its path; without such a part in no company,
 * in a transaction that sees no rows.
 */
export interface RouteSpec<P extends Shape = Shape, Q extends Shape = Shape, B extends Shape = Shape> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /api/v1, in Fastify form: '/requests/:id/closure' */
  path: string
  needs: Permission | 'customer' | 'public'
  summary: string
  params?: P
  query?: Q
  body?: B
  returns?: ZodType
  status?: number
  /** Other answers the handler may give by setting the status of `reply`; refusals are problems and need no word here. */
  otherwise?: Record<number, ZodType>
  /** Bytes of the body, where the general limit is too small. */
  bodyLimit?: number
  /** Demands If-Match and answers with an ETag. */
  edits?: boolean
  /** Calls per minute and caller, where the general limit is too generous. */
  ratePerMinute?: number
  /** The handler keeps its own idempotency key inside its hot statement, or must not be repeated blindly. */
  ownIdempotency?: boolean
  /** Streams or files: the handler sets the headers on `reply` and returns the bytes; like every answer they leave after the commit. */
  raw?: boolean
  /**
   * Opens its own transactions with `services.db.tx`, because it receives a stream or talks to something slow first;
   * `tx` must not be touched and idempotency keys are its own affair.
   */
  ownTransaction?: boolean
  /** What a body that is no JSON looks like in the description of the API. */
  multipart?: boolean
  handle(call: Call<P, Q, B>): Promise<unknown>
}

// The handler's parameters are contravariant: collections of routes hold them loosely, `route()` checks each tightly.
export type AnyRoute = RouteSpec<ZodType, ZodType, ZodType>

export function route<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  spec: RouteSpec<P, Q, B>,
): AnyRoute {
  return spec as unknown as AnyRoute
}
