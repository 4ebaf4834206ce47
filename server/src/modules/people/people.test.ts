import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'

const world = useWorld()
const version = (n: number) => ({ 'if-match': `"${n}"` })
let admin: Client
let here: string
let there: string

async function station(name: string): Promise<string> {
  const id = newId()
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .insertInto('network.station')
      .values({ id, number: `S-${id}`, path: [id], kind: 'own', name, country: 'CN', time_zone: 'Asia/Shanghai' })
      .execute(),
  )
  return id
}
const at = (role: string, stationId: string) => ({ role, scope: 'station', stationId })

beforeAll(async () => {
  admin = await world.tenant.as('administrator')
  here = await station('Here')
  there = await station('There')
})

async function person(fields: object = {}, by: Client = admin) {
  const made = await by.post('/people', { name: 'Chen Jie', grants: [at('technician', here)], ...fields })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}

test('somebody taken on has a number, the zone of the company, roles, and is found by name and number', async () => {
  const made = await person({ name: '陈洁', phone: '+86 138 0013 8000', language: 'zh-CN' })
  expect(made).toMatchObject({
    timeZone: 'Asia/Shanghai',
    isActive: true,
    version: 1,
    signIn: null,
    invitation: null,
    mayChange: true,
  })
  expect(made.number).toMatch(/^PE-\d{4}-\d{6}$/)
  expect(made.roles).toMatchObject([{ role: 'technician', scope: 'station', stationId: here }])
  for (const q of ['陈洁', made.number, 'chenjie']) {
    const found = await admin.get(`/people?q=${encodeURIComponent(q)}`)
    expect(found.body.items.map((one: { id: string }) => one.id)).toContain(made.id)
  }
})

test('facts change with a version; two at once are told what the other did', async () => {
  const { id } = await person()
  const patches = [{ name: 'First' }, { name: 'Second' }]
  const answers = await Promise.all(patches.map((patch) => admin.patch(`/people/${id}`, patch, version(1))))
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
  const refused = answers.find((one) => one.status === 409)!
  expect(refused.body.changes).toMatchObject([{ field: 'name' }])
  const cleared = await admin.patch(`/people/${id}`, { phone: null, language: 'zh-TW' }, version(2))
  expect(cleared.body).toMatchObject({ phone: null, language: 'zh-TW', version: 3 })
})

test('one address belongs to one person of a company', async () => {
  await person({ email: 'same@example.com' })
  const second = await admin.post('/people', { name: 'Other', email: 'SAME@example.com', grants: [] })
  expect(second.status).toBe(409)
  expect((await (await world.makeTenant('other-mail')).as('administrator')).personId).toBeTruthy()
})

test('a station manager takes on and changes people of the own stations only', async () => {
  const manager = await world.tenant.as('station_manager', { stationId: here })
  const made = await person({ name: 'Own' }, manager)
  expect(
    (await manager.patch(`/people/${made.id}`, { phone: '12345', email: 'own@example.com' }, version(1))).status,
  ).toBe(200)
  const elsewhere = await person({ name: 'Elsewhere', grants: [at('technician', there)] })
  expect((await manager.get(`/people/${elsewhere.id}`)).status).toBe(404)
  expect((await manager.patch(`/people/${elsewhere.id}`, { name: 'X' }, version(1))).status).toBe(404)
  const list = await manager.get('/people?limit=200')
  expect(list.body.items.map((one: { id: string }) => one.id)).not.toContain(elsewhere.id)
  const lost = await manager.post('/people', { name: 'Nowhere' })
  expect(lost.body.errors[0].path).toBe('grants')
})

test('a station manager gives only the three roles of a station, and only at the own one', async () => {
  const manager = await world.tenant.as('station_manager', { stationId: here })
  const made = await person({ name: 'Growing' }, manager)
  const roles = (grants: object[], v: number) => manager.put(`/people/${made.id}/roles`, { grants }, version(v))
  expect((await roles([at('technician', here), at('parts_keeper', here)], 1)).body.roles).toHaveLength(2)
  for (const grant of [
    at('technician', there),
    at('station_manager', here),
    { role: 'technician', scope: 'company' },
    { role: 'administrator', scope: 'company' },
  ]) {
    const refused = await roles([at('technician', here), grant], 2)
    expect(refused.status, JSON.stringify(grant)).toBe(403)
  }
  expect((await admin.get(`/people/${made.id}`)).body.roles).toHaveLength(2)
})

