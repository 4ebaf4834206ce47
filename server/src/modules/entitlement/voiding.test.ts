import { languages } from '@aftercare/words/server'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { type MailTemplate, renderMail } from '../../kit/mail/index.ts'
import type { MailValues, RenderedMail } from '../../kit/mail/render.ts'
import { makeStation } from '../parties/station.fixture.ts'
import { type CoverGround, daysAgo, makeCoverGround } from './cover-ground.fixture.ts'

const world = useWorld()
let ground: CoverGround
beforeAll(async () => {
  ground = await makeCoverGround(world)
})

const version = (n: number) => ({ 'if-match': `"${n}"` })
async function voided(n: number, by: Client = ground.assessor) {
  const assetId = await ground.car(n)
  const fileIds = [await ground.evidence(by)]
  const body = { code: 'modification', assessment: 'Chip tuned, log attached', fileIds }
  expect((await by.put(`/assets/${assetId}/voiding`, body)).body.voided).toMatchObject({ code: 'modification' })
  const { body: list } = await ground.desk.get(`/entitlement/voidings?filter[assetId]=${assetId}`)
  return { assetId, id: list.items[0].id as string }
}
const results = async (assetId: string, layer: string): Promise<string[]> => {
  const { body } = await ground.desk.get(`/assets/${assetId}/cover`)
  return body.decision.considered
    .filter((one: { layer: string; covers: string[] }) => one.layer === layer && one.covers.includes('part'))
    .map((one: { result: string }) => one.result)
}

test('voided only by an assessor, with a coded reason and evidence; never the law', async () => {
  const assetId = await ground.car(1)
  const fileIds = [await ground.evidence(ground.assessor)]
  const body = { code: 'misuse', assessment: 'Salt water inside', fileIds }
  const put = (who: Client, more: object) => who.put(`/assets/${assetId}/voiding`, { ...body, ...more })
  expect((await put(ground.desk, {})).status).toBe(403)
  expect((await put(ground.assessor, { fileIds: [] })).status).toBe(422)
  expect((await put(ground.assessor, { code: 'mood' })).status).toBe(422)
  expect((await put(ground.assessor, { code: 'independent_maintenance' })).body.code).toBe('entitlement.never_voids')
  expect((await ground.desk.get(`/assets/${assetId}`)).body.voided).toBeNull()
  expect((await put(ground.assessor, {})).body.voided).toMatchObject({ code: 'misuse' })
  expect((await put(ground.assessor, {})).status).toBe(409)
  expect(new Set(await results(assetId, 'warranty'))).toEqual(new Set(['not_met']))
  expect(await results(assetId, 'statute')).not.toEqual(['not_met'])
  expect((await ground.assessor.delete(`/assets/${assetId}/voiding`)).body.voided).toBeNull()
  const { body: list } = await ground.desk.get(`/entitlement/voidings?filter[assetId]=${assetId}`)
  expect(list.items).toMatchObject([{ status: 'taken_back' }])
})

test('the customer objects, a second person decides, and open decisions follow', async () => {
  const { assetId, id } = await voided(2)
  await ground.desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value: 9_000 })
  const requestId = await ground.request(assetId)
  const serial = (await ground.desk.get(`/assets/${assetId}`)).body.serial
  const scan = async (who: Client) => (await who.get(`/public/acme/serials/${serial}`)).body
  expect(await scan(world.tenant.anonymous())).toMatchObject({ warrantyEnded: true, voidings: [], mine: false })
  expect(JSON.stringify(await scan(world.tenant.anonymous()))).not.toMatch(/modification|Chip tuned/)
  expect(await scan(ground.owner)).toMatchObject({ warrantyEnded: true, voidings: [{ code: 'modification' }] })
  const own = await ground.owner.get(`/portal/assets/${assetId}/cover`, { 'accept-language': 'zh-CN' })
  expect(own.body.voidings).toMatchObject([{ code: 'modification', status: 'standing', canAppeal: true }])
  expect(own.body.because).toMatchObject({
    title: expect.stringMatching(/[\u4e00-\u9fff]/),
    clause: expect.any(String),
  })
  const said = await ground.owner.put(`/portal/voidings/${id}/appeal`, { text: '车是原厂状态' })
  expect(said.body.items).toMatchObject([{ status: 'appealed', canAppeal: false }])
  expect((await ground.owner.put(`/portal/voidings/${id}/appeal`, { text: 'again' })).status).toBe(409)
  const answer = { outcome: 'lifted', text: 'The log was of another car' }
  const decide = (who: Client, n = 2) => who.put(`/entitlement/voidings/${id}/appeal-decision`, answer, version(n))
  expect((await decide(ground.assessor)).body.code).toBe('entitlement.second_person')
  expect((await decide(ground.desk)).status).toBe(403)
  expect((await decide(ground.manager, 1)).status).toBe(409)
  const both = await Promise.all([decide(ground.manager), decide(await world.tenant.as('service_manager'))])
  expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  expect((await ground.desk.get(`/assets/${assetId}`)).body.voided).toBeNull()
  await world.jobs()
  const { body } = await ground.desk.get(`/entitlement/decisions?filter[requestId]=${requestId}`)
  expect(body.items[0]).toMatchObject({ cause: 'cover.restored' })
  expect(body.items[0].changes).toContainEqual({ fact: 'voided', from: 'modification', to: null })
  const notices = await ground.assessor.get('/notices')
  expect(notices.body.items.map((one: { kind: string }) => one.kind)).toEqual(
    expect.arrayContaining(['entitlement:notice.voiding_appealed', 'entitlement:notice.voiding_lifted']),
  )
})

