import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { makeTill, ok, type Till, version, WORK } from './money.fixture.ts'
import { quotationToken } from './quotation-link.ts'

const world = useWorld()
let till: Till
beforeAll(async () => {
  till = await makeTill(world)
})

async function sent(lines: object[] = WORK) {
  const draft = ok(await till.desk.post('/quotations', { requestId: till.job.requestId, lines }))
  return ok(await till.desk.put(`/quotations/${draft.id}/sending`, { by: 'mail' }, version(draft.version)))
}
const linkTo = (offer: { id: string; validUntil: string }) =>
  `/public/acme/quotations/${quotationToken(world.services.secret, { id: offer.id, valid_until: offer.validUntil })}`
const anyone = () => world.tenant.anonymous()
const runOut = (id: string) =>
  world.services.db.tx(world.tenant.id, (tx) =>
    tx.updateTable('billing.quotation').set({ valid_until: '2026-01-31' }).where('id', '=', id).execute(),
  )

test('who holds the link of the mail answers without signing in, and leaves optional lines out', async () => {
  const offer = await sent([...WORK, { kind: 'travel', code: 'TRV', quantity: '1', isOptional: true }])
  await world.jobs()
  const mails = await world.services.db.tx(world.tenant.id, (tx) =>
    tx.selectFrom('kit.mail').select('details').where('subject_id', '=', offer.id).execute(),
  )
  const token = quotationToken(world.services.secret, { id: offer.id, valid_until: offer.validUntil })
  expect((mails[0]!.details as unknown as { link: string }).link).toBe(
    `http://aftercare.test/portal/acme/offers/${token}`,
  )
  const link = linkTo(offer)
  const { quotation } = ok(await anyone().get(link))
  expect(quotation).toMatchObject({ number: offer.number, breakdown: { payable: '30550' }, can: ['answer'] })
  const [labour, , travel] = quotation.lines
  const wrong = await anyone().put(`${link}/answer`, { answer: 'accepted', name: '李伟', declined: [labour.id] })
  expect(wrong.body.errors).toMatchObject([{ path: 'declined.0', code: 'billing.not_optional' }])
  const answer = { answer: 'accepted', name: '李伟', declined: [travel.id] }
  const accepted = ok(await anyone().put(`${link}/answer`, answer))
  expect(accepted).toMatchObject({ status: 'accepted', answeredBy: '李伟', breakdown: { payable: '22550' } })
  expect(accepted.lines.map((one: { isDeclined: boolean }) => one.isDeclined)).toEqual([false, false, true])
  const invoice = ok(await till.desk.post('/invoices', { quotationId: offer.id }))
  expect(invoice).toMatchObject({ totalMinor: '22550', lines: [{ code: 'LAB' }, { code: 'CAP-35' }] })
  const paper = await anyone().get(`${link}/quotation.pdf`)
  expect(paper.raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
})

test('a forged, a foreign and a draft link open nothing', async () => {
  const offer = await sent()
  const link = linkTo(offer)
  expect((await anyone().get(`${link}x`)).status).toBe(404)
  expect((await anyone().get(link.replace('/acme/', '/stranger/'))).status).toBe(404)
  await world.makeTenant('stranger')
  expect((await anyone().get(link.replace('/acme/', '/stranger/'))).status).toBe(404)
  const draft = ok(await till.desk.post('/quotations', { requestId: till.job.requestId, lines: WORK }))
  expect((await anyone().get(linkTo(draft))).status).toBe(404)
})

test('a link that ran out offers a new one at the prices of today, and leads there', async () => {
  const offer = await sent()
  const link = linkTo(offer)
  await runOut(offer.id)
  expect((await anyone().get(link)).body).toMatchObject({ status: 410, code: 'link.expired' })
  expect((await anyone().put(`${link}/answer`, { answer: 'accepted', name: 'x' })).status).toBe(410)
  const renewed = ok(await anyone().post(`${link}/renewal`))
  const next = ok(await anyone().get(`/public/acme/quotations/${renewed.token}`))
  expect(next.quotation).toMatchObject({
    status: 'sent',
    revision: 2,
    replacesId: offer.id,
    breakdown: { payable: '22550' },
  })
  expect(ok(await anyone().get(link))).toMatchObject({ quotation: { status: 'superseded' }, newer: renewed.token })
  const desk = ok(await till.desk.get(`/quotations/${next.quotation.id}`))
  expect(desk.versions).toMatchObject([{ id: offer.id, revision: 1 }, { revision: 2 }])
  expect((await anyone().post(`${link}/renewal`)).body.code).toBe('conflict.state')
})

test('a price a person made is not made again by a machine', async () => {
  const offer = await sent([
    { kind: 'labour', code: 'LAB', quantity: '1', unitMinor: '9000', priceReason: 'promotion' },
  ])
  await runOut(offer.id)
  expect(ok(await anyone().post(`${linkTo(offer)}/renewal`))).toEqual({ token: null })
  const timeline = ok(await till.desk.get(`/requests/${till.job.requestId}/timeline`))
  expect(timeline.items.map((one: { event: string }) => one.event)).toContain('quotation.renewed')
})

test('two answers at once: the first stands, the other is told', async () => {
  const link = linkTo(await sent())
  const answers = await Promise.all(
    ['accepted', 'rejected'].map((answer) => anyone().put(`${link}/answer`, { answer, name: 'x' })),
  )
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
})
