import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { bookVisit, type Job, makeJob, now, ok, version, visitOf } from './visit.fixture.ts'

const world = useWorld()
let job: Job
beforeAll(async () => {
  job = await makeJob(world)
})

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const path = (rest: string) => `/visits/${job.visitId}${rest}`
async function step(status: string, minutes: number): Promise<void> {
  const { version: at } = await visitOf(job.technician, job.visitId)
  ok(await job.technician.put(path('/status'), { status, at: ago(minutes) }, version(at)))
}
const onBoard = async () => {
  const visit = await visitOf(job.technician, job.visitId)
  const window = `from=${visit.startsAt}&to=${visit.endsAt}`
  const { visits } = ok(await job.plan.dispatcher.get(`/board?${window}`))
  return visits.find((one: { id: string }) => one.id === job.visitId).pause
}

test('what is paused is not worked: board, request and time sheet say so; what still rests ends with the visit', async () => {
  const { requestId } = job
  const clocks = async () =>
    ok(await job.plan.desk.get(`/requests/${requestId}`)).clocks.map((one: { dueAt: string; status: string }) => [
      one.dueAt,
      one.status,
    ])
  await step('en_route', 100)
  const before = await clocks()
  await step('on_site', 70)
  await step('working', 60)
  const [lunch, away] = [newId(), newId()]
  const told = { reason: 'break', at: ago(50), note: 'Lunch' }
  for (const _ of [1, 2]) ok(await job.technician.put(path(`/pauses/${lunch}`), told))
  expect(await onBoard()).toEqual({ reason: 'break', since: told.at })
  for (const at of [ago(20), ago(10)]) ok(await job.technician.put(path(`/pauses/${lunch}/end`), { at }))
  expect(await onBoard()).toBeNull()
  expect((await visitOf(job.technician, job.visitId)).pauses).toMatchObject([
    { id: lunch, note: 'Lunch', reason: 'break' },
  ])
  // A clock that runs ahead: nothing has happened later than now.
  ok(await job.technician.put(path(`/pauses/${away}`), { reason: 'called_away', at: ago(-600) }))
  expect((await visitOf(job.technician, job.visitId)).pauses[1]).toMatchObject({ until: null, reason: 'called_away' })
  expect(await clocks()).toEqual(before)

  const { report } = await visitOf(job.technician, job.visitId)
  ok(await job.technician.put(path('/report'), { unsignedReason: 'absent' }, version(report.version)))
  const { version: at } = await visitOf(job.technician, job.visitId)
  const end = { outcome: 'not_fixed', restOfWork: 'Valve', at: now() }
  ok(await job.technician.put(path('/completion'), end, version(at)))
  const over = await visitOf(job.technician, job.visitId)
  expect(over.pauses.map((one: { until: string | null }) => one.until)).not.toContain(null)
  await world.jobs()
  const { items } = ok(await job.plan.dispatcher.get(`/work-times?filter[visitId]=${job.visitId}`))
  expect(items).toMatchObject([{ travelMinutes: 30, siteMinutes: 10, workMinutes: 30, pauseMinutes: 30 }])
  const timeline = ok(await job.plan.desk.get(`/requests/${requestId}/timeline`)).items
  const said = timeline
    .flatMap((one: { event: string | null }) => one.event ?? [])
    .filter((type: string) => /paused|resumed/.test(type))
  expect(said.sort()).toEqual(['visit.paused', 'visit.paused', 'visit.resumed', 'visit.resumed'])
})

test('a pause told of a visit that is over or somebody else’s stands with the desk; one of another visit is not found', async () => {
  const asPhone = () => ({ 'x-told': `${new URLSearchParams({ at: now(), offset: '0', sure: '1' })}` })
  const told = { reason: 'waiting_for_part', at: now() }
  expect((await job.technician.put(path(`/pauses/${newId()}`), told)).body.code).toBe('field_work.over')
  expect((await job.technician.put(path(`/pauses/${newId()}`), told, asPhone())).status).toBe(202)
  const first = (await visitOf(job.technician, job.visitId)).pauses[0].id
  const next = await bookVisit(job.plan, job.technician.personId!, job.assetId, 14)
  expect((await job.technician.put(`/visits/${next.visitId}/pauses/${first}`, told)).status).toBe(404)
  expect((await job.technician.put(`/visits/${next.visitId}/pauses/${newId()}/end`, { at: now() })).status).toBe(404)
})
