import { sql } from 'kysely'
import { type Client, client, type World } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { sign } from '../../kit/signed.ts'

const DAY_MS = 86_400_000
const OFFICE = [['09:00', '18:00']]
const WEEKLY = { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: OFFICE, 6: [], 7: [] }

/** A Monday at least three days ahead, as a day and in hours of Shanghai. */
export const monday = (() => {
  const at = new Date(Date.now() + 3 * DAY_MS)
  while (at.getUTCDay() !== 1) at.setTime(at.getTime() + DAY_MS)
  return at.toISOString().slice(0, 10)
})()
export const at = (hour: number, minute = 0) =>
  new Date(Date.parse(`${monday}T00:00:00+08:00`) + (hour * 60 + minute) * 60_000).toISOString()
export const version = (n: number) => ({ 'if-match': `"${n}"` })

export interface Person {
  stationId?: string
  skills?: string[]
  /** Days on which a certificate for the first skill expires; absent = none held. */
  certificateUntil?: string
  home?: { lat: number; lon: number }
  shift?: boolean
  name?: string
}

export interface Plan {
  dispatcher: Client
  desk: Client
  stationId: string
  otherStationId: string
  customerId: string
  technician(person?: Person): Promise<string>
  request(more?: object): Promise<{ id: string; number: string; version: number }>
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
  order(more?: object): Promise<any>
  portal(): Client
}

/** Two stations, a customer with an address in Shanghai, a skill that needs a certificate and one that does not. */
export async function makePlan(world: World): Promise<Plan> {
  const dispatcher = await world.tenant.as('dispatcher')
  const desk = await world.tenant.as('service_desk')
  const stationId = await station(world, 'Pudong')
  const otherStationId = await station(world, 'Hongqiao')
  for (const [code, certified] of [
    ['cooling', false],
    ['high_voltage', true],
  ] as const)
    await inTenant(world, (tx) =>
      sql`insert into people.skill (id, code, name, needs_certificate) values (${newId()}, ${code}, '{}', ${certified})`.execute(
        tx,
      ),
    )
  const customer = await desk.post('/customers', {
    kind: 'person',
    name: 'Li Wei',
    country: 'CN',
    phone: '+8613800138000',
    email: 'li@example.com',
    language: 'zh-CN',
    addresses: [{ country: 'CN', city: '上海', line: '南京东路 1 号', lat: 31.2354, lon: 121.4805, isPrimary: true }],
  })
  const addressId = (await desk.get(`/customers/${customer.body.id}`)).body.addresses[0].id
  const request = async (more: object = {}) => {
    const words = '空调不制冷'
    const about = { words, customerId: customer.body.id, addressId, stationId, language: 'zh-CN', ...more }
    return accepted(await desk.post('/requests', about))
  }
  return {
    dispatcher,
    desk,
    stationId,
    otherStationId,
    customerId: customer.body.id,
    technician: (person = {}) => technician(world, { stationId, ...person }),
    request,
    order: async (more = {}) =>
      accepted(await dispatcher.post('/work-orders', { requestId: (await request()).id, plannedMinutes: 60, ...more })),
    portal: () => customerOf(world, customer.body.id),
  }
}

function accepted<T>(answer: { status: number; body: T }): T {
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

type Work = Parameters<World['services']['db']['tx']>[1]
const inTenant = (world: World, work: Work) => world.services.db.tx(world.tenant.id, work)

async function station(world: World, name: string): Promise<string> {
  const id = newId()
  await inTenant(world, (tx) =>
    sql`insert into network.station (id, number, path, kind, name, country, time_zone, lat, lon)
      values (${id}, ${`ST-${id}`}, ${[id]}::uuid[], 'own', ${name}, 'CN', 'Asia/Shanghai', 31.22, 121.53)`.execute(tx),
  )
  return id
}

/** Somebody who works Monday to Friday, nine to six, in Shanghai. */
async function technician(world: World, person: Person): Promise<string> {
  const id = newId()
  await inTenant(world, async (tx) => {
    await sql`insert into people.person (id, number, name, time_zone, home_lat, home_lon)
      values (${id}, ${`P-${id}`}, ${person.name ?? '王师傅'}, 'Asia/Shanghai', ${person.home?.lat ?? null}, ${person.home?.lon ?? null})`.execute(
      tx,
    )
    await sql`insert into people.role_grant (id, person_id, role, scope, station_id)
      values (${newId()}, ${id}, 'technician', 'station', ${person.stationId})`.execute(tx)
    await sql`insert into network.staff (station_id, person_id, from_on) values (${person.stationId}, ${id}, '2020-01-01')`.execute(
      tx,
    )
    if (person.shift !== false)
      await sql`insert into people.shift (id, person_id, valid_from, time_zone, weekly)
        values (${newId()}, ${id}, '2020-01-01', 'Asia/Shanghai', ${JSON.stringify(WEEKLY)}::jsonb)`.execute(tx)
    for (const code of person.skills ?? [])
      await sql`insert into people.person_skill (person_id, skill_id) select ${id}, k.id from people.skill k where k.code = ${code}`.execute(
        tx,
      )
    if (person.certificateUntil)
      await sql`insert into people.certificate (id, person_id, skill_id, name, issued_on, expires_on)
        select ${newId()}, ${id}, k.id, 'HV', '2020-01-01', ${person.certificateUntil} from people.skill k where k.code = 'high_voltage'`.execute(
        tx,
      )
  })
  return id
}

export function customerOf(world: World, customerId: string): Client {
  const exp = Math.floor(Date.now() / 1000) + 3600
  const session = {
    tenantId: world.tenant.id,
    customerId,
    name: 'Li Wei',
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    exp,
  }
  return client(world.app, null, {
    authorization: `Bearer ${sign(world.services.secret, 'customer-session', session)}`,
  })
}