test('a station manager cannot touch somebody with roles beyond the own stations', async () => {
  const manager = await world.tenant.as('station_manager', { stationId: here })
  const boss = await person({
    name: 'Boss',
    grants: [at('technician', here), { role: 'service_manager', scope: 'company' }],
  })
  expect((await manager.get(`/people/${boss.id}`)).body.mayChange).toBe(false)
  expect((await manager.patch(`/people/${boss.id}`, { email: 'mine@evil.example' }, version(1))).status).toBe(403)
  expect((await manager.put(`/people/${boss.id}/deactivation`, {}, version(1))).status).toBe(403)
  expect((await manager.post(`/people/${boss.id}/invitation`, { email: 'mine@evil.example' })).status).toBe(403)
  expect((await manager.put(`/people/${boss.id}/roles`, { grants: [at('technician', here)] }, version(1))).status).toBe(
    403,
  )
})

test('a service manager changes facts, but neither addresses nor roles', async () => {
  const manager = await world.tenant.as('service_manager')
  const made = await person()
  expect((await manager.patch(`/people/${made.id}`, { phone: '12345' }, version(1))).status).toBe(200)
  expect((await manager.patch(`/people/${made.id}`, { email: 'mine@evil.example' }, version(2))).status).toBe(403)
  expect((await manager.put(`/people/${made.id}/roles`, { grants: [] }, version(2))).status).toBe(403)
})

test('the last administrator stays, also when two remove each other at the same time', async () => {
  const tenant = await world.makeTenant('two-admins')
  const one = await tenant.as('administrator')
  const two = await tenant.as('administrator')
  const answers = await Promise.all([
    one.put(`/people/${two.personId}/roles`, { grants: [] }, version(1)),
    two.put(`/people/${one.personId}/roles`, { grants: [] }, version(1)),
  ])
  // The second is refused either because nobody would be left, or because by then they are no administrator any more.
  const [won, lost] = answers.toSorted((a, b) => a.status - b.status)
  expect(won!.status).toBe(200)
  expect([`409 people.last_administrator`, `403 forbidden`]).toContain(`${lost!.status} ${lost!.body.code}`)
  const { rows } = await world.services.ownerPool.query(
    `select 1 from people.role_grant where tenant_id = $1 and role = 'administrator' and ended_at is null`,
    [tenant.id],
  )
  expect(rows).toHaveLength(1)
})

test('a taken role is gone at the next call, not five seconds later', async () => {
  const desk = await world.tenant.as('service_desk')
  expect((await desk.get('/people')).status).toBe(200)
  await admin.put(`/people/${desk.personId}/roles`, { grants: [{ role: 'technician', scope: 'company' }] }, version(1))
  expect((await desk.get('/people')).status).toBe(403)
})

test('deactivated somebody is out at once; reactivated they are back with their roles', async () => {
  const desk = await world.tenant.as('service_desk')
  expect((await desk.get('/session')).status).toBe(200)
  expect((await admin.put(`/people/${desk.personId}/deactivation`, {}, version(1))).status).toBe(200)
  expect((await desk.get('/session')).status).toBe(401)
  const { rows } = await world.services.ownerPool.query(
    'select 1 from auth.session s join people.person p on p.user_id = s."userId" where p.id = $1',
    [desk.personId],
  )
  expect(rows).toEqual([])
  expect((await admin.delete(`/people/${desk.personId}/deactivation`, version(2))).status).toBe(200)
  expect((await admin.get(`/people/${desk.personId}`)).body).toMatchObject({
    isActive: true,
    roles: [{ role: 'service_desk' }],
  })
  expect((await admin.put(`/people/${admin.personId}/deactivation`, {}, version(1))).body.code).toBe(
    'people.not_oneself',
  )
})

