import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { at, makeStation } from '../requests/ground.fixture.ts'
import { useVoice } from './voice.fixture.ts'

const world = useWorld()
const { ground, inTenant, customer, closed, callOf, makeDue, dueCall, mailTo, surveyOf, lastMail } = useVoice(world)
const HOUR = 3_600_000
let reader: Client
beforeAll(async () => {
  reader = await world.tenant.as('quality_engineer')
})

test('a closed repair is called about between 24 and 72 hours later, in the customer’s hours, and surveyed by mail', async () => {
  const customerId = await customer({ quietFrom: '08:00', quietTo: '15:00' })
  const request = await closed(customerId)
  const call = await callOf(request.id)
  expect(call).toMatchObject({ status: 'due', attempts: 0, number: expect.stringMatching(/^RV-/) })
  const after = (Date.parse(call.dueAt) - Date.now()) / HOUR
  expect(after).toBeGreaterThan(23.9)
  expect(after).toBeLessThan(72)
  const hour = Number(
    new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', hour: 'numeric', hourCycle: 'h23' }).format(
      new Date(call.dueAt),
    ),
  )
  expect(hour).toBeGreaterThanOrEqual(15)
  expect(hour).toBeLessThan(20)
  const [mail] = await mailTo(lastMail())
  expect(mail).toMatchObject({ language: 'zh-CN', details: { number: request.number } })
  expect((mail!.details as { link: string }).link).toContain('http://aftercare.test/portal/acme/surveys/')
  const page = (await ground.desk.get(`/return-visits/${call.id}`)).body
  expect(page.request.words[0].text).toContain('异响')
  expect(page.script.questions[0].text['zh-CN']).toBe('问题解决了吗？')
  expect(page.can).toEqual(['call', 'skip'])
})

test('nobody is asked twice in thirty days, without consent, or about nothing', async () => {
  const customerId = await customer()
  await closed(customerId)
  const again = await closed(customerId)
  expect(await callOf(again.id)).toMatchObject({ status: 'skipped', skipReason: 'contacted_recently' })
  expect(await surveyOf(again.id)).toBeUndefined()

  const silent = await customer({ consents: [] })
  const quiet = await closed(silent)
  expect(await callOf(quiet.id)).toMatchObject({ status: 'due' })
  expect(await surveyOf(quiet.id)).toBeUndefined()

  const withdrawn = await customer({
    consents: [{ purpose: 'service', granted: false, channel: 'letter', proof: 'letter of May' }],
  })
  expect(await callOf((await closed(withdrawn)).id)).toMatchObject({ status: 'skipped', skipReason: 'no_consent' })
  const question = await closed(await customer(), { kind: 'question' })
  expect(await callOf(question.id)).toBeUndefined()
  const asleep = await customer({ quietFrom: '00:00', quietTo: '23:59' })
  expect(await callOf((await closed(asleep)).id)).toMatchObject({ skipReason: 'no_allowed_hours' })
})

test('reopened: the call is off; the reaction runs once however often its event is delivered', async () => {
  const request = await closed(await customer())
  await inTenant((tx) =>
    sql`select kit.enqueue('react', jsonb_build_object('eventId', id)) from kit.event
    where type = 'request.closed' and subject_id = ${request.id}`.execute(tx),
  )
  await world.jobs()
  const { body } = await ground.desk.get(`/return-visits?filter[requestId]=${request.id}`)
  expect(body.items).toHaveLength(1)
  await ground.desk.put(`/requests/${request.id}/reopening`, { reason: 'drips again' })
  await world.jobs()
  expect(await callOf(request.id)).toMatchObject({ status: 'skipped', skipReason: 'request_reopened' })
})

