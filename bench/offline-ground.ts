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
  /** For whom visits are booked. */
  at: { customerId: string; stationId: string }
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
    all.push(await addTechnician(stage, { customerId: customer.id, stationId: station.id }, visitsEach))
  }
  return all
}

/** A zone in which it is early: what is planned for the next hours is planned for today. */
const morning = () => {
  const hour = new Date().getUTCHours()
  const ahead = (((8 - hour + 12) % 24) + 24) % 24
  return ahead - 12 >= 0 ? `Etc/GMT-${ahead - 12}` : `Etc/GMT+${12 - ahead}`
}

/** A price list for what is added at the customer's. */
export async function publishPrices(stage: Stage): Promise<void> {
  const head = {
    name: 'Bench',
    country: 'CN',
    currency: 'CNY',
    taxBp: 1300,
    taxIncluded: true,
    validFrom: '2026-01-01',
  }
  const list = await call(stage, 'POST', '/price-lists', head)
  const price = { listId: list.id, kind: 'consumable', code: 'CLN', unit: 'piece', minor: '6000' }
  await call(stage, 'POST', '/prices', { ...price, name: { en: 'Cleaning', 'zh-CN': '清洗', 'zh-TW': '清洗' } })
  await call(stage, 'PUT', `/price-lists/${list.id}/publication`, {}, { 'if-match': `"${list.version}"` })
}

/** Somebody with a session, and visits of the next hours one after the other. */
export async function addTechnician(stage: Stage, at: Technician['at'], visits: number): Promise<Technician> {
  const { services, tenantId } = stage
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
    const grant = { id: newId(), person_id: personId, role: 'technician', scope: 'station', station_id: at.stationId }
    await tx.insertInto('people.role_grant').values(grant).execute()
  })
  const cookie = { name: SESSION_COOKIE, value: encodeURIComponent(sealCookie(token, services.secret)) }
  const visitIds: string[] = []
  for (let n = 0; n < visits; n++) visitIds.push(await bookVisit(stage, at, personId, n))
  return { personId, cookie, visitIds, at }
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
