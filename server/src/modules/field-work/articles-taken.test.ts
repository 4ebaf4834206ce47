import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { day, type Job, makeJob, ok, version } from './visit.fixture.ts'

// What the phone takes along to read at the machines of its day.
const world = useWorld()
let job: Job
let engineer: Client
let familyId: string
let modelId: string
beforeAll(async () => {
  job = await makeJob(world)
  engineer = await world.tenant.as('quality_engineer')
  const asset = ok(await job.manager.get(`/assets/${job.assetId}`))
  modelId = asset.model.id
  familyId = ok(await job.manager.get(`/models/${modelId}`)).family.id
}, 60_000)

const article = async (name: string, more: object = {}) => {
  const steps = [{ text: { en: 'Do it' } }]
  const made = ok(await engineer.post('/articles', { kind: 'repair', title: { en: name }, steps, ...more }))
  return ok(await engineer.put(`/articles/${made.id}/publication`, {}, version(made.version)))
}
const taken = async (known = '') => ok(await job.technician.get(`/field/today?date=${day}&articles=${known}`)).articles
const titles = async () => (await taken()).items.map((one: { title: { en: string } }) => one.title.en)

test('the day brings what is to be read at its machines, best first, and again only when it is something else', async () => {
  expect(await taken()).toMatchObject({ items: [], left: 0 })
  const other = ok(await job.manager.post('/models', { familyId, code: `M-${newId()}`, name: { en: 'M' } })).id
  await article('family', { familyIds: [familyId] })
  await article('every')
  await article('other model', { modelIds: [other] })
  await article('bulletin', { modelIds: [modelId, other], kind: 'bulletin' })
  ok(await engineer.post('/articles', { kind: 'repair', title: { en: 'draft' } }))
  ok(await job.manager.post('/failure-codes', { kind: 'symptom', code: 'A-DRIP', name: { en: 'Drips' } }))
  const dripping = await article('symptom', { symptomCodes: ['A-DRIP'] })
  expect(await titles()).toEqual(['bulletin', 'symptom', 'every', 'family'])
  // The symptom of any of the day's visits comes first.
  const request = `/requests/${job.requestId}`
  const { version: now } = ok(await job.plan.desk.get(request))
  ok(await job.plan.desk.put(`${request}/reading`, { symptomCode: 'A-DRIP' }, version(now)))
  expect(await titles()).toEqual(['symptom', 'bulletin', 'every', 'family'])

  const { digest } = await taken()
  expect(await taken(digest)).toEqual({ digest, items: null, left: 0 })
  const feedback = { version: 1, helped: true, at: new Date().toISOString() }
  ok(await job.technician.put(`/articles/${dripping.id}/feedback/${newId()}`, feedback))
  expect((await taken(digest)).items).toBeNull()
  expect((await taken()).items[0]).toMatchObject({ version: 1, modelCodes: [], helped: { yes: 1, no: 0 } })
  ok(await engineer.put(`/articles/${dripping.id}/retirement`, { reason: 'Old' }, version(dripping.version)))
  expect((await taken(digest)).items).toHaveLength(3)
})

test('too many are left at home and counted; texts that are too long, too; another company keeps its own', async () => {
  const long = { en: 'x'.repeat(4000) }
  const steps = Array.from({ length: 40 }, () => ({ text: long }))
  for (const name of ['long 1', 'long 2', 'long 3']) await article(name, { kind: 'bulletin', steps })
  expect(await titles()).toEqual(['long 3', 'bulletin', 'every', 'family'])
  expect((await taken()).left).toBe(2)
  for (let n = 0; n < 62; n++) await article(`short ${n}`, { kind: 'bulletin' })
  const most = await taken()
  expect([most.items.length, most.left]).toEqual([60, 8])
  expect(JSON.stringify(most.items).length).toBeLessThan(310_000)
  const foreign = await world.makeTenant('others')
  expect(ok(await (await foreign.as('quality_engineer')).get('/articles')).items).toEqual([])
})