test('an objection comes in time, once, and from who has to do with it', async () => {
  const { assetId, id } = await voided(3)
  const body = { text: 'Not our doing', appealFor: 'station' }
  const station = await makeStation(world, world.tenant.id)
  const there = await world.tenant.as('station_manager', { stationId: station })
  const rival = await (await world.makeTenant('rival')).as('service_desk')
  for (const stranger of [there, rival]) {
    expect((await stranger.put(`/entitlement/voidings/${id}/appeal`, body)).status).toBe(404)
    expect((await stranger.get(`/entitlement/voidings/${id}`)).status).toBe(404)
  }
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .updateTable('entitlement.voiding')
      .set({ appeal_until: daysAgo(2) })
      .where('id', '=', id)
      .execute(),
  )
  expect((await ground.desk.put(`/entitlement/voidings/${id}/appeal`, body)).body.code).toBe('entitlement.appeal_late')
  expect((await ground.desk.get(`/entitlement/voidings/${id}`)).body).toMatchObject({ assetId, can: [] })
})

test.each([
  ['en', 'Modification', /Order 43.*article 19|article 19.*Order 43|19/i, 'applies again'],
  ['zh-CN', '擅自改装', /第十九条|19/, '恢复有效'],
  ['zh-TW', '擅自改裝', /第十九條|19/, '恢復有效'],
])(
  '%s: the owner is told by mail why, what the law still gives, and how to object; and later the answer',
  async (language, reason, clause, lifted) => {
    const email = `owner.${language.toLowerCase()}@example.org`
    const person = { kind: 'person', name: 'Wei', country: 'CN', language, email }
    const { body: owner } = await ground.desk.post('/customers', person)
    const assetId = await ground.car(40 + languages.indexOf(language as 'en'), { customerId: owner.id })
    const fileIds = [await ground.evidence(ground.assessor)]
    await ground.assessor.put(`/assets/${assetId}/voiding`, { code: 'modification', assessment: 'Chip tuned', fileIds })
    await world.jobs()
    const { serial } = (await ground.desk.get(`/assets/${assetId}`)).body
    const [first] = await mailsTo(email)
    for (const part of [
      reason,
      serial,
      'Chip tuned',
      clause,
      `sign-in?to=%2F`,
      encodeURIComponent(`/serials/${serial}`),
    ])
      expect(first!.text).toMatch(part)
    const { body: list } = await ground.desk.get(`/entitlement/voidings?filter[assetId]=${assetId}`)
    const { id } = list.items[0]
    await ground.desk.put(`/entitlement/voidings/${id}/appeal`, { text: 'It is stock', appealFor: 'customer' })
    const answer = { outcome: 'lifted', text: 'Another car' }
    expect((await ground.manager.put(`/entitlement/voidings/${id}/appeal-decision`, answer, version(2))).status).toBe(
      200,
    )
    await world.jobs()
    const all = await mailsTo(email)
    expect(all).toHaveLength(2)
    expect(all[1]!.text).toContain(lifted)
    expect(all[1]!.text).toContain('Another car')
  },
)

/** What was written to an address, oldest first, as it is sent. */
async function mailsTo(email: string): Promise<RenderedMail[]> {
  const rows = await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .selectFrom('kit.mail')
      .select(['template', 'language', 'details'])
      .where('to_address', '=', email)
      .orderBy('id')
      .execute(),
  )
  return rows.map((one) => renderMail(one.template as MailTemplate, one.language, one.details as object as MailValues))
}