test('a call that never happened cannot be recorded as one', async () => {
  const request = await closed(await customer())
  const early = await callOf(request.id)
  const reached = { outcome: 'reached', seconds: 60, answers: { solved: 'yes' } }
  const tell = async (id: string, body: object) => {
    const answer = await ground.desk.post(`/return-visits/${id}/attempts`, body)
    return [answer.status, answer.body.errors?.[0]?.code ?? answer.body.status]
  }
  expect(await tell(early.id, reached)).toEqual([422, 'voice.before_due'])
  const { id } = await dueCall()
  const soon = new Date(Date.now() + HOUR).toISOString()
  expect(await tell(id, { ...reached, at: soon })).toEqual([422, 'validation.future'])
  // Ends after now: it cannot have lasted that long.
  expect(await tell(id, { ...reached, at: new Date(Date.now() - 10_000).toISOString() })).toEqual([
    422,
    'validation.future',
  ])
  expect(await tell(id, { ...reached, seconds: 19 })).toEqual([422, 'voice.too_short'])
  expect(await tell(id, { outcome: 'reached', seconds: 60 })).toEqual([422, 'voice.no_answers'])
  expect(await tell(id, { ...reached, answers: { solved: 'perhaps' } })).toEqual([422, 'validation.invalid'])
  expect(await tell(id, { ...reached, answers: { weather: 'fine' } })).toEqual([422, 'validation.unknown_question'])
  expect(await tell(id, { outcome: 'no_answer', answers: { solved: 'yes' } })).toEqual([422, 'voice.not_reached'])
  expect(await tell(id, { outcome: 'call_later' })).toEqual([422, 'voice.later_is_past'])
  expect((await ground.desk.get(`/return-visits/${id}`)).body.attempts).toEqual([])
})

test('who was reached is done, once; the same key gives the same answer; nobody is on two calls at once', async () => {
  const one = await dueCall()
  const key = { 'idempotency-key': newId() }
  const body = {
    outcome: 'reached',
    seconds: 75,
    answers: { solved: 'yes', content: 9, better: '再快一点' },
    note: 'kind',
  }
  const first = await ground.desk.post(`/return-visits/${one.id}/attempts`, body, key)
  expect(first).toMatchObject({ status: 201, body: { status: 'done', answers: body.answers, can: ['answers'] } })
  expect((await ground.desk.post(`/return-visits/${one.id}/attempts`, body, key)).body).toEqual(first.body)
  const more = await ground.desk.post(`/return-visits/${one.id}/attempts`, { outcome: 'busy' })
  expect(more).toMatchObject({ status: 409, body: { code: 'conflict.state' } })
  const events = await inTenant((tx) =>
    tx
      .selectFrom('kit.event')
      .select(['thread_id', 'data'])
      .where('type', '=', 'return_visit.done')
      .where('subject_id', '=', one.id)
      .execute(),
  )
  expect(events).toMatchObject([{ thread_id: one.request.id, data: { outcome: 'reached', seconds: 75 } }])

  const two = await dueCall()
  const overlapping = await ground.desk.post(`/return-visits/${two.id}/attempts`, { outcome: 'refused', seconds: 30 })
  expect(overlapping.body.errors[0].code).toBe('voice.on_another_call')
  const colleague = await world.tenant.as('service_desk')
  const refused = await colleague.post(`/return-visits/${two.id}/attempts`, { outcome: 'refused', seconds: 30 })
  expect(refused.body).toMatchObject({ status: 'skipped', skipReason: 'customer_refused' })
})

test('two callers at once: one call is recorded, the other is told', async () => {
  const { id } = await dueCall()
  const colleagues = await Promise.all([world.tenant.as('service_desk'), world.tenant.as('service_manager')])
  const body = { outcome: 'reached', seconds: 30, answers: { solved: 'yes' } }
  const both = await Promise.all(colleagues.map((who) => who.post(`/return-visits/${id}/attempts`, body)))
  expect(both.map((one) => one.status).sort()).toEqual([201, 409])
})

test('after three unreached calls they are left in peace; who calls back is heard all the same', async () => {
  const { id } = await dueCall()
  for (const outcome of ['no_answer', 'busy', 'no_answer']) {
    await makeDue(id)
    expect((await ground.desk.post(`/return-visits/${id}/attempts`, { outcome })).status).toBe(201)
  }
  const page = (await ground.desk.get(`/return-visits/${id}`)).body
  expect(page).toMatchObject({ status: 'unreachable', can: ['call'] })
  expect(page.attempts).toHaveLength(3)
  expect((await ground.desk.post(`/return-visits/${id}/attempts`, { outcome: 'no_answer' })).status).toBe(409)
  const back = await ground.manager.post(`/return-visits/${id}/attempts`, {
    outcome: 'reached',
    seconds: 40,
    channel: 'call_back',
    answers: { solved: 'no' },
  })
  expect(back.body.status).toBe('done')
})

test('call later: due when the customer said', async () => {
  const { id } = await dueCall()
  const callAt = new Date(Date.now() + 26 * HOUR).toISOString()
  const colleague = await world.tenant.as('service_desk')
  const later = await colleague.post(`/return-visits/${id}/attempts`, { outcome: 'call_later', seconds: 10, callAt })
  expect(later.body).toMatchObject({ status: 'attempted', dueAt: callAt })
})

