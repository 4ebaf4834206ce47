import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { at, type Ground, makeGround, makeStation, openOne } from './ground.fixture.ts'

const world = useWorld()
let ground: Ground
beforeAll(async () => {
  ground = await makeGround(world)
})

const count = async (table: string, where: string, value: string) =>
  world.services.db.tx(world.tenant.id, async (tx) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.raw(table)} where ${sql.raw(where)} = ${value}`.execute(tx)
    return rows[0]!.n
  })

test('the desk opens a request by serial: customer, cover, priority and promises at once', async () => {
  const answer = await ground.desk.post('/requests', {
    words: '发动机有异响。昨天开始。',
    serial: 'lsvaa4187e2-000001',
  })
  expect(answer.status).toBe(201)
  expect(answer.body).toMatchObject({
    status: 'new',
    priority: 'P3',
    customerId: ground.customerId,
    assetId: ground.assetId,
    cover: 'covered',
    version: 1,
  })
  expect(answer.body.number).toMatch(/^SR-\d{4}-\d{6}$/)
  expect(answer.body.clocks.map((one: { kind: string }) => one.kind)).toEqual(['respond', 'restore', 'resolve'])
  const view = await ground.desk.get(`/requests/${answer.body.id}`)
  expect(view.body).toMatchObject({
    title: '发动机有异响',
    nextStep: 'triage',
    timeZone: 'Asia/Shanghai',
    language: 'zh-CN',
    customer: { name: 'Li Wei', tier: 'standard' },
    asset: { serial: ground.serial },
    reading: { version: 1, impact: 2, urgency: 2 },
  })
  expect(view.body.verbatims[0].text).toBe('发动机有异响。昨天开始。')
  expect(view.body.can).toContain('reply')
})

test('answers decide: danger is P1 around the clock, and unknown answers are refused by name', async () => {
  const danger = await openOne(ground, { answers: { usable: 'no', danger: true } })
  expect(danger.priority).toBe('P1')
  const wrong = await ground.desk.post('/requests', { words: 'x', answers: { usable: 'maybe', colour: 'red' } })
  expect(wrong.status).toBe(422)
  expect(wrong.body.errors.map((one: { path: string }) => one.path).sort()).toEqual([
    'answers.colour',
    'answers.usable',
  ])
})

test('a dangerous symptom is P1, the same fault within a month raises by one', async () => {
  await ground.manager.post('/failure-codes', {
    familyId: ground.familyId,
    kind: 'symptom',
    code: 'BRK',
    name: { en: 'Brake' },
    isSafety: true,
  })
  expect(await openOne(ground, { symptomCode: 'BRK' })).toMatchObject({ priority: 'P1' })
  const first = await openOne(ground, { symptomCode: 'NOISE' })
  expect(first.priority).toBe('P3')
  await ground.desk.put(`/requests/${first.id}/resolution`, {})
  const again = await ground.desk.post('/requests', {
    words: 'again',
    customerId: ground.customerId,
    assetId: ground.assetId,
    symptomCode: 'NOISE',
  })
  expect(again.body.priority).toBe('P2')
  expect(again.body.priorityReasons.map((one: { code: string }) => one.code)).toEqual(['matrix', 'repeat_fault'])
})

test('an unknown serial is no dead end, an unknown caller becomes a customer', async () => {
  const answer = await ground.desk.post('/requests', {
    words: 'It leaks',
    serial: 'NEVER-SEEN-1',
    product: 'Old washing machine',
    customer: { name: 'Ann Chen', phone: '139 0013 9000', email: 'Ann@Example.com' },
  })
  expect(answer.status).toBe(201)
  expect(answer.body.assetId).toBeNull()
  const view = await ground.desk.get(`/requests/${answer.body.id}`)
  expect(view.body).toMatchObject({
    product: 'Old washing machine',
    customer: { name: 'Ann Chen', phone: '+8613900139000' },
  })
  const again = await ground.desk.post('/requests', {
    words: 'Still leaks',
    customer: { name: 'A. Chen', phone: '+8613900139000' },
  })
  expect(again.body.customerId).toBe(answer.body.customerId)
  expect(again.body.duplicates[0]).toMatchObject({ id: answer.body.id, reasons: ['same_customer'] })
})

test('twice the same key gives the first answer; another body is refused; two at once make one request', async () => {
  const key = { 'idempotency-key': newId() }
  const body = { words: 'No cooling', customerId: ground.customerId, assetId: ground.assetId }
  const [left, right] = await Promise.all([
    ground.desk.post('/requests', body, key),
    ground.desk.post('/requests', body, key),
  ])
  expect([left.status, right.status]).toEqual([201, 201])
  expect(left.body).toEqual(right.body)
  expect((await ground.desk.post('/requests', body, key)).body).toEqual(left.body)
  const other = await ground.desk.post('/requests', { ...body, words: 'Other' }, key)
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.mismatch' } })
  expect(await count('requests.verbatim', 'text', 'No cooling')).toBe(1)
})

test('two at once with one key and a new customer make one customer, too', async () => {
  const key = { 'idempotency-key': newId() }
  const body = { words: 'Hello', customer: { name: 'Twice Only', phone: '+8613711112222' } }
  const answers = await Promise.all([1, 2, 3].map(() => ground.desk.post('/requests', body, key)))
  expect(new Set(answers.map((one) => one.body.id)).size).toBe(1)
  expect(await count('parties.customer', 'name', 'Twice Only')).toBe(1)
})

test('request, reading, verbatim, clocks, event and job exist together, or nothing does', async () => {
  const before = await world.services.ownerPool.query('select count(*)::int as n from graphile_worker.jobs')
  const keys = Array.from({ length: 24 }, () => newId())
  const answers = await Promise.all(
    keys.map((key, n) =>
      ground.desk.post(
        '/requests',
        // Every third names an address of nobody: refused as a whole.
        { words: `storm ${n}`, customerId: ground.customerId, ...(n % 3 === 2 ? { addressId: newId() } : {}) },
        { 'idempotency-key': key },
      ),
    ),
  )
  expect(answers.filter((one) => one.status === 201)).toHaveLength(16)
  const { rows } = await world.services.ownerPool.query(`
    select count(*)::int as requests,
      count(*) filter (where (select count(*) from requests.clock c where c.request_id = r.id) >= 2
        and exists (select from requests.reading g where g.request_id = r.id)
        and exists (select from requests.verbatim v where v.request_id = r.id)
        and exists (select from kit.event e where e.thread_id = r.id and e.type = 'request.opened'))::int as whole
    from requests.request r where title like 'storm %'`)
  expect(rows[0]).toEqual({ requests: 16, whole: 16 })
  const after = await world.services.ownerPool.query('select count(*)::int as n from graphile_worker.jobs')
  expect(after.rows[0].n - before.rows[0].n).toBe(16)
})

test('the reactions follow: mail in the customer’s language, search, the decision kept', async () => {
  const { id, number } = await openOne(ground)
  await world.jobs()
  const mail = await world.services.ownerPool.query('select * from kit.mail where subject_id = $1', [id])
  expect(mail.rows).toHaveLength(1)
  expect(mail.rows[0]).toMatchObject({ to_address: 'li@example.com', language: 'zh-CN', template: 'request-received' })
  expect(mail.rows[0].details).toMatchObject({ number, product: ground.serial })
  const found = await ground.desk.get(`/requests?q=${number}`)
  expect(found.body.items.map((one: { id: string }) => one.id)).toEqual([id])
  const view = await ground.desk.get(`/requests/${id}`)
  expect(view.body.cover).toMatchObject({ outcome: 'covered', decisionId: expect.any(String) })
})

test('an external id is taken once', async () => {
  const body = { words: 'From the dealer', external: { source: 'dms', id: 'RO-1' } }
  const first = await ground.desk.post('/requests', body)
  const second = await ground.desk.post('/requests', { ...body, words: 'changed' })
  expect(second).toMatchObject({ status: 409, body: { code: 'conflict.external_id', values: { id: first.body.id } } })
  const race = { words: 'race', external: { source: 'dms', id: 'RO-2' } }
  const all = await Promise.all(Array.from({ length: 12 }, () => ground.desk.post('/requests', race)))
  const [taken] = all.filter((one) => one.status === 201)
  const refused = all.filter((one) => one !== taken)
  for (const one of refused)
    expect(one).toMatchObject({
      status: 409,
      body: { code: 'conflict.external_id', values: { id: taken!.body.id, number: taken!.body.number } },
    })
})

test('what comes at once shares commits, and one that cannot be written spoils no other', async () => {
  const bodies = Array.from({ length: 30 }, (_, n) => ({
    words: `together ${n}`,
    customerId: ground.customerId,
    // Two of them claim the same order of the dealer.
    external: { source: 'dms', id: n === 29 ? 'T-0' : `T-${n}` },
  }))
  const answers = await Promise.all(bodies.map((body) => ground.desk.post('/requests', body)))
  expect(answers.filter((one) => one.status === 201)).toHaveLength(29)
  expect(answers.find((one) => one.status !== 201)).toMatchObject({
    status: 409,
    body: { code: 'conflict.external_id', values: { number: expect.stringMatching(/^SR-/) } },
  })
  const { rows } = await world.services.ownerPool.query(`
    select count(*)::int as requests, count(distinct number)::int as numbers from requests.request where title like 'together %'`)
  expect(rows[0]).toEqual({ requests: 29, numbers: 29 })
  const free = Array.from({ length: 20 }, (_, n) => ({ words: `shared ${n}`, customerId: ground.customerId }))
  await Promise.all(free.map((body) => ground.desk.post('/requests', body, { 'idempotency-key': newId() })))
  const shared = await world.services.ownerPool.query(`
    select count(*)::int as requests, count(distinct xmin::text)::int as commits from requests.request where title like 'shared %'`)
  expect(shared.rows[0].requests).toBe(20)
  expect(shared.rows[0].commits).toBeLessThan(20)
})

test('wrong ids, wrong shapes and the future are refused by field', async () => {
  const wrong = await ground.desk.post('/requests', {
    words: 'x',
    customerId: newId(),
    ownerId: newId(),
    followUpOf: newId(),
  })
  expect(wrong.status).toBe(422)
  expect(wrong.body.errors.map((one: { path: string }) => one.path)).toEqual(['customerId', 'ownerId', 'followUpOf'])
  expect((await ground.desk.post('/requests', {})).body.errors[0].path).toBe('words')
  const future = await ground.desk.post('/requests', { words: 'x', openedAt: '2999-01-01T00:00:00Z' })
  expect(future.body.errors[0]).toMatchObject({ path: 'openedAt' })
})

test('a foreign company sees and reaches nothing; a station sees only its own', async () => {
  const { id } = await openOne(ground)
  const stranger = await (await world.makeTenant('stranger')).as('administrator')
  for (const path of ['', '/timeline', '/clocks', '/readings']) {
    expect((await stranger.get(`/requests/${id}${path}`)).status).toBe(404)
  }
  const theirs = await stranger.post('/requests', { words: 'x', customerId: ground.customerId })
  expect(theirs.status).toBe(422)
  const local = await world.tenant.as('station_manager', { stationId: ground.stationId })
  expect((await local.get(`/requests/${id}`)).status).toBe(404)
  expect((await local.put(`/requests/${id}/assignment`, { ownerId: local.personId }, at(1))).status).toBe(404)
  expect((await local.post('/requests', { words: 'x', customerId: ground.customerId })).status).toBe(422)
  const elsewhere = await makeStation(world, world.tenant.id)
  expect((await local.post('/requests', { words: 'x', stationId: elsewhere.stationId })).status).toBe(404)
  const own = await local.post('/requests', {
    words: 'walked in',
    customer: { name: 'Walk In', phone: '+8613600000001' },
  })
  expect(own.status).toBe(201)
  expect((await local.get('/requests')).body.items.map((one: { id: string }) => one.id)).toEqual([own.body.id])
  const seen = await local.post('/requests', { words: 'again', customerId: own.body.customerId })
  expect(seen.status).toBe(201)
})

test('a technician may open one from the field, a parts keeper may not', async () => {
  const keeper = await world.tenant.as('parts_keeper')
  expect((await keeper.post('/requests', { words: 'x' })).status).toBe(403)
  const technician = await world.tenant.as('technician')
  expect((await technician.post('/requests', { words: 'seen on site', channel: 'field' })).status).toBe(201)
})