test('skills count only while the certificate they need is valid', async () => {
  const skill = (code: string, needsCertificate: boolean) =>
    admin.post('/skills', { code, name: { en: code }, needsCertificate })
  const gas = (await skill('refrigerant', true)).body.id
  const plain = (await skill('polishing', false)).body.id
  const made = await person()
  const set = {
    skills: [
      { skillId: gas, level: 3 },
      { skillId: plain, level: 1 },
    ],
  }
  expect((await admin.put(`/people/${made.id}/skills`, set)).status).toBe(200)
  const valid = async () =>
    Object.fromEntries(
      (await admin.get(`/people/${made.id}`)).body.skills.map((one: { code: string; isValid: boolean }) => [
        one.code,
        one.isValid,
      ]),
    )
  expect(await valid()).toEqual({ polishing: true, refrigerant: false })
  const expired = { name: 'F-gas', skillId: gas, issuedOn: '2020-01-01', expiresOn: '2024-12-31' }
  const first = await admin.post(`/people/${made.id}/certificates`, expired)
  expect(await valid()).toMatchObject({ refrigerant: false })
  await admin.put(`/people/${made.id}/certificates/${first.body.id}`, { ...expired, expiresOn: '2099-12-31' })
  expect(await valid()).toMatchObject({ refrigerant: true })
  expect((await admin.post(`/people/${made.id}/certificates`, { ...expired, expiresOn: '2019-01-01' })).status).toBe(
    422,
  )
  const soon = await admin.get('/certificates?filter[expiresOn]=2099-01-01..2100-01-01')
  expect(soon.body.items).toMatchObject([{ name: 'F-gas', personName: 'Chen Jie', skill: 'refrigerant' }])
})

test('an unknown skill is refused by name; a skill of a certificate of another person is a 404', async () => {
  const one = await person()
  const two = await person()
  expect((await admin.put(`/people/${one.id}/skills`, { skills: [{ skillId: newId(), level: 1 }] })).status).toBe(422)
  const made = await admin.post(`/people/${one.id}/certificates`, { name: 'A', issuedOn: '2026-01-01' })
  expect((await admin.delete(`/people/${two.id}/certificates/${made.body.id}`)).status).toBe(404)
})

test('a new shift pattern ends the one before it; intervals must be in order', async () => {
  const made = await person()
  const shift = (validFrom: string, weekly: object, extra = {}) =>
    admin.post(`/people/${made.id}/shifts`, { validFrom, timeZone: 'Asia/Shanghai', weekly, ...extra })
  expect(
    (
      await shift('2026-01-01', {
        '1': [
          ['09:00', '12:00'],
          ['13:00', '18:00'],
        ],
      })
    ).status,
  ).toBe(201)
  expect((await shift('2026-06-01', { '1': [['10:00', '24:00']] })).status).toBe(201)
  const { items } = (await admin.get(`/people/${made.id}/shifts`)).body
  expect(items).toMatchObject([
    { validFrom: '2026-06-01', validTo: null },
    { validFrom: '2026-01-01', validTo: '2026-05-31' },
  ])
  expect((await shift('2026-07-01', { '1': [['13:00', '12:00']] })).body.errors[0].path).toBe('weekly.1.0')
  expect((await shift('2026-07-01', { '1': [['25:00', '26:00']] })).status).toBe(422)
})

test('absences of one person do not overlap; the database sees to it', async () => {
  const made = await person()
  const absent = (from: string, to: string) => admin.post(`/people/${made.id}/absences`, { from, to, kind: 'leave' })
  const week = ['2027-01-04T00:00:00Z', '2027-01-09T00:00:00Z'] as const
  const both = await Promise.all([absent(...week), absent(...week)])
  expect(both.map((one) => one.status).sort()).toEqual([201, 409])
  expect((await absent('2027-01-09T00:00:00Z', '2027-01-10T00:00:00Z')).status).toBe(201)
  expect((await absent('2027-02-09T00:00:00Z', '2027-02-08T00:00:00Z')).status).toBe(422)
  expect((await admin.get(`/people/${made.id}/absences`)).body.items).toHaveLength(2)
})

test('a stranger finds nobody', async () => {
  const made = await person()
  const stranger = await (await world.makeTenant('stranger')).as('administrator')
  expect((await stranger.get(`/people/${made.id}`)).status).toBe(404)
  expect((await stranger.put(`/people/${made.id}/roles`, { grants: [] }, version(1))).status).toBe(404)
  expect(
    (
      await stranger.post(`/people/${made.id}/absences`, {
        from: '2027-01-04T00:00:00Z',
        to: '2027-01-05T00:00:00Z',
        kind: 'sick',
      })
    ).status,
  ).toBe(404)
  expect((await stranger.post(`/people/${made.id}/invitation`, { email: 'x@example.com' })).status).toBe(404)
  expect((await world.tenant.anonymous().get('/people')).status).toBe(401)
  expect((await admin.post('/people', { name: 'X', grants: [at('technician', newId())] })).status).toBe(422)
})

test('the same key takes on one person', async () => {
  const key = { 'idempotency-key': 'take-on-once' }
  const body = { name: 'Once only', grants: [] }
  const answers = await Promise.all([admin.post('/people', body, key), admin.post('/people', body, key)])
  expect(answers[0]!.body.id).toBe(answers[1]!.body.id)
})