test('skipped with a coded reason; answers corrected with a version', async () => {
  const { id } = await dueCall()
  const bare = await ground.desk.put(`/return-visits/${id}/skip`, { reason: 'other' })
  expect(bare.body.errors[0].path).toBe('note')
  expect((await ground.desk.put(`/return-visits/${id}/skip`, { reason: 'no_consent' })).status).toBe(422)
  const skipped = await ground.desk.put(`/return-visits/${id}/skip`, { reason: 'sensitive_case' })
  expect(skipped.body).toMatchObject({ status: 'skipped', skipReason: 'sensitive_case' })
  expect((await ground.desk.put(`/return-visits/${id}/skip`, { reason: 'duplicate' })).status).toBe(409)
  const early = await ground.desk.put(`/return-visits/${id}/answers`, { answers: { solved: 'yes' } }, at(2))
  expect(early.status).toBe(409)

  const two = await dueCall()
  const colleague = await world.tenant.as('service_desk')
  const done = await colleague.post(`/return-visits/${two.id}/attempts`, {
    outcome: 'reached',
    seconds: 30,
    answers: { solved: 'no' },
  })
  const url = `/return-visits/${two.id}/answers`
  const right = await colleague.put(url, { answers: { solved: 'yes' } }, at(done.body.version))
  expect(right.body.answers).toEqual({ solved: 'yes' })
  const stale = await ground.desk.put(url, { answers: { solved: 'no' } }, at(done.body.version))
  expect(stale).toMatchObject({ status: 409, body: { code: 'conflict.version', changes: [{ field: 'answers' }] } })
})

test('the call list: what is to be called first, the longest due at the top', async () => {
  const { body } = await ground.desk.get('/return-visits')
  const open = body.items.map((row: { callAt: string | null }) => row.callAt)
  const due = open.filter((one: string | null) => one !== null)
  expect(open.slice(0, due.length)).toEqual([...due].sort())
  expect(due.length).toBeGreaterThan(1)
})

test('another station and another company know nothing of it; a reader does not call', async () => {
  const { id } = await dueCall()
  const stranger = await (await world.makeTenant('stranger')).as('administrator')
  const elsewhere = await world.tenant.as('station_manager', {
    stationId: (await makeStation(world, world.tenant.id)).stationId,
  })
  const here = await world.tenant.as('station_manager', { stationId: ground.stationId })
  const body = { outcome: 'no_answer' }
  for (const who of [stranger, elsewhere]) {
    expect((await who.get(`/return-visits/${id}`)).status).toBe(404)
    expect((await who.post(`/return-visits/${id}/attempts`, body)).status).toBe(404)
    expect((await who.put(`/return-visits/${id}/skip`, { reason: 'duplicate' })).status).toBe(404)
    expect((await who.get('/return-visits')).body.items).toEqual([])
    expect((await who.get('/survey-figures')).body.sent).toBe(0)
  }
  expect((await here.get(`/return-visits/${id}`)).status).toBe(200)
  expect((await reader.get(`/return-visits/${id}`)).body.can).toEqual([])
  expect((await reader.post(`/return-visits/${id}/attempts`, body)).status).toBe(403)
  expect((await world.tenant.anonymous().get('/return-visits')).status).toBe(401)
})

test('scripts: changed by a service manager with a version, no question twice', async () => {
  const [script] = (await reader.get('/return-visit-scripts')).body.items
  const url = `/return-visit-scripts/${script.id}`
  const body = {
    name: script.name,
    questions: [...script.questions, { key: 'again', type: 'yesno', text: { en: 'Again?' } }],
  }
  expect((await ground.desk.put(url, body, at(script.version))).status).toBe(403)
  expect((await ground.manager.put(url, body)).status).toBe(428)
  const changed = await ground.manager.put(url, body, at(script.version))
  expect(changed.body).toMatchObject({ version: script.version + 1 })
  expect(changed.body.questions.at(-1)).toMatchObject({ key: 'again' })
  expect((await ground.manager.put(url, body, at(script.version))).body.code).toBe('conflict.version')
  const twice = { ...body, questions: [...body.questions, { key: 'again', type: 'text', text: { en: 'x' } }] }
  expect((await ground.manager.put(url, twice, at(changed.body.version))).body.errors[0].code).toBe(
    'validation.duplicate',
  )
  const foreign = await (await world.makeTenant('scriptless')).as('service_manager')
  expect((await foreign.put(url, body, at(1))).status).toBe(404)
})
