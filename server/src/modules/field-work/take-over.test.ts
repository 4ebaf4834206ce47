import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { openRecallOn } from '../campaigns/campaign.fixture.ts'
import { TAKE_OVER } from './take-over.ts'
import { TOLD_KINDS, type ToldKind } from './told.ts'
import {
  allTicks,
  bookVisit,
  goTo,
  hashOf,
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

// What was told late and is taken over stands on the visit as if it had come in time, whatever kind of thing it is; where it
// cannot any more, that is said, and the desk chooses.
const world = useWorld()
let job: Job
let campaignId: string
beforeAll(async () => {
  job = await makeJob(world)
  campaignId = await openRecallOn(world, job.assetId)
})
const book = async (start: number) =>
  Object.assign(job, await bookVisit(job.plan, job.technician.personId!, job.assetId, start))
// biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
type Seen = any
const visit = (): Promise<Seen> => visitOf(job.plan.dispatcher, job.visitId)

/** Left to the desk by the technician: kept, not tried. */
async function tellLate(method: 'put' | 'delete', path: string, body?: object): Promise<void> {
  const { version: at, report } = await visit()
  const known = path === '/report' ? report.version : at
  const told = `${new URLSearchParams({ at: now(), sure: '1', hand: '1' })}`
  const headers = { ...version(known), 'x-told': told, 'idempotency-key': newId() }
  const to = `/visits/${job.visitId}${path}`
  const answer =
    method === 'put' ? await job.technician.put(to, body, headers) : await job.technician.delete(to, headers)
  expect([path, answer.status]).toEqual([path, 202])
}

const openLate = async (): Promise<Seen> =>
  ok(await job.plan.dispatcher.get(`/late-facts?filter[visitId]=${job.visitId}&filter[verdict]=none`)).items[0]
const judge = async (more: object = {}) => {
  const { id, version: at } = await openLate()
  return job.plan.dispatcher.put(`/late-facts/${id}/judgement`, { verdict: 'taken_over', ...more }, version(at))
}

const [lineId, photoId, extraId, pauseId, expenseId] = Array.from({ length: 5 }, newId) as [
  string,
  string,
  string,
  string,
  string,
]
const isIn = (all: { id: string }[], id: string) => all.some((one) => one.id === id)
const part = { kind: 'part', code: 'CAP-35', quantity: '1', source: 'customers_own' }

interface Kind {
  does: () => Promise<[path: string, body?: object]>
  stands: (seen: Seen) => unknown
}
const put = (path: string, body: () => object | Promise<object>, stands: Kind['stands']): Kind => ({
  does: async () => [path, await body()],
  stands,
})
const remove = (path: string, stands: Kind['stands']): Kind => ({ does: async () => [path], stands })

/** Every kind there is, in an order in which a visit may have them. */
const KINDS: Record<ToldKind, Kind> = {
  report: put(
    '/report',
    () => ({
      answers: { ...allTicks, mat: { value: false, skipped: 'None' } },
      findings: 'Burnt',
      workDone: 'Changed',
    }),
    ({ report }) =>
      report.findings === 'Burnt' && report.workDone === 'Changed' && report.answers.mat.skipped === 'None',
  ),
  line: put(
    `/lines/${lineId}`,
    () => part,
    ({ lines }) => isIn(lines, lineId),
  ),
  replacement: put(
    `/lines/${lineId}/replacement`,
    () => ({ reason: 'damaged' }),
    ({ lines }) => lines.find((one: Seen) => one.id === lineId).replaceReason === 'damaged',
  ),
  source: put(
    `/lines/${lineId}/source`,
    () => ({ source: 'customers_own' }),
    ({ lines }) => lines.find((one: Seen) => one.id === lineId).source === 'customers_own',
  ),
  line_removed: remove(`/lines/${lineId}`, ({ lines }) => !isIn(lines, lineId)),
  photo: put(
    `/photos/${photoId}`,
    async () => ({ fileId: await sentPhoto(job.technician), kind: 'after', takenAt: now() }),
    ({ photos }) => isIn(photos, photoId) && photos.length === 1,
  ),
  photo_removed: remove(`/photos/${photoId}`, ({ photos }) => photos.length === 0),
  found: put(
    '/found-facts',
    () => ({ fault: { cause: 'misuse' } }),
    ({ cover }) => JSON.stringify(cover).includes('misuse'),
  ),
  extra_work: put(
    `/extra-work/${extraId}`,
    () => ({
      lines: [{ id: newId(), kind: 'labour', code: 'LAB', quantity: '1' }],
      ...{ answer: 'accepted', name: '李伟', at: now() },
    }),
    ({ quotations }) => isIn(quotations, extraId),
  ),
  overrun: put(
    '/overrun',
    () => ({ minutes: 30, reason: 'other' }),
    ({ overrun }) => overrun.minutes === 30,
  ),
  overrun_withdrawn: remove('/overrun', ({ overrun }) => overrun === null),
  pause: put(
    `/pauses/${pauseId}`,
    () => ({ reason: 'break', at: now() }),
    ({ pauses }) => pauses[0].id === pauseId && pauses[0].until === null,
  ),
  resume: put(
    `/pauses/${pauseId}/end`,
    () => ({ at: now() }),
    ({ pauses }) => pauses[0].until !== null,
  ),
  time_correction: put(
    `/time-corrections/${newId()}`,
    () => ({ field: 'travelMinutes', value: 42, reason: 'Jam', at: now() }),
    ({ corrections }) => corrections[0].value === 42,
  ),
  expense: put(
    `/expenses/${expenseId}`,
    async () => ({
      kind: 'parking',
      minor: '900',
      currency: 'CNY',
      fileId: await sentPhoto(job.technician),
      at: now(),
    }),
    ({ expenses }) => isIn(expenses, expenseId) && expenses[0].fileId !== null,
  ),
  expense_removed: remove(`/expenses/${expenseId}`, ({ expenses }) => expenses.length === 0),
  recall_answer: {
    does: async () => [`/recalls/${campaignId}`, { outcome: 'remedied', note: 'Fan changed', at: now() }],
    stands: ({ asset, recallAnswers }) =>
      recallAnswers[0].note === 'Fan changed' && asset.recalls[0].state === 'remedied',
  },
  remark: put(
    `/remarks/${newId()}`,
    () => ({ kind: 'unknown_code', seen: 'XYZ', choice: 'went_on', at: now() }),
    () => true,
  ),
  tap: put(
    '/status',
    () => ({ status: 'working', at: now() }),
    ({ stamps }) => stamps.filter((one: Seen) => one.status === 'working').length === 2,
  ),
  signature: put(
    '/signature',
    async () => ({
      fileId: await sentPhoto(job.technician),
      name: '李伟',
      role: 'owner',
      at: now(),
      hash: hashOf(await visit()),
    }),
    ({ report }) => report.signature.name === '李伟',
  ),
  completion: put(
    '/completion',
    () => ({ outcome: 'not_fixed', restOfWork: 'Board is missing', at: now() }),
    ({ status, report }) => status === 'part_done' && report.restOfWork === 'Board is missing',
  ),
  handing_over: put(
    `/handing-over/${newId()}`,
    () => ({ reason: 'no_time', done: 'Measured', left: 'The rest', at: now() }),
    ({ status }) => status === 'part_done',
  ),
}

test('every kind of fact there is can be taken over', () => {
  expect(Object.keys(TAKE_OVER).sort()).toEqual([...TOLD_KINDS].sort())
  expect(Object.keys(KINDS).sort()).toEqual([...TOLD_KINDS].sort())
})

test('each kind, told late and taken over, stands on the visit', async () => {
  await book(15)
  await goTo(job, 'en_route', 'on_site', 'working')
  for (const [kind, { does, stands }] of Object.entries(KINDS)) {
    // It ends the visit as the completion does: that has been by now.
    if (kind === 'handing_over') {
      await book(34)
      await goTo(job, 'en_route', 'on_site', 'working')
    }
    const [path, body] = await does()
    await tellLate(body ? 'put' : 'delete', path, body)
    expect([kind, (await judge()).body]).toMatchObject([kind, { version: 2 }])
    expect([kind, Boolean(stands(await visit()))]).toEqual([kind, true])
  }
})

test('somebody else’s by now and ended: what was measured, used and spent still stands, in the name of who told it', async () => {
  await book(39)
  await goTo(job, 'en_route', 'on_site', 'no_access')
  await tellLate('put', '/report', {
    answers: { card: { value: true } },
    causeCode: 'C-1',
    findings: 'Heard a bearing',
  })
  expect((await judge()).status).toBe(200)
  await tellLate('put', `/expenses/${newId()}`, { kind: 'toll', minor: '500', currency: 'CNY', at: now() })
  expect((await judge()).status).toBe(200)
  const labour = newId()
  await tellLate('put', `/lines/${labour}`, { kind: 'labour', code: 'LAB', quantity: '1' })
  expect((await judge()).status).toBe(200)
  const seen = await visit()
  expect(seen.report).toMatchObject({
    causeCode: 'C-1',
    findings: 'Heard a bearing',
    answers: { card: { value: true } },
  })
  expect([seen.expenses.length, isIn(seen.lines, labour)]).toEqual([1, true])
})

test('what somebody signed stays: the desk reads why, and takes over what still can be', async () => {
  await book(58)
  await work(job)
  await signed(job)
  await tellLate('put', '/report', { findings: 'Something else', answers: { mat: { value: false } } })
  const refused = await judge()
  expect([refused.status, refused.body.code, (await openLate()).verdict]).toEqual([409, 'field_work.signed', null])
  expect((await judge({ noteRest: true })).status).toBe(200)
  const { report } = await visit()
  expect([report.findings, report.answers.mat.value]).toEqual(['Capacitor is swollen', false])
  // A line on top of what was signed is noted and nothing else.
  const line = newId()
  await tellLate('put', `/lines/${line}`, { kind: 'labour', code: 'LAB', quantity: '1' })
  expect((await judge()).body.code).toBe('field_work.signed')
  expect((await judge({ noteRest: true })).status).toBe(200)
  expect(isIn((await visit()).lines, line)).toBe(false)
})

test('a signature taken over after the report was sent: the report is printed anew and sent to who signed; for less nobody is written to again', async () => {
  await book(63)
  await work(job)
  const { report } = await visit()
  ok(
    await job.technician.put(
      `/visits/${job.visitId}/report`,
      { unsignedReason: 'Phone died' },
      version(report.version),
    ),
  )
  ok(
    await job.technician.put(
      `/visits/${job.visitId}/completion`,
      { outcome: 'fixed', at: now() },
      version((await visit()).version),
    ),
  )
  await world.jobs()
  const [first, sent] = [await kept(), await mails()]
  const hash = hashOf(await visit())
  await tellLate('put', '/signature', {
    ...{ fileId: await sentPhoto(job.technician), name: '李伟', role: 'owner', at: now(), hash },
  })
  expect((await judge()).status).toBe(200)
  await world.jobs()
  const second = await kept()
  expect([second.equals(first), await mails()]).toEqual([false, sent + 1])
  const photo = { fileId: await sentPhoto(job.technician), kind: 'after', takenAt: now() }
  await tellLate('put', `/photos/${newId()}`, photo)
  expect((await judge()).status).toBe(200)
  await world.jobs()
  expect([(await kept()).equals(second), await mails()]).toEqual([false, sent + 1])
  // What is not on the paper prints nothing.
  const third = await kept()
  await tellLate('put', `/expenses/${newId()}`, { kind: 'toll', minor: '500', currency: 'CNY', at: now() })
  expect((await judge()).status).toBe(200)
  await world.jobs()
  expect((await kept()).equals(third)).toBe(true)
})

const kept = async (): Promise<Buffer> => (await job.technician.get(`/visits/${job.visitId}/report.pdf`)).raw.rawPayload
const mails = () =>
  world.services.db.tx(world.tenant.id, async (tx) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from kit.mail where template = 'service-report'`.execute(tx)
    return rows[0]!.n
  })
