import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { type Job, makeJob, now, ok, sentPhoto, signed, version, visitOf, work } from './visit.fixture.ts'

const world = useWorld()
let job: Job
beforeAll(async () => {
  job = await makeJob(world)
  await work(job)
  await signed(job)
  const { version: at } = await visitOf(job.technician, job.visitId)
  ok(await job.technician.put(`/visits/${job.visitId}/completion`, { outcome: 'fixed', at: now() }, version(at)))
  await world.jobs()
})

test('a signed report is found again: by number, signer, result and technician; by nobody else', async () => {
  const { number } = await visitOf(job.technician, job.visitId)
  const { dispatcher } = job.plan
  const found = async (query: string, who = dispatcher) => ok(await who.get(`/service-reports?${query}`)).items
  for (const query of [
    `q=${number}`,
    'filter[signerName]=李伟',
    'filter[outcome]=fixed',
    `filter[technicianId]=${job.technician.personId}`,
  ])
    expect(await found(query), query).toMatchObject([
      { id: job.visitId, number, outcome: 'fixed', signerName: '李伟', requestId: job.requestId },
    ])
  expect(await found('filter[signedAt]=none')).toEqual([])
  expect(await found('filter[outcome]=not_fixed')).toEqual([])
  expect(await found('', await world.tenant.as('dispatcher', { stationId: job.plan.otherStationId }))).toEqual([])
  expect(await found('', await (await world.makeTenant('archive')).as('dispatcher'))).toEqual([])
})

test('the timeline of the request shows the signature where it was given and the photos where the visit ended', async () => {
  const files = async () => {
    const { items } = ok(await job.plan.desk.get(`/requests/${job.requestId}/timeline?limit=200`))
    const of = (event: string) => items.find((one: { event: string }) => one.event === event)
    const ids = (event: string) => of(event).files.map((one: { id: string }) => one.id)
    return { signature: ids('report.signed'), photos: ids('visit.completed') }
  }
  const { report, photos } = await visitOf(job.technician, job.visitId)
  const before = await files()
  expect(before.signature).toEqual([report.signature.fileId])
  const taken = photos.map((one: { fileId: string }) => one.fileId)
  expect(before.photos).toEqual(expect.arrayContaining(taken))
  expect(before.photos).not.toContain(report.signature.fileId)
  // One that arrives after the end is there, too.
  const late = await sentPhoto(job.technician)
  const photo = { fileId: late, kind: 'other', takenAt: now() }
  ok(await job.technician.put(`/visits/${job.visitId}/photos/${crypto.randomUUID()}`, photo))
  expect((await files()).photos).toContain(late)
})
