import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { bookVisit, goTo, type Job, makeJob, now, ok, version, visitOf } from './visit.fixture.ts'

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

test('a pause and its end told of a visit that is over are taken over: they stand where they were, and the hours change', async () => {
  const { plan, technician } = job
  const asPhone = () => ({ 'x-told': `${new URLSearchParams({ at: now(), offset: '0', sure: '1' })}` })
  const shower = newId()
  const open = async (kind: string) =>
    ok(await plan.dispatcher.get(`/late-facts?filter[visitId]=${job.visitId}&filter[verdict]=none`)).items.find(
      (one: { toldKind: string; content: { params: { pauseId: string } } }) =>
        one.toldKind === kind && one.content.params.pauseId === shower,
    )
  const judge = async (kind: string) => {
    const { id, version: at } = await open(kind)
    return plan.dispatcher.put(`/late-facts/${id}/judgement`, { verdict: 'taken_over' }, version(at))
  }
  const times = async () => ok(await plan.dispatcher.get(`/work-times?filter[visitId]=${job.visitId}`)).items[0]
  const told = { reason: 'waiting_for_customer', at: ago(15) }
  for (const [to, body] of [
    ['', told],
    ['/end', { at: ago(5) }],
  ] as const)
    expect((await technician.put(path(`/pauses/${shower}${to}`), body, asPhone())).status).toBe(202)
  // Its end says nothing before it stands there itself.
  expect((await judge('resume')).body.code).toBe('field_work.no_pause')
  expect((await judge('pause')).status).toBe(200)
  expect(await times()).toMatchObject({ workMinutes: 15, pauseMinutes: 45 })
  expect((await judge('resume')).status).toBe(200)
  expect(await times()).toMatchObject({ workMinutes: 20, pauseMinutes: 40 })
  const { pauses, timeChanges } = await visitOf(technician, job.visitId)
  expect(pauses.map((one: { reason: string }) => one.reason)).toEqual(['break', 'waiting_for_customer', 'called_away'])
  expect(timeChanges.map((one: { status: string }) => one.status)).toEqual(['pause', 'resume'])
  // Told once more, it had gone on by then.
  expect((await technician.put(path(`/pauses/${shower}/end`), { at: ago(4) }, asPhone())).status).toBe(200)
})

test('what somebody paused whose visit it no longer is does not let the next one rest: desk and phone read who has it', async () => {
  const { plan, technician } = job
  const {
    visitId,
    version: at,
    startsAt,
  } = await bookVisit(plan, technician.personId!, job.assetId, 38).then((next) =>
    visitOf(technician, next.visitId).then((visit) => ({ ...visit, ...next })),
  )
  const other = await plan.technician()
  ok(
    await plan.dispatcher.put(
      `/visits/${visitId}/schedule`,
      { technicianId: other, start: startsAt, minutes: 60 },
      version(at),
    ),
  )
  const asPhone = { 'x-told': `${new URLSearchParams({ at: now(), offset: '0', sure: '1' })}` }
  const told = { reason: 'break', at: now() }
  const answer = await technician.put(`/visits/${visitId}/pauses/${newId()}`, told, asPhone)
  const seen = await visitOf(plan.dispatcher, visitId)
  const { name } = seen.technician
  expect(answer.body.toldLate).toMatchObject({ reason: 'field_work.not_yours', number: seen.number, nowWith: name })
  const { items } = ok(await plan.dispatcher.get(`/late-facts?filter[visitId]=${visitId}`))
  const judged = await plan.dispatcher.put(
    `/late-facts/${items[0].id}/judgement`,
    { verdict: 'taken_over' },
    version(items[0].version),
  )
  expect([judged.body.code, judged.body.title.includes(name)]).toEqual(['field_work.not_yours', true])
  expect((await visitOf(plan.dispatcher, visitId)).pauses).toEqual([])
})

test('of a pause that was left to the desk its end goes there too, and both are taken over', async () => {
  const { plan, technician } = job
  const { visitId } = await bookVisit(plan, technician.personId!, job.assetId, 58)
  await goTo({ technician, visitId }, 'en_route', 'on_site', 'working')
  const asPhone = (more = {}) => ({
    'x-told': `${new URLSearchParams({ at: now(), offset: '0', sure: '1', ...more })}`,
  })
  const id = newId()
  const at = now()
  const told = await technician.put(`/visits/${visitId}/pauses/${id}`, { reason: 'break', at }, asPhone({ hand: '1' }))
  expect(told.status).toBe(202)
  const end = now()
  const answer = await technician.put(`/visits/${visitId}/pauses/${id}/end`, { at: end }, asPhone())
  expect([answer.status, answer.body.toldLate.reason]).toEqual([202, 'field_work.no_pause'])
  const open = async (kind: string) =>
    ok(await plan.dispatcher.get(`/late-facts?filter[visitId]=${visitId}&filter[verdict]=none`)).items.find(
      (one: { toldKind: string }) => one.toldKind === kind,
    )
  for (const kind of ['pause', 'resume']) {
    const { id: late, version: known } = await open(kind)
    ok(await plan.dispatcher.put(`/late-facts/${late}/judgement`, { verdict: 'taken_over' }, version(known)))
  }
  expect((await visitOf(technician, visitId)).pauses).toMatchObject([{ id, since: at, until: end }])
})
