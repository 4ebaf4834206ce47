import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { systemActor } from '../../kit/actor.ts'
import { newId } from '../../kit/ids.ts'
import { blockBatch } from './batches.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()

/** Two batches on one shelf, five of each; L42 is used up first and so kept first. */
async function twoBatches() {
  const [part, place] = [await stock.part({ tracking: 'batch' }), await stock.place()]
  await stock.receive(part, place, 5, 100, { batch: 'L42', expiresOn: '2098-01-01' })
  await stock.receive(part, place, 5, 100, { batch: 'L43', expiresOn: '2099-01-01' })
  return { part, place }
}
const ask = async (place: string, part: string, quantity: number, more = {}) => {
  const { body } = await stock.keeper.post('/part-requests', {
    placeId: place,
    lines: [{ partId: part, quantity }],
    ...more,
  })
  return { id: body.id as string, lineId: body.lines[0].id as string }
}
const step =
  (kind: 'issues' | 'returns') =>
  (of: { id: string; lineId: string }, ...lines: object[]) =>
    stock.keeper.post(`/part-requests/${of.id}/${kind}`, {
      ...{ id: newId(), lines: lines.map((one) => ({ lineId: of.lineId, ...one })) },
    })
const [issue, bringBack] = [step('issues'), step('returns')]
const seen = async (id: string) => (await stock.keeper.get(`/part-requests/${id}`)).body.lines[0]
/** What lies there of each batch, and how much of it is kept: [5, 3]. */
const batches = async (part: string, place: string) =>
  Object.fromEntries(
    (
      await stock.rows(sql<{ code: string; of: number[] }>`
        select h.code, array[b.on_hand::float8, b.reserved::float8] as of from parts.balance b join parts.batch h on h.id = b.batch_id
        where b.part_id = ${part} and b.place_id = ${place}`)
    ).map((one) => [one.code, one.of]),
  )
const batchId = async (part: string, code: string) =>
  (await stock.rows(sql<{ id: string }>`select id from parts.batch where part_id = ${part} and code = ${code}`))[0]!.id
const block = async (part: string, code: string, reason: string | null) =>
  stock.keeper.put(`/batches/${await batchId(part, code)}/block`, { reason })

test('the batch taken is the batch booked: the reservation moves to it, and what lay kept is free for others', async () => {
  const { part, place } = await twoBatches()
  const job = await ask(place, part, 4)
  expect(await batches(part, place)).toEqual({ L42: [5, 4], L43: [5, 0] })
  expect((await issue(job, { quantity: 1, batch: 'L42' }, { quantity: 2, batch: 'L43' })).status).toBe(201)
  expect(await batches(part, place)).toEqual({ L42: [4, 1], L43: [3, 0] })
  expect(await seen(job.id)).toMatchObject({ issued: 3, reserved: 1, isWaiting: false })
  // Told without a batch it is the one that is kept.
  expect((await issue(job, { quantity: 1 })).status).toBe(201)
  expect(await batches(part, place)).toEqual({ L42: [3, 0], L43: [3, 0] })
  const more = await issue(job, { quantity: 1, batch: 'L43' })
  expect(more.body.errors[0]).toMatchObject({ path: 'lines.0.quantity', code: 'parts.more_than_asked' })
  expect(await stock.faults()).toEqual([])
})

