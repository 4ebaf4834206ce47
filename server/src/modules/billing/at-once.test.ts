import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { draft, issued, makeTill, ok, publishList, type Till, version, WORK } from './money.fixture.ts'
import { quotationToken } from './quotation-link.ts'

const world = useWorld()
let till: Till
beforeAll(async () => {
  till = await makeTill(world)
})
const serial = (number: string) => Number(number.slice(-6))

test('twenty invoices issued at once, every third of them rolled back after it had its number: no gap, none twice', async () => {
  const first = serial((await issued(till)).number)
  const drafts = await Promise.all(Array.from({ length: 20 }, () => draft(till)))
  const { issueInvoice } = await import('./issuing.ts')
  const { systemActor } = await import('../../kit/actor.ts')
  const issue = async (one: { id: string; version: number }, i: number) => {
    if (i % 3 !== 0) return (await till.manager.put(`/invoices/${one.id}/issue`, {}, version(one.version))).body.number
    // The same work as the route does, on a connection of its own, that fails when everything is written.
    const failing = world.services.db.tx(world.tenant.id, async (tx) => {
      await issueInvoice(tx, systemActor(world.tenant.id), one.id, one.version, new Date())
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    return null
  }
  const numbers = (await Promise.all(drafts.map(issue))).filter((one): one is string => one !== null)
  expect(numbers.map(serial).sort((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, i) => first + 1 + i))
  const last = await issued(till)
  expect(serial(last.number)).toBe(first + 14)
  const left = await Promise.all(
    drafts.map(async (one) => ok(await till.manager.get(`/invoices/${one.id}`)) as { status: string; number: string }),
  )
  expect(left.filter((one) => one.status === 'draft' && one.number === null)).toHaveLength(7)
})

test('an acceptance link answered twice, one after the other and at once: one acceptance, one event, the same answer', async () => {
  const sent = async () => {
    const made = ok(await till.desk.post('/quotations', { requestId: till.job.requestId, lines: WORK }))
    return ok(await till.desk.put(`/quotations/${made.id}/sending`, { by: 'shown' }, version(made.version)))
  }
  const answer = (offer: { id: string; validUntil: string }, body: object) => {
    const token = quotationToken(world.services.secret, { id: offer.id, valid_until: offer.validUntil })
    return world.tenant.anonymous().put(`/public/acme/quotations/${token}/answer`, { name: '李伟', ...body })
  }
  const events = async (id: string) => {
    const rows = await world.services.db.tx(world.tenant.id, (tx) =>
      tx.selectFrom('kit.event').select('type').where('subject_id', '=', id).execute(),
    )
    return rows.filter((row) => /accepted|rejected/.test(row.type)).map((row) => row.type)
  }
  const offer = await sent()
  const first = ok(await answer(offer, { answer: 'accepted' }))
  const again = ok(await answer(offer, { answer: 'accepted' }))
  expect(again).toEqual(first)
  expect((await answer(offer, { answer: 'rejected' })).body).toMatchObject({ status: 409, code: 'conflict.state' })
  expect(await events(offer.id)).toEqual(['quotation.accepted'])
  const other = await sent()
  const both = await Promise.all([1, 2, 3].map(() => answer(other, { answer: 'accepted' })))
  expect(both.map((one) => one.status)).toEqual([200, 200, 200])
  expect(await events(other.id)).toEqual(['quotation.accepted'])
})

test('two who edit one price list: the second is told what the first changed, field by field, and loses nothing of it', async () => {
  const listId = await publishList(till.manager, { country: 'JP', currency: 'JPY' })
  const list = ok(await till.manager.get(`/price-lists/${listId}`))
  const second = await world.tenant.as('service_manager')
  const copy = ok(
    await till.manager.post('/price-lists', {
      name: 'Japan, next',
      country: 'JP',
      currency: 'JPY',
      taxIncluded: true,
      validFrom: '2030-01-01',
      copyOf: list.id,
    }),
  )
  const both = await Promise.all([
    till.manager.patch(`/price-lists/${copy.id}`, { name: 'By the first' }, version(copy.version)),
    second.patch(`/price-lists/${copy.id}`, { name: 'By the second', taxBp: 800 }, version(copy.version)),
  ])
  expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  const [first, late] = both[0]!.status === 200 ? both : [both[1]!, both[0]!]
  const kept = ok(await till.manager.get(`/price-lists/${copy.id}`))
  expect(kept).toMatchObject({ name: first!.body.name, taxBp: first!.body.taxBp })
  // Whoever was first: every field of theirs, and no other.
  const theirs = both[0]!.status === 200 ? ['name'] : ['name', 'taxBp']
  expect(late!.body).toMatchObject({ code: 'conflict.version' })
  const told = late!.body.changes.map((one: { field: string; theirs: unknown }) => [one.field, one.theirs])
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(theirs.map((field) => [field, kept[field]])))
  const [price] = ok(await till.manager.get(`/prices?filter[listId]=${copy.id}`)).items
  const set = (minor: string) => till.manager.patch(`/prices/${price.id}`, { minor }, version(price.version))
  const prices = await Promise.all([set('111'), set('222')])
  expect(prices.map((one) => one.status).sort()).toEqual([200, 409])
  const now = ok(await till.manager.get(`/prices?filter[listId]=${copy.id}`)).items[0]
  expect(now.minor).toBe(prices.find((one) => one.status === 200)!.body.minor)
})
