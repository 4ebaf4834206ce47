import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { SESSION_COOKIE, sealCookie } from '../server/src/actors.ts'
import { newId } from '../server/src/kit/ids.ts'
import type { Stage } from './stage.ts'

export interface Technician {
  personId: string
  cookie: { name: string; value: string }
  visitIds: string[]
}

const HOUR_MS = 3_600_000

/** Technicians with a session each, and visits booked for the next hours of their day. */
export async function makeTechnicians(stage: Stage, count: number, visitsEach: number): Promise<Technician[]> {
  const station = { id: newId() }
  await stage.services.db.tx(stage.tenantId, (tx) =>
    sql`insert into network.station (id, number, path, kind, name, country, time_zone)
      values (${station.id}, 'S-1', ${[station.id]}::uuid[], 'hq', 'Bench station', 'CN', 'Asia/Shanghai')`.execute(tx),
  )
  const customer = await call(stage, 'POST', '/customers', { kind: 'person', name: 'Li Wei', country: 'CN' })
  const all: Technician[] = []
  for (let n = 0; n < count; n++) {
    const one = await addTechnician(stage, station.id)
    for (let v = 0; v < visitsEach; v++)
      one.visitIds.push(await bookVisit(stage, { customerId: customer.id, stationId: station.id }, one.personId, v))
    all.push(one)
  }
  return all
}

/** A zone in which it is early: what is planned for the next hours is planned for today. */
const morning = () => {
  const hour = new Date().getUTCHours()
  const ahead = (((8 - hour + 12) % 24) + 24) % 24
  return ahead - 12 >= 0 ? `Etc/GMT-${ahead - 12}` : `Etc/GMT+${12 - ahead}`
}

async function addTechnician({ services, tenantId }: Stage, stationId: string): Promise<Technician> {
  const [personId, userId, token] = [newId(), newId(), newId()]
  await services.db.tx(tenantId, async (tx) => {
    const email = `${personId}@bench.example`
    await sql`insert into auth."user" (id, name, email, "emailVerified") values (${userId}, 'Bench', ${email}, true)`.execute(
      tx,
    )
    await sql`insert into auth."session" (id, "expiresAt", token, "updatedAt", "userId")
      values (${newId()}, now() + interval '1 day', ${token}, now(), ${userId})`.execute(tx)
    const person = {
      id: personId,
      number: `P-${personId}`,
      name: 'Bench',
      email,
      time_zone: morning(),
      user_id: userId,
    }
    await tx.insertInto('people.person').values(person).execute()
    const grant = { id: newId(), person_id: personId, role: 'technician', scope: 'station', station_id: stationId }
    await tx.insertInto('people.role_grant').values(grant).execute()
  })
  const cookie = { name: SESSION_COOKIE, value: encodeURIComponent(sealCookie(token, services.secret)) }
  return { personId, cookie, visitIds: [] }
}

async function bookVisit(stage: Stage, of: { customerId: string; stationId: string }, technicianId: string, n: number) {
  const words = { words: 'Does not cool', language: 'en', country: 'CN' }
  const request = await call(stage, 'POST', '/requests', { ...words, ...of }, { 'idempotency-key': newId() })
  const order = await call(stage, 'POST', '/work-orders', { requestId: request.id, plannedMinutes: 30 })
  const start = new Date(Date.now() + HOUR_MS / 4 + n * (HOUR_MS / 2)).toISOString()
  const booking = { workOrderId: order.id, technicianId, start, minutes: 30, overrideReason: 'bench' }
  return (await call(stage, 'POST', '/visits', booking)).id as string
}

// biome-ignore lint/suspicious/noExplicitAny: a measurement reads any answer
export async function call(stage: Stage, method: string, url: string, body?: object, headers = {}): Promise<any> {
  const answer = await stage.app.inject({
    ...{ method: method as 'POST', url: `/api/v1${url}`, ...(body && { payload: body }) },
    headers: { authorization: stage.authorization, ...headers },
  })
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
  return answer.body ? answer.json() : null
}

/** The field app's memory and sending as one script for a page (apps/field/robot). */
export async function buildRobot(): Promise<string> {
  const { build } = await import('vite')
  const root = path.resolve(import.meta.dirname, '..')
  const outDir = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-robot-'))
  const lib = { entry: path.join(root, 'apps/field/robot/phone.ts'), formats: ['es'], fileName: () => 'robot.js' }
  await build({
    ...{ configFile: false, root, logLevel: 'error', define: { 'process.env.NODE_ENV': '"production"' } },
    build: {
      outDir,
      minify: false,
      emptyOutDir: true,
      lib: lib as never,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  const text = fs.readFileSync(path.join(outDir, 'robot.js'), 'utf8')
  fs.rmSync(outDir, { recursive: true })
  return text
}
