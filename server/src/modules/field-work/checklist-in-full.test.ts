import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { bookVisit, goTo, type Job, makeJob, now, ok, sentPhoto, version, visitOf } from './visit.fixture.ts'

const world = useWorld()
let job: Job
let list: { id: string; version: number }
const step = { group: 'work', type: 'tick', required: true }
const items = [
  {
    ...{ ...step, key: 'gas', label: { en: 'Gas' }, type: 'choice' },
    choices: ['r32', 'r290'].map((value) => ({ value, label: { en: value } })),
  },
  {
    ...{ ...step, key: 'leak', label: { en: 'Tightness' }, type: 'check', followUp: true },
    when: [{ on: 'answer', step: 'gas', values: ['r290'] }],
    proof: [
      { kind: 'photo', count: 1 },
      { kind: 'note', count: 1 },
    ],
  },
  {
    ...{ ...step, key: 'belt', label: { en: 'Belt' }, type: 'choice', followUp: true },
    choices: [
      { value: 'good', label: { en: 'Good' } },
      { value: 'worn', label: { en: 'Worn', 'zh-CN': '磨损' }, fails: true },
    ],
  },
  { ...step, key: 'horn', label: { en: 'Horn' }, when: [{ on: 'model', models: ['CAR-1'] }] },
]
beforeAll(async () => {
  job = await makeJob(world)
  list = ok(await job.manager.post('/checklists', { name: { en: 'AC' }, kind: 'repair', items }))
})

async function begin(start: number): Promise<void> {
  Object.assign(job, await bookVisit(job.plan, job.technician.personId!, job.assetId, start))
  await goTo(job, 'en_route', 'on_site', 'working')
}
async function report(body: object) {
  const { report } = await visitOf(job.technician, job.visitId)
  return ok(await job.technician.put(`/visits/${job.visitId}/report`, body, version(report.version)))
}
async function complete(more: object = {}) {
  const { version: at } = await visitOf(job.technician, job.visitId)
  const body = { outcome: 'no_fault_found', at: now(), ...more }
  return job.technician.put(`/visits/${job.visitId}/completion`, body, version(at))
}
const open = (answer: { body: { errors: { path: string }[] } }) => answer.body.errors.map((one) => one.path)

test('what a condition asks for is required with its proof, what it does not is not; failures open one further request', async () => {
  await begin(15)
  const answers = { gas: { value: 'r32' }, leak: { value: true }, belt: { value: 'worn', note: 'two ribs' } }
  await report({ answers, workDone: 'Looked at', unsignedReason: 'absent' })
  await report({ answers: { gas: { value: 'r290' }, leak: { value: false } } })
  expect(open(await complete())).toEqual(['answers.leak'])
  await report({ answers: { leak: { value: false, note: 'at the flare nut' } } })
  expect(open(await complete())).toEqual(['answers.leak'])
  const photo = { fileId: await sentPhoto(job.technician), kind: 'other', checklistKey: 'leak', takenAt: now() }
  ok(await job.technician.put(`/visits/${job.visitId}/photos/${newId()}`, photo))
  ok(await complete())
  await world.jobs()
  await world.jobs()
  const { links } = ok(await job.plan.desk.get(`/requests/${job.requestId}`))
  expect(links).toHaveLength(1)
  const { items: all } = ok(await job.plan.desk.get(`/requests?filter[assetId]=${job.assetId}&sort=-openedAt`))
  const next = ok(await job.plan.desk.get(`/requests/${all[0].id}`))
  expect(`${next.title} ${next.verbatims[0].text}`).toMatch(/at the flare nut/)
  expect(`${next.title} ${next.verbatims[0].text}`).toMatch(/(Worn|磨损), two ribs/)
})

test('a phone that worked by a version changed or withdrawn meanwhile ends its visit by it; one the server lost is no dead end', async () => {
  const more = [...items, { ...step, key: 'new', label: { en: 'New' } }]
  const said = { workDone: 'Looked at', unsignedReason: 'absent' }
  const byOld = { checklistId: list.id, checklistVersion: 1 }
  await begin(34)
  ok(await job.manager.put(`/checklists/${list.id}`, { name: { en: 'AC' }, kind: 'repair', items: more }, version(1)))
  ok(await job.manager.put(`/checklists/${list.id}/withdrawal`, undefined, version(2)))
  // Nothing was told of the list before the end: the end says which one it was.
  await job.manager.post('/checklists', { name: { en: 'Other' }, kind: 'repair', items: [more.at(-1)] })
  const photo = { fileId: await sentPhoto(job.technician), kind: 'signature', checklistKey: 'belt', takenAt: now() }
  ok(await job.technician.put(`/visits/${job.visitId}/photos/${newId()}`, { ...photo, caption: '李伟' }))
  expect(open(await complete(byOld))).toContain('answers.belt')
  await report({ ...byOld, ...said, answers: { gas: { value: 'r32' }, belt: { value: 'good' } } })
  const done = ok(await complete(byOld))
  expect(done).toMatchObject({ status: 'done', checklist: { id: list.id, version: 1 } })

  await begin(39)
  const lost = { checklistId: newId(), checklistVersion: 3 }
  const kept = await report({ ...lost, ...said, answers: { belt: { value: 'good' }, new: { value: true } } })
  expect(kept.report.answers).toMatchObject({ belt: { value: 'good' } })
  expect(kept.checklist.name).toEqual({ en: 'Other' })
  ok(await complete(lost))
})

test('a list that cannot be worked by is refused at its steps and fields', async () => {
  const bad = [
    { ...step, key: 'a', label: { en: 'A' }, when: [{ on: 'failed', step: 'b' }] },
    { ...step, key: 'b', label: { en: 'B' }, type: 'number', min: 5, max: 1 },
  ]
  const refused = await job.manager.post('/checklists', { name: { en: 'x' }, items: bad })
  expect(refused.body.errors).toMatchObject([
    { path: 'items.0.when.0.step', code: 'field_work.step_not_before' },
    { path: 'items.1.max', code: 'field_work.limits_crossed' },
  ])
})

test('a picture of a step is seen by every technician, also in a later version; nobody ties a file of somebody else to a list', async () => {
  const picture = await sentPhoto(job.manager)
  const pictured = {
    name: { en: 'Pictured' },
    kind: 'inspection',
    items: [{ ...step, key: 'a', label: { en: 'A' }, picture }],
  }
  const at = `/checklist-pictures/${picture}`
  expect([(await job.manager.get(at)).status, (await job.technician.get(at)).status]).toEqual([200, 404])
  const made = ok(await job.manager.post('/checklists', pictured))
  expect(made.items).toMatchObject([{ picture }])
  const read = await job.technician.get(at)
  expect([read.status, read.headers['content-type']]).toEqual([200, 'image/png'])
  ok(await job.manager.put(`/checklists/${made.id}`, pictured, version(1)))
  const foreign = await sentPhoto(job.technician)
  const other = { ...pictured, items: [{ ...pictured.items[0], picture: foreign }] }
  expect((await job.manager.post('/checklists', other)).status).toBe(422)
  expect((await (await (await world.makeTenant('lists')).as('technician')).get(at)).status).toBe(404)
})
