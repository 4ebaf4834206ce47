import type { Client, World } from '../../../test/harness.ts'
import { client } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { sign } from '../../kit/signed.ts'

export interface Ground {
  desk: Client
  manager: Client
  customerId: string
  assetId: string
  serial: string
  stationId: string
  calendarId: string
  familyId: string
}

/** A station with office hours and lunch, a customer, their air conditioner: what a request stands on. */
export async function makeGround(world: World): Promise<Ground> {
  const manager = await world.tenant.as('service_manager')
  const desk = await world.tenant.as('service_desk')
  const family = await manager.post('/families', {
    code: 'AC',
    name: { en: 'Air conditioners' },
    productClass: 'air-conditioner',
  })
  const model = await manager.post('/models', {
    familyId: family.body.id,
    code: 'E5',
    name: { en: 'E5' },
    skillCodes: ['hv'],
  })
  for (const covers of ['part', 'labour', 'travel'])
    await manager.post(`/models/${model.body.id}/terms`, { covers, months: 36, startsFrom: 'sale' })
  const customer = await desk.post('/customers', {
    kind: 'person',
    name: 'Li Wei',
    country: 'CN',
    phone: '+8613800138000',
    email: 'li@example.com',
    language: 'zh-CN',
    addresses: [{ country: 'CN', city: 'Shanghai', line: 'Nanjing Road 1', isPrimary: true }],
  })
  const serial = 'LSVAA4187E2000001'
  const asset = await desk.post('/assets', {
    serial,
    modelId: model.body.id,
    customerId: customer.body.id,
    saleCountry: 'CN',
    buyerKind: 'consumer',
    soldOn: '2026-01-10',
    deliveredOn: '2026-01-10',
    installedOn: '2026-01-12',
  })
  const { stationId, calendarId } = await makeStation(world, world.tenant.id)
  return {
    desk,
    manager,
    customerId: customer.body.id,
    assetId: asset.body.id,
    serial,
    stationId,
    calendarId,
    familyId: family.body.id,
  }
}

/** Monday to Friday, 9 to 12 and 13 to 18, in Shanghai. */
export async function makeStation(world: World, tenantId: string): Promise<{ stationId: string; calendarId: string }> {
  const calendarId = newId()
  const stationId = newId()
  const day = [
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ]
  const weekly = JSON.stringify({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] })
  await world.services.db.tx(tenantId, async (tx) => {
    await tx
      .insertInto('kit.calendar')
      .values({ id: calendarId, name: 'Office', time_zone: 'Asia/Shanghai', weekly })
      .execute()
    await tx
      .insertInto('network.station')
      .values({
        id: stationId,
        number: `ST-${stationId}`,
        path: [stationId],
        kind: 'own',
        name: 'Pudong',
        country: 'CN',
        time_zone: 'Asia/Shanghai',
        calendar_id: calendarId,
      })
      .execute()
  })
  return { stationId, calendarId }
}

/** A customer signed in on the portal. */
export function customerOf(world: World, customerId: string, name = 'Li Wei'): Client {
  const exp = Math.floor(Date.now() / 1000) + 3600
  const session = { tenantId: world.tenant.id, customerId, name, language: 'zh-CN', timeZone: 'Asia/Shanghai', exp }
  return client(world.app, null, {
    authorization: `Bearer ${sign(world.services.secret, 'customer-session', session)}`,
  })
}

/** Opens a request that a test goes on with. */
export async function openOne(ground: Ground, more: object = {}) {
  const answer = await ground.desk.post('/requests', {
    words: '发动机有异响,开起来抖。',
    customerId: ground.customerId,
    assetId: ground.assetId,
    ...more,
  })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body as { id: string; number: string; version: number; status: string; priority: string }
}

/** If-Match for a version. */
export const at = (version: number) => ({ 'if-match': `"${version}"` })
