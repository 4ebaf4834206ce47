import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { openOne } from '../requests/ground.fixture.ts'
import { surveyToken } from './survey-link.ts'
import { useVoice } from './voice.fixture.ts'

const world = useWorld()
const { ground, inTenant, customer, closed, callOf, mailTo, surveyOf, lastMail } = useVoice(world)
let reader: Client
beforeAll(async () => {
  reader = await world.tenant.as('quality_engineer')
})

test('the survey is answered once through its link; CSI, dimensions and NPS are of the answers', async () => {
  const before = (await ground.manager.get('/survey-figures')).body
  const customerId = await customer()
  const request = await closed(customerId)
  const survey = (await surveyOf(request.id))!
  const visitor = world.tenant.anonymous()
  const url = `/public/acme/surveys/${surveyToken(world.services.secret, survey.id, survey.expires_at)}`
  expect((await visitor.get(url)).body).toMatchObject({
    number: request.number,
    answeredAt: null,
    scale: { min: 1, max: 10 },
  })
  const said = {
    perceived: 8,
    expected: 10,
    nps: 9,
    tags: ['on_time'],
    comment: '来得快',
    dimensions: { empathy: { p: 9, e: 7 } },
  }
  expect((await visitor.post(url, { ...said, perceived: 11 })).status).toBe(422)
  const key = { 'idempotency-key': newId() }
  const first = await visitor.post(url, said, key)
  expect(first.status).toBe(201)
  expect((await visitor.post(url, said, key)).body).toEqual(first.body)
  expect((await visitor.post(url, said)).body.code).toBe('link.used')
  expect((await visitor.get(url)).body.answeredAt).toBe(first.body.answeredAt)
  const figures = (await ground.manager.get('/survey-figures')).body
  expect(figures.answered).toBe(before.answered + 1)
  expect(figures.csi).toMatchObject({ percent: 80, band: 'dissatisfied', perceived: 8, expected: 10, n: 1 })
  expect(figures.servqual.dimensions.empathy).toMatchObject({ gap: 2, n: 1 })
  expect(figures.nps).toMatchObject({ score: 100, promoters: 1 })
  const row = (await reader.get('/surveys?filter[state]=answered')).body.items[0]
  expect(row).toMatchObject({ id: survey.id, csi: 80, comment: '来得快', tags: ['on_time'] })
  const event = await inTenant((tx) =>
    tx
      .selectFrom('kit.event')
      .selectAll()
      .where('type', '=', 'survey.answered')
      .where('subject_id', '=', survey.id)
      .executeTakeFirstOrThrow(),
  )
  expect(event).toMatchObject({
    actor_kind: 'customer',
    actor_id: customerId,
    thread_id: request.id,
    data: { csi: 80 },
  })
})

test('a link that has run out says so and mails a new one to the address we know; a forged one opens nothing', async () => {
  const request = await closed(await customer())
  const survey = (await surveyOf(request.id))!
  const visitor = world.tenant.anonymous()
  const { secret } = world.services
  const old = `/public/acme/surveys/${surveyToken(secret, survey.id, new Date(Date.now() - 1000))}`
  const good = `/public/acme/surveys/${surveyToken(secret, survey.id, survey.expires_at)}`
  expect(await visitor.get(old)).toMatchObject({ status: 410, body: { code: 'link.expired' } })
  expect((await visitor.post(old, { perceived: 5, expected: 5 })).status).toBe(410)
  expect((await visitor.post(`${good}/renewal`)).body.code).toBe('link.still_good')
  const renewed = await visitor.post(`${old}/renewal`)
  expect(renewed).toMatchObject({ status: 202, body: { sentTo: 'c…@example.com' } })
  const mails = await mailTo(lastMail())
  const link = (mails.at(-1)!.details as { link: string }).link
  expect((await visitor.get(`/public/acme/surveys/${link.split('/').at(-1)}`)).status).toBe(200)
  expect((await visitor.get(`${good}x`)).status).toBe(404)
  await world.makeTenant('neighbour')
  expect((await visitor.get(good.replace('acme', 'neighbour'))).status).toBe(404)
})

test('two at once answer one survey: the first counts', async () => {
  const request = await closed(await customer())
  const survey = (await surveyOf(request.id))!
  const url = `/public/acme/surveys/${surveyToken(world.services.secret, survey.id, survey.expires_at)}`
  const visitor = world.tenant.anonymous()
  const both = await Promise.all([1, 9].map((score) => visitor.post(url, { perceived: score, expected: 8 })))
  expect(both.map((one) => one.status).sort()).toEqual([201, 409])
})

test('a done visit names its technician in the survey and to the caller', async () => {
  const customerId = await customer()
  const request = await openOne(ground, {
    customerId,
    assetId: undefined,
    stationId: ground.stationId,
    kind: 'maintenance',
  })
  const technician = await world.tenant.as('technician', { stationId: ground.stationId })
  const visitId = newId()
  await inTenant(async (tx) => {
    const order = newId()
    await tx
      .insertInto('dispatch.work_order')
      .values({
        id: order,
        number: `WO-${order}`,
        request_id: request.id,
        kind: 'maintenance',
        priority: 'P3',
        time_zone: 'Asia/Shanghai',
      })
      .execute()
    await sql`insert into dispatch.visit (id, number, work_order_id, request_id, technician_id, status, planned, finished_at)
      values (${visitId}, ${`VS-${order}`}, ${order}, ${request.id}, ${technician.personId}, 'done', tstzrange(now() - interval '3 hours', now() - interval '1 hour'), now())`.execute(
      tx,
    )
    await announce(tx, systemActor(world.tenant.id), {
      type: 'visit.completed',
      subject: { type: 'visit', id: visitId },
      threadId: request.id,
    })
  })
  await world.jobs()
  expect((await ground.desk.put(`/requests/${request.id}/closure`, {})).status).toBe(200)
  await world.jobs()
  const call = await callOf(request.id)
  expect((await ground.desk.get(`/return-visits/${call.id}`)).body.visit).toMatchObject({
    id: visitId,
    technician: 'technician',
  })
  expect(await surveyOf(request.id)).toMatchObject({ visit_id: visitId, technician_id: technician.personId })
})
