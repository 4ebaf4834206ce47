import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { bookVisit, goTo, type Job, makeJob, now, ok, version, visitOf } from './visit.fixture.ts'

const world = useWorld()
let job: Job
beforeAll(async () => {
  job = await makeJob(world)
  const step = { group: 'measurement', required: false, followUp: true }
  const items = [
    {
      ...step,
      key: 'suction',
      label: { en: 'Suction pressure', 'zh-CN': '低压' },
      type: 'number',
      unit: 'bar',
      min: 4,
      max: 6,
    },
    { ...step, key: 'earth', label: { en: 'Earth wire', 'zh-CN': '接地' }, type: 'tick' },
    { ...step, key: 'noise', label: { en: 'Noise' }, type: 'number', max: 40, followUp: false },
  ]
  ok(await job.manager.post('/checklists', { name: { en: 'Air conditioner' }, kind: 'repair', items }))
})

/** A visit done with these answers; the requests that follow the one it was for. */
async function followUps(start: number, answers: object, end: object = { outcome: 'no_fault_found' }) {
  Object.assign(job, await bookVisit(job.plan, job.technician.personId!, job.assetId, start))
  await goTo(job, 'en_route', 'on_site', 'working')
  const { report } = await visitOf(job.technician, job.visitId)
  const told = { answers, workDone: 'Looked at', unsignedReason: 'absent' }
  ok(await job.technician.put(`/visits/${job.visitId}/report`, told, version(report.version)))
  const { version: at } = await visitOf(job.technician, job.visitId)
  ok(await job.technician.put(`/visits/${job.visitId}/completion`, { at: now(), ...end }, version(at)))
  await world.jobs()
  await world.jobs()
  const { links } = ok(await job.plan.desk.get(`/requests/${job.requestId}`))
  return links as { id: string; kind: string; requestId: string }[]
}

test('a check outside its limits and one left out open one follow-up that names both; jobs run twice open no second', async () => {
  const links = await followUps(15, {
    suction: { value: 2.1 },
    earth: { value: null, skipped: 'no access' },
    noise: { value: 55 },
  })
  expect(links).toHaveLength(1)
  const { items } = ok(await job.plan.desk.get(`/requests?filter[assetId]=${job.assetId}&sort=-openedAt`))
  const next = ok(await job.plan.desk.get(`/requests/${items[0].id}`))
  expect(next).toMatchObject({ kind: 'repair', asset: { id: job.assetId }, station: { id: job.plan.stationId } })
  expect(next.title).toContain('2.1 bar (4–6)')
  expect(`${next.title} ${next.verbatims[0].text}`).not.toContain('55')
})

test('within the limits nothing follows; after part of the work the order itself goes on', async () => {
  expect(await followUps(34, { suction: { value: 5 }, earth: { value: true } })).toEqual([])
  const rest = { outcome: 'not_fixed', restOfWork: 'Valve is ordered' }
  expect(await followUps(39, { suction: { value: 2 } }, rest)).toEqual([])
})
