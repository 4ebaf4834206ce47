import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from './kit/actor.ts'
import { COMPANY_COOKIE, SESSION_COOKIE, sealCookie, sessionToken } from './kit/auth/cookie.ts'
import { hashSecret, KEY_PREFIX } from './kit/auth/secrets.ts'
import type { Database } from './kit/db.ts'
import { problem } from './kit/problem.ts'
import { unsign } from './kit/signed.ts'
import { type Permission, permissionsOf, type Role } from './permissions.ts'

export { SESSION_COOKIE, sealCookie }
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
  #generation = 0

  constructor(db: Database, secret: string) {
    this.#db = db
    this.#secret = secret
  }

  /** Somebody lost a session, a role or a key: whoever asks next is looked up again. */
  forget(): void {
    this.#kept.clear()
    this.#generation++
  }

  async resolve(request: FastifyRequest): Promise<Actor | null> {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (bearer)
      return bearer.startsWith(KEY_PREFIX) ? this.#keep(bearer, () => this.#ofKey(bearer)) : this.#ofCustomer(bearer)
    const cookies = request.cookies ?? {}
    const session = sessionToken(cookies, this.#secret)
    const customer = cookies[CUSTOMER_COOKIE]
    if (request.method !== 'GET' && (session || customer)) mustBeOurOrigin(request)
    const asCustomer = customer ? this.#ofCustomer(customer) : null
    // Somebody of ours who tries the portal is there the customer they signed in as.
    const { needs } = request.routeOptions.config as { needs?: string }
    if (asCustomer && (needs === 'customer' || needs === 'public')) return asCustomer
    return (session && (await this.#ofWanted(session, request))) || asCustomer
  }

  /** A company asked for by header must be theirs, or nothing is found; one remembered by cookie may have ended. */
  async #ofWanted(session: string, request: FastifyRequest): Promise<Actor | null> {
    const find = (wanted: string | null) => this.#keep(`${session} ${wanted}`, () => this.#ofSession(session, wanted))
    const wanted = tenantId(request.headers['x-company'])
    if (wanted) return find(wanted)
    const remembered = tenantId(request.cookies?.[COMPANY_COOKIE])
    return (remembered && (await find(remembered))) || find(null)
  }

  async #keep(key: string, find: () => Promise<Actor | null>): Promise<Actor | null> {
    const kept = this.#kept.get(key)
    if (kept && kept.until > Date.now()) return kept.actor
    const generation = this.#generation
    const actor = await find()
    if (this.#kept.size > 10_000) this.#kept.clear()
    // What was looked up before a revocation must not be kept after it.
    if (generation === this.#generation) this.#kept.set(key, { actor, until: Date.now() + KEPT_MS })
    return actor
  }

  async #ofKey(key: string): Promise<Actor | null> {
    const { rows } = await sql<{
      tenant_id: string
      id: string
      name: string
      scopes: Permission[]
      station_ids: string[] | null
    }>`
      select * from people.key_of_hash(${hashSecret(key)})`.execute(this.#db.untenanted)
    const row = rows[0]
    if (!row) return null
    await sql`select people.note_key_use(${hashSecret(key)})`.execute(this.#db.untenanted)
    return {
      kind: 'api_key',
      tenantId: row.tenant_id,
      id: row.id,
      name: row.name,
      roles: ['integrator'],
      permissions: new Set(row.scopes),
      stations: row.station_ids ?? 'all',
      language: 'en',
      timeZone: 'UTC',
    }
  }

  async #ofSession(token: string, wanted: string | null): Promise<Actor | null> {
    const { rows } = await sql<{
      tenant_id: string
      person_id: string
      name: string
      language: string
      time_zone: string
      roles: Role[]
      stations: string[] | null
    }>`select * from network.actor_of_session(${token}, ${wanted}::uuid)`.execute(this.#db.untenanted)
    const row = rows[0]
    if (!row) return null
    return {
      kind: 'person',
      tenantId: row.tenant_id,
      id: row.person_id,
      name: row.name,
      roles: row.roles,
      permissions: permissionsOf(row.roles),
      stations: row.stations ?? 'all',
      language: row.language,
      timeZone: row.time_zone,
    }
  }

  #ofCustomer(token: string): Actor | null {
    const session = unsign<CustomerSession>(this.#secret, 'customer-session', token, new Date())
    if (!session) return null
    return {
      kind: 'customer',
      tenantId: session.tenantId,
      id: session.customerId,
      name: session.name,
      roles: [],
      permissions: new Set(),
      stations: [],
      language: session.language,
      timeZone: session.timeZone,
    }
  }
}

function tenantId(given: string | string[] | undefined): string | null {
  return typeof given === 'string' && /^[0-9a-f-]{36}$/.test(given) ? given : null
}

/** A page of another site must not act with our visitor's cookie. */
function mustBeOurOrigin(request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin && URL.parse(origin)?.host !== request.host) throw problem('forbidden.origin', 403)
}