test('told in parts, a line is issued no more often than it asks for; what others have kept is refused', async () => {
  const { part, place } = await twoBatches()
  const [one, other] = [await ask(place, part, 5), await ask(place, part, 4)]
  const twice = await issue(one, { quantity: 3, batch: 'L42' }, { quantity: 3, batch: 'L43' })
  expect(twice.body.errors[0]).toMatchObject({ path: 'lines.1.quantity', code: 'parts.more_than_asked' })
  const theirs = await issue(one, { quantity: 2, batch: 'L43' })
  expect(theirs.body.errors[0]).toMatchObject({ code: 'parts.not_enough', values: { wanted: 2, left: 1 } })
  expect(await batches(part, place)).toEqual({ L42: [5, 5], L43: [5, 4] })
  const answers = await Promise.all([
    issue(one, { quantity: 1, batch: 'L43' }),
    issue(other, { quantity: 4, batch: 'L43' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  expect(await batches(part, place)).toEqual({ L42: [5, 4], L43: [0, 0] })
  expect(await stock.faults()).toEqual([])
})

test('nothing was kept: the batch must be told, and is issued and comes back by its name', async () => {
  const [part, place] = [await stock.part({ tracking: 'batch' }), await stock.place()]
  const keepUntil = new Date(Date.now() + 60_000).toISOString()
  const job = await ask(place, part, 3, { keepUntil })
  await stock.receive(part, place, 5, 100, { batch: 'L43', expiresOn: '2099-01-01' })
  expect((await issue(job, { quantity: 3 })).body.errors[0]).toMatchObject({
    path: 'lines.0.batch',
    code: 'parts.batch_needed',
  })
  expect((await issue(job, { quantity: 1, batch: 'L99' })).body.errors[0].code).toBe('parts.unknown_batch')
  expect((await issue(job, { quantity: 3, batch: 'L43' })).status).toBe(201)
  expect(await batches(part, place)).toEqual({ L43: [2, 0] })
  await stock.receive(part, place, 1, 100, { batch: 'L44', expiresOn: '2099-01-01' })
  const never = await bringBack(job, { quantity: 1, batch: 'L44' })
  expect(never.body.errors[0]).toMatchObject({ code: 'parts.more_than_issued', values: { issued: 0 } })
  expect((await bringBack(job, { quantity: 2, batch: 'L43' })).body.lines[0]).toMatchObject({ returned: 2 })
  expect(await batches(part, place)).toMatchObject({ L43: [4, 0], L44: [1, 0] })
  expect(await stock.worth(part)).toBe(500)
  expect(await stock.faults()).toEqual([])
})

test('what comes back is the batch that went out, from the job and from its van', async () => {
  const { part, place } = await twoBatches()
  const van = await stock.place('van')
  for (const more of [{}, { toPlaceId: van }]) {
    const job = await ask(place, part, 2, more)
    expect((await issue(job, { quantity: 1, batch: 'L42' }, { quantity: 1, batch: 'L43' })).status).toBe(201)
    const was = await batches(part, place)
    expect((await bringBack(job, { quantity: 1, batch: 'L42' })).status).toBe(201)
    expect((await batches(part, place)).L42![0]).toBe(was.L42![0]! + 1)
    expect((await bringBack(job, { quantity: 1, batch: 'L43' })).status).toBe(201)
    expect((await batches(part, place)).L43![0]).toBe(was.L43![0]! + 1)
  }
  expect(await stock.faults()).toEqual([])
})

test('brought back from a van without a word on the batch, it is one that was handed over and is still in the van', async () => {
  const { part, place } = await twoBatches()
  const van = await stock.place('van')
  await stock.receive(part, van, 3, 100, { batch: 'L44', expiresOn: '2097-01-01' })
  const job = await ask(place, part, 4, { toPlaceId: van })
  expect((await issue(job, { quantity: 2, batch: 'L42' }, { quantity: 2, batch: 'L43' })).status).toBe(201)
  // One of each is fitted; of the two left neither is the batch the van had of its own.
  for (const batch of ['L42', 'L43'])
    expect((await stock.book('issue', van, [{ partId: part, quantity: 1, batch }])).status).toBe(201)
  for (const quantity of [1, 1]) expect((await bringBack(job, { quantity })).status).toBe(201)
  expect(await batches(part, van)).toEqual({ L42: [0, 0], L43: [0, 0], L44: [3, 0] })
  expect(await batches(part, place)).toEqual({ L42: [4, 0], L43: [4, 0] })
  expect(await stock.faults()).toEqual([])
})

test('a batch that is being blocked while it comes to a new shelf is kept there for nobody', async () => {
  const { part } = await twoBatches()
  const id = await batchId(part, 'L42')
  const fresh = await stock.place()
  let asked: Promise<unknown> = Promise.resolve()
  await stock.world.services.db.tx(stock.world.tenant.id, async (tx) => {
    await blockBatch(tx, systemActor(stock.world.tenant.id), id, 'cracks', new Date())
    // On two connections of their own: it arrives at a shelf the block did not see, and somebody asks for it.
    expect((await stock.receive(part, fresh, 5, 100, { batch: 'L42' })).status).toBe(201)
    asked = ask(fresh, part, 2)
    await Promise.race([asked, new Promise((done) => setTimeout(done, 300))])
  })
  await asked
  expect(await batches(part, fresh)).toEqual({ L42: [5, 0] })
  const kept = await stock.rows(sql`select id from parts.reservation where batch_id = ${id} and state = 'active'`)
  expect([kept, await stock.faults()]).toEqual([[], []])
})

test('a blocked or expired batch goes to no job, nor to its van', async () => {
  const { part, place } = await twoBatches()
  await stock.receive(part, place, 5, 100, { batch: 'OLD', expiresOn: '2099-01-01' })
  await stock.expire(part, 'OLD')
  await block(part, 'L43', 'cracks')
  for (const more of [{}, { toPlaceId: await stock.place('van') }]) {
    const job = await ask(place, part, 1, more)
    const blocked = await issue(job, { quantity: 1, batch: 'L43' })
    expect(blocked).toMatchObject({
      status: 409,
      body: { code: 'parts.not_genuine.batch_blocked', values: { batch: 'L43' } },
    })
    expect(blocked.body.errors[0].path).toBe('lines.0.batch')
    expect((await issue(job, { quantity: 1, batch: 'OLD' })).body).toMatchObject({
      ...{ code: 'parts.not_genuine.expired', values: { number: 'OLD', day: '2020-01-01' } },
    })
    expect(await seen(job.id)).toMatchObject({ issued: 0, reserved: 1 })
  }
})

test('blocked, a batch is kept for nobody: who had it kept gets another one or waits again, and is served when it is released', async () => {
  const { part, place } = await twoBatches()
  const [urgent, later] = [await ask(place, part, 4, { priority: 1 }), await ask(place, part, 5, { priority: 5 })]
  expect(await batches(part, place)).toEqual({ L42: [5, 5], L43: [5, 4] })
  const told = () =>
    stock.rows(sql<{ type: string }>`select type from kit.event where type = 'reservation.broken'
      and data ->> 'partId' = ${part}`)
  expect((await block(part, 'L42', 'cracks in the ring')).body).toMatchObject({ code: 'L42', isBlocked: true })
  expect(await batches(part, place)).toEqual({ L42: [5, 0], L43: [5, 4] })
  await stock.world.jobs()
  expect(await told()).toHaveLength(2)
  expect(await batches(part, place)).toEqual({ L42: [5, 0], L43: [5, 5] })
  expect([await seen(urgent.id), await seen(later.id)]).toMatchObject([
    { reserved: 1, isWaiting: true },
    { reserved: 4, isWaiting: true },
  ])
  expect((await block(part, 'L42', null)).body.isBlocked).toBe(false)
  await stock.world.jobs()
  expect([await seen(urgent.id), await seen(later.id)]).toMatchObject([
    { reserved: 4 },
    { reserved: 5, isWaiting: false },
  ])
  expect(await stock.faults()).toEqual([])
})
