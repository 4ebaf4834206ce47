import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from './kit/actor.ts'
import type { Database } from './kit/db.ts'
import { problem } from './kit/problem.ts'
import { unsign } from './kit/signed.ts'
import { type Permission, permissionsOf, type Role } from './permissions.ts'

export const SESSION_COOKIE = 'aftercare.session_token'
export const CUSTOMER_COOKIE = 'aftercare.customer'
/** What a signed-in customer's cookie holds. */
export interface CustomerSession {
  tenantId: string
  customerId: string
  name: string
  language: string
  timeZone: string
  exp: number
}

const KEPT_MS = 5_000

/** Finds who sends a request. Answers are kept for five seconds; a revocation clears them at once in every process. */
export class Actors {
  readonly #db: Database
  readonly #secret: string
  readonly #kept = new Map<string, { actor: Actor | null; until: number }>()

  constructor(db: Database, secret: string) {
    this.#db = db
    this.#secret = secret
  }

  forget(): void {
    this.#kept.clear()
  }

  async resolve(request: FastifyRequest): Promise<Actor | null> {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (bearer) return bearer.startsWith('ac_') ? this.#keep(bearer, () => this.#ofKey(bearer)) : this.#ofCustomer(bearer)
    const cookies = request.cookies ?? {}
    const session = cookies[SESSION_COOKIE] ?? cookies[`__Secure-${SESSION_COOKIE}`]
    const customer = cookies[CUSTOMER_COOKIE]
    if (request.method !== 'GET' && (session || customer)) mustBeOurOrigin(request)
    if (session) {
      const wanted = tenantHeader(request)
      const actor = await this.#keep(`${session} ${wanted}`, () => this.#ofSession(session, wanted))
      if (actor) return actor
    }
    return customer ? this.#ofCustomer(customer) : null
  }

  async #keep(key: string, find: () => Promise<Actor | null>): Promise<Actor | null> {
    const kept = this.#kept.get(key)
    if (kept && kept.until > Date.now()) return kept.actor
    const actor = await find()
    if (this.#kept.size > 10_000) this.#kept.clear()
    this.#kept.set(key, { actor, until: Date.now() + KEPT_MS })
    return actor
  }

  async #ofKey(key: string): Promise<Actor | null> {
    const { rows } = await sql<{ tenant_id: string; id: string; name: string; scopes: Permission[]; station_ids: string[] | null }>`
      select * from people.key_of_hash(${hashKey(key)})`.execute(this.#db.untenanted)
    const row = rows[0]
    if (!row) return null
    return {
      kind: 'api_key', tenantId: row.tenant_id, id: row.id, name: row.name, roles: ['integrator'],
      permissions: new Set(row.scopes), stations: row.station_ids ?? 'all', language: 'en', timeZone: 'UTC',
    }
  }

  async #ofSession(cookie: string, wanted: string | null): Promise<Actor | null> {
    const token = openCookie(cookie, this.#secret)
    if (!token) return null
    const { rows } = await sql<{
      tenant_id: string; person_id: string; name: string; language: string; time_zone: string; roles: Role[]; stations: string[] | null
    }>`select * from network.actor_of_session(${token}, ${wanted}::uuid)`.execute(this.#db.untenanted)
    const row = rows[0]
    if (!row) return null
    return {
      kind: 'person', tenantId: row.tenant_id, id: row.person_id, name: row.name, roles: row.roles,
      permissions: permissionsOf(row.roles), stations: row.stations ?? 'all', language: row.language, timeZone: row.time_zone,
    }
  }

  #ofCustomer(token: string): Actor | null {
    const session = unsign<CustomerSession>(this.#secret, 'customer-session', token, new Date())
    if (!session) return null
    return {
      kind: 'customer', tenantId: session.tenantId, id: session.customerId, name: session.name, roles: [],
      permissions: new Set(), stations: [], language: session.language, timeZone: session.timeZone,
    }
  }
}

/** A person of several companies says which one by header; it must be theirs, or nothing is found. */
function tenantHeader(request: FastifyRequest): string | null {
  const wanted = request.headers['x-company']
  return typeof wanted === 'string' && /^[0-9a-f-]{36}$/.test(wanted) ? wanted : null
}

/** A page of another site must not act with our visitor's cookie. */
function mustBeOurOrigin(request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin && new URL(origin).host !== request.host) throw problem('forbidden.origin', 403)
}

/** better-auth signs its cookie as `<token>.<base64 HMAC-SHA-256>`. */
function openCookie(cookie: string, secret: string): string | null {
  const at = cookie.lastIndexOf('.')
  if (at < 1) return null
  const token = cookie.slice(0, at)
  const expected = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'))
  const given = Buffer.from(cookie.slice(at + 1))
  return expected.length === given.length && timingSafeEqual(expected, given) ? token : null
}
export function sealCookie(token: string, secret: string): string {
  return `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`
}

export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
