import { createHash } from 'node:crypto'
import { agreedText } from '@aftercare/rules'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { goTo, type Job, makeJob, now, ok, sentPhoto, visitOf } from './visit.fixture.ts'

const world = useWorld()
let job: Job
beforeAll(async () => {
  job = await makeJob(world)
  await goTo(job, 'en_route', 'on_site', 'working')
}, 60_000)

/** Two lines as the phone shows them: a part the maker pays, travel the customer does. */
async function shownTo(quotationId: string, travelMinor = '8000') {
  const visit = await visitOf(job.technician, job.visitId)
  const lines = [
    { id: newId(), kind: 'part', code: 'CAP-35', quantity: '2', replaceReason: 'damaged' },
    { id: newId(), kind: 'travel', code: 'TRV', quantity: '1' },
  ]
  const seen = [
    {
      name: 'Capacitor 35 µF',
      unit: 'piece',
      unitMinor: '4550',
      payer: 'manufacturer',
      customerSharePct: 0,
      fullMinor: '9100',
      customerMinor: '0',
    },
    {
      name: 'Travel',
      unit: 'visit',
      unitMinor: travelMinor,
      payer: 'customer',
      customerSharePct: 100,
      fullMinor: travelMinor,
      customerMinor: travelMinor,
    },
  ]
  const language = visit.customer.language
  const names: Record<string, string[]> = { 'zh-CN': ['电容 35 µF', '上门费'] }
  const text = agreedText({
    ...{
      quotationId,
      visit: visit.number,
      customer: visit.customer.name,
      product: visit.asset.serial,
      currency: 'CNY',
    },
    lines: lines.map((line, i) => ({ ...line, ...seen[i]!, name: names[language]?.[i] ?? seen[i]!.name })),
    totalMinor: String(9100 + Number(travelMinor)),
    customerMinor: travelMinor,
  })
  return { lines, text, hash: createHash('sha256').update(text).digest('hex') }
}
const agree = async (quotationId: string, more: object, headers = {}) =>
  job.technician.put(
    `/visits/${job.visitId}/extra-work/${quotationId}`,
    { answer: 'accepted', name: '李伟', role: 'owner', at: now(), fileId: await sentPhoto(job.technician), ...more },
    headers,
  )

test('extra work is signed line by line before it is done: hash, words and signature are kept', async () => {
  const id = newId()
  const { lines, hash, text } = await shownTo(id)
  const visit = ok(await agree(id, { lines, hash }))
  expect(visit.quotations).toMatchObject([
    { id, status: 'accepted', customerMinor: '8000', signature: { name: '李伟', role: 'owner', hash } },
  ])
  expect(visit.lines).toHaveLength(2)
  const row = await world.services.db.tx(world.tenant.id, (tx) =>
    tx.selectFrom('field_work.agreement').select('shown').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  expect(row.shown).toBe(text)
  const again = ok(await agree(id, { lines, hash }))
  expect(again.lines).toHaveLength(2)
})

test('another price was shown than we have: refused, and told by a phone it is kept for the desk', async () => {
  const id = newId()
  const { lines, hash } = await shownTo(id, '7000')
  expect((await agree(id, { lines, hash })).body).toMatchObject({ status: 409, code: 'field_work.changed_since_shown' })
  const told = { 'x-told': `${new URLSearchParams({ at: now() })}` }
  expect((await agree(id, { lines, hash }, told)).status).toBe(202)
  const { items } = ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${job.visitId}`))
  expect(items).toMatchObject([{ toldKind: 'extra_work', lateReason: 'field_work.changed_since_shown' }])
  expect((await visitOf(job.technician, job.visitId)).quotations).toHaveLength(1)
})

test('a signature without a hash or a role says nothing', async () => {
  const id = newId()
  const { lines, hash } = await shownTo(id)
  expect((await agree(id, { lines })).body.errors).toMatchObject([{ path: 'hash' }])
  expect((await agree(id, { lines, hash, role: undefined })).body.errors).toMatchObject([{ path: 'role' }])
})
