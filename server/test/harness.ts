import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, inject } from 'vitest'
import { SESSION_COOKIE, sealCookie } from '../src/actors.ts'
import { newId } from '../src/kit/ids.ts'
import { readSettings } from '../src/kit/settings.ts'
import type { Role } from '../src/permissions.ts'
import { buildServer } from '../src/server.ts'
import { connectServices, type Running } from '../src/services.ts'
import { runJobsNow } from './jobs-now.ts'

export interface World {
  app: FastifyInstance
  services: Running
  /** The company most tests use. */
  tenant: Tenant
  makeTenant(code: string): Promise<Tenant>
  /** Works off every waiting job, reactions included. */
  jobs(): Promise<void>
}
export interface Tenant {
  id: string
  code: string
  /** A signed-in person with this role; company-wide unless stations are given. */
  as(role: Role | Role[], scope?: { stationId?: string; country?: string; personId?: string }): Promise<Client>
  anonymous(): Client
}
export interface Client {
  personId: string | null
  /** Who it is to the server, for another server over the same database or a real connection. */
  headers: Record<string, string>
  get(url: string, headers?: Record<string, string>): Promise<Answer>
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Nothing said is `{}`; `null` sends no body at all. */
  put(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(url: string, headers?: Record<string, string>): Promise<Answer>
}
export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
  body: any
  headers: LightMyRequestResponse['headers']
  raw: LightMyRequestResponse
}

/** One server on a database of its own for a test file, through the real routes and a real PostgreSQL. */
export function useWorld(): World {
  const world = {} as World
  let drop: () => Promise<void>
  beforeAll(async () => {
    const { admin, database } = inject('postgres')
    const name = `test_${newId().replaceAll('-', '')}`
    // The files are copied: through the log, as by default, takes twice the time.
    await once(admin, `create database ${name} template ${database} strategy file_copy`)
    const owner = admin.replace(/\/postgres(\?|$)/, `/${name}$1`)
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-data-'))
    const settings = readSettings({}, { dataDir, poolSize: 8, publicUrl: 'http://aftercare.test' })
    const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
    const services = await connectServices(
      settings,
      { owner, app: owner, role: 'aftercare_app', stop: async () => {} },
      log,
      false,
    )
    const app = await buildServer(services)
    await app.ready()
    Object.assign(world, {
      app,
      services,
      makeTenant: (code: string) => makeTenant(app, services, code),
      jobs: () => runJobsNow(services),
      tenant: await makeTenant(app, services, 'acme'),
    })
    drop = async () => {
      await app.close()
      await services.stop()
      await once(admin, `drop database ${name} with (force)`)
      fs.rmSync(dataDir, { recursive: true, force: true })
    }
  }, 60_000)
  afterAll(() => drop())
  return world
}

async function makeTenant(app: FastifyInstance, services: Running, code: string): Promise<Tenant> {
  const id = newId()
  await services.db.tx(id, async (tx) => {
    await tx
      .insertInto('kit.company')
      .values({
        tenant_id: id,
        code,
        name: `${code} Ltd`,
        country: 'CN',
        language: 'en',
        time_zone: 'Asia/Shanghai',
        currency: 'CNY',
      })
      .execute()
  })
  return {
    id,
    code,
    as: (role, scope = {}) => signedIn(app, services, id, [role].flat(), scope),
    anonymous: () => client(app, null, {}),
  }
}

type Scope = { stationId?: string; country?: string; personId?: string }

/** Makes the person, the grants and a session as better-auth stores it, so that tests need not pay for password hashing. */
async function signedIn(
  app: FastifyInstance,
  services: Running,
  tenantId: string,
  roles: Role[],
  scope: Scope,
): Promise<Client> {
  const personId = scope.personId ?? newId()
  const userId = newId()
  const token = newId()
  await services.db.tx(tenantId, async (tx) => {
    const email = `${roles[0]}-${personId}@example.com`
    await sql`insert into auth."user" (id, name, email, "emailVerified") values (${userId}, ${roles.join(' ')}, ${email}, true)`.execute(
      tx,
    )
    await sql`insert into auth."session" (id, "expiresAt", token, "updatedAt", "userId")
      values (${newId()}, now() + interval '1 day', ${token}, now(), ${userId})`.execute(tx)
    if (scope.personId)
      await tx.updateTable('people.person').set({ user_id: userId }).where('id', '=', personId).execute()
    else
      await tx
        .insertInto('people.person')
        .values({
          id: personId,
          number: `P-${personId}`,
          name: roles.join(' '),
          email,
          time_zone: 'Asia/Shanghai',
          user_id: userId,
        })
        .execute()
    for (const role of roles) {
      const where = scope.stationId
        ? { scope: 'station', station_id: scope.stationId }
        : scope.country
          ? { scope: 'country', country: scope.country }
          : { scope: 'company' }
      await tx
        .insertInto('people.role_grant')
        .values({ id: newId(), person_id: personId, role, ...where })
        .execute()
    }
  })
  return client(app, personId, {
    cookie: `${SESSION_COOKIE}=${encodeURIComponent(sealCookie(token, services.secret))}`,
  })
}

export function client(app: FastifyInstance, personId: string | null, headers: Record<string, string>): Client {
  const send = async (
    method: InjectOptions['method'],
    url: string,
    body: unknown,
    extra: Record<string, string> = {},
  ): Promise<Answer> => {
    const payload = body === undefined ? {} : { payload: body as object }
    const raw = await app.inject({
      method: method!,
      url: `/api/v1${url}`,
      headers: { ...headers, ...extra },
      ...payload,
    })
    const isJson = String(raw.headers['content-type'] ?? '').includes('json')
    return { status: raw.statusCode, body: isJson && raw.body ? raw.json() : raw.body, headers: raw.headers, raw }
  }
  return {
    personId,
    headers,
    get: (url, extra) => send('GET', url, undefined, extra),
    post: (url, body, extra) => send('POST', url, body ?? {}, extra),
    put: (url, body = {}, extra) => send('PUT', url, body ?? undefined, extra),
    patch: (url, body, extra) => send('PATCH', url, body ?? {}, extra),
    delete: (url, extra) => send('DELETE', url, undefined, extra),
  }
}

async function once(url: string, text: string): Promise<void> {
  const one = new pg.Client({ connectionString: url })
  await one.connect()
  await one.query(text)
  await one.end()
}
