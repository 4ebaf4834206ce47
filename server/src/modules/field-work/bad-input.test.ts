import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { causesFound } from './causes-found.ts'
import {
  allTicks,
  bookVisit,
  type Job,
  makeJob,
  now,
  ok,
  sentPhoto,
  signed,
  version,
  visitOf,
  work,
} from './visit.fixture.ts'

const world = useWorld()
let job: Job
beforeAll(async () => {
  job = await makeJob(world)
  const place = {
    code: 'V1',
    name: 'V1',
    kind: 'van',
    stationId: job.plan.stationId,
    personId: job.technician.personId,
  }
  const keeper = await world.tenant.as('parts_keeper')
  ok(await keeper.post('/parts', { number: 'CAP-35', name: { en: 'Capacitor' } }))
  ok(await keeper.post('/stock-places', place))
}, 60_000)

const told = () => ({ 'x-told': `${new URLSearchParams({ at: now(), offset: '0', sure: '1' })}` })
const path = (rest: string) => `/visits/${job.visitId}${rest}`
const remark = (body: object, headers = {}, id = newId()) =>
  job.technician.put(path(`/remarks/${id}`), { at: now(), ...body }, headers)
const late = async () =>
  ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${job.visitId}&sort=receivedAt`)).items

test('what does not fit on the spot is a choice of the technician and a fact at the desk; the work goes on and ends', async () => {
  const odd = [
    { kind: 'unknown_code', seen: 'https://example.com/menu', choice: 'left_out' },
    { kind: 'other_asset', seen: 'KFR35A0000000000', choice: 'went_on' },
    { kind: 'meter_backwards', seen: '90 < 1200', choice: 'meter_replaced' },
    { kind: 'nameless_signature', seen: 'neighbour', choice: 'would_not_say' },
    { kind: 'video_too_large', seen: '4.1 GB', choice: 'left_out' },
  ]
  for (const one of odd) ok(await remark(one, told()))
  const key = { 'idempotency-key': newId(), ...told() }
  const [again, id] = [{ ...odd[0]!, at: now() }, newId()]
  ok(await remark(again, key, id))
  ok(await remark(again, key, id))
  const kept = await late()
  expect(kept.map((one: { lateReason: string }) => one.lateReason)).toEqual([
    ...odd.map(({ kind }) => `field_work.odd.${kind}`),
    'field_work.odd.unknown_code',
  ])
  expect(kept[1]).toMatchObject({ toldKind: 'remark', content: { seen: 'KFR35A0000000000', choice: 'went_on' } })
  const judged = { verdict: 'taken_over', note: 'Plate was changed' }
  ok(await job.plan.dispatcher.put(`/late-facts/${kept[1].id}/judgement`, judged, version(kept[1].version)))

  // A part the van does not have, from somewhere nobody named; a signer without a name; an old meter reading.
  await work(job)
  await signed(job)
  const { version: at } = await visitOf(job.technician, job.visitId)
  const end = { outcome: 'fixed', at: now() }
  const ended = ok(await job.technician.put(path('/completion'), end, { ...version(at), ...told() }))
  expect(ended.status).toBe('done')
  expect((await late()).at(-1)).toMatchObject({ toldKind: 'completion', lateReason: 'parts.source_needed' })
})

test('a signature needs a name, a video of four gigabytes is refused before a byte is sent', async () => {
  const plan = job.plan
  const visit = await visitOf(job.technician, job.visitId)
  const body = { fileId: await sentPhoto(job.technician), name: ' ', role: 'owner', at: now(), hash: 'a'.repeat(64) }
  expect((await job.technician.put(path('/signature'), body)).body.errors).toMatchObject([{ path: 'name' }])
  const large = { offset: '0', bytes: String(4 * 1024 ** 3), name: 'film.mp4', purpose: 'evidence' }
  const sent = await job.technician.put(
    `/uploads/${'b'.repeat(64)}?${new URLSearchParams(large)}`,
    Buffer.from('film') as never,
    { 'content-type': 'application/offset+octet-stream' },
  )
  expect(sent.body).toMatchObject({ status: 413 })
  expect(visit.report.answers).toMatchObject(allTicks)
  expect((await remark({ kind: 'unknown_code', seen: 'X', choice: 'party' })).status).toBe(422)
  const stranger = await world.tenant.as('technician', { stationId: plan.stationId })
  const mine = { kind: 'unknown_code', seen: 'X', choice: 'left_out', at: now() }
  expect((await stranger.put(path(`/remarks/${newId()}`), mine)).body.code).toBe('field_work.not_yours')
  const foreign = await (await world.makeTenant('elsewhere')).as('technician')
  expect((await foreign.put(path(`/remarks/${newId()}`), mine)).status).toBe(404)
})

test('the phone takes along which causes were found for a symptom at the model, with counts', async () => {
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .updateTable('field_work.report')
      .set({ symptom_code: 'S-COOL', cause_code: 'C-CAP', outcome: 'fixed' })
      .where('visit_id', '=', job.visitId)
      .execute(),
  )
  const model = (await visitOf(job.technician, job.visitId)).asset.model.code
  const rows = await world.services.db.tx(world.tenant.id, (tx) => causesFound(tx, [model]))
  expect(rows).toEqual([{ modelCode: model, symptomCode: 'S-COOL', causeCode: 'C-CAP', visits: 1 }])
})

test('what happened at the door is told without a phone, too', async () => {
  const id = newId()
  ok(await remark({ kind: 'other_asset', seen: 'SN-1', choice: 'stopped' }, {}, id))
  ok(await remark({ kind: 'other_asset', seen: 'SN-1', choice: 'stopped' }, {}, id))
  expect((await late()).filter((one: { content: { seen?: string } }) => one.content?.seen === 'SN-1')).toHaveLength(1)
})

test('a checklist withdrawn while the phone had no network: what was answered stands under the list it was answered to', async () => {
  const items = [{ key: 'gas', label: { en: 'Gas' }, type: 'tick', group: 'work', required: true }]
  const familyId = ok(await job.manager.get('/families')).items[0].id
  const list = ok(await job.manager.post('/checklists', { name: { en: 'Gas' }, kind: 'repair', familyId, items }))
  const { visitId } = await bookVisit(job.plan, job.technician.personId!, job.assetId, 34)
  const onPhone = (await visitOf(job.technician, visitId)).checklist
  expect(onPhone).toMatchObject({ id: list.id, version: 1 })
  ok(await job.manager.put(`/checklists/${list.id}/withdrawal`, undefined, version(1)))
  const body = { answers: { gas: { value: true } }, checklistId: onPhone.id, checklistVersion: onPhone.version }
  ok(await job.technician.put(`/visits/${visitId}/report`, body, { ...version(0), ...told() }))
  const { checklist, report } = await visitOf(job.technician, visitId)
  expect(checklist).toMatchObject({ id: list.id, version: 1, isActive: false })
  expect(report).toMatchObject({ checklistId: list.id, checklistVersion: 1, answers: { gas: { value: true } } })
})
