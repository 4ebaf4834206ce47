import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { makeShop, ok, type Shop, version } from '../contracts/shop.fixture.ts'
import { type CoverGround, daysAgo, makeCoverGround } from './cover-ground.fixture.ts'

// What changes a decision from outside the product: a contract of its owner, and the law itself.
const world = useWorld()
let shop: Shop
let ground: CoverGround
beforeAll(async () => {
  shop = await makeShop(world)
  ground = await makeCoverGround(world)
})

// biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
const history = async (requestId: string): Promise<any[]> =>
  ok(await shop.manager.get(`/entitlement/decisions?filter[requestId]=${requestId}`)).items
const decisionOf = async (id: string) => ok(await shop.manager.get(`/entitlement/decisions/${id}`))
const recomputed = async (id: string) => ok(await shop.manager.get(`/entitlement/decisions/${id}/recomputation`))
/** All causes, oldest first. */
const causes = async (requestId: string) => (await history(requestId)).map((one) => one.cause).reverse()

async function requestFor(assetId: string): Promise<string> {
  const { id } = ok(await shop.desk.post('/requests', { kind: 'repair', assetId, words: 'It is warm' }))
  await world.jobs()
  return id
}
async function move(contractId: string, change: string, body?: object): Promise<void> {
  const held = version(ok(await shop.manager.get(`/contracts/${contractId}`)).version)
  const path = `/contracts/${contractId}/${change}`
  ok(await (body ? shop.manager.put(path, body, held) : shop.manager.delete(path, held)))
  await world.jobs()
}

test('a contract begins, rests, goes on and ends: each time the open decision is made anew and the old one kept', async () => {
  const assetId = await shop.unit(daysAgo(3000))
  const requestId = await requestFor(assetId)
  const [first] = await history(requestId)
  expect(first).toMatchObject({ cause: 'request.opened', outcome: 'not_covered', inForce: true })

  const product = await shop.product({ kind: 'full', startsFrom: 'signing' })
  const contract = await shop.sell([{ productId: product, scope: 'asset', scopeId: assetId }])
  await world.jobs()
  expect(await causes(requestId), 'a draft covers nothing').toEqual(['request.opened'])
  await shop.sign(contract)
  await world.jobs()
  const [signed, before] = await history(requestId)
  expect(before).toMatchObject({ id: first.id, inForce: false })
  expect(signed).toMatchObject({ cause: 'contract.activated', outcome: 'partly', inForce: true })
  expect(signed.changes).toContainEqual({ fact: 'contracts', from: null, to: 1 })
  expect(await decisionOf(signed.id)).toMatchObject({ supersedes: first.id })
  expect(ok(await shop.desk.get(`/requests/${requestId}`)).cover).toMatchObject({ decisionId: signed.id })

  await move(contract.id, 'suspension', { reason: 'Not paid' })
  expect((await history(requestId))[0]).toMatchObject({ cause: 'contract.suspended', outcome: 'not_covered' })
  await move(contract.id, 'suspension')
  expect((await history(requestId))[0]).toMatchObject({ cause: 'contract.resumed', outcome: 'partly' })
  await move(contract.id, 'cancellation', { reason: 'moved_away' })
  const all = await history(requestId)
  // It was asked for on the last day of the cover: that day is still paid, by a line that now ends with it.
  expect(all[0]).toMatchObject({ cause: 'contract.cancelled', outcome: 'partly', inForce: true })
  expect((await decisionOf(all[0].id)).decision.facts.contracts).toMatchObject([{ end: daysAgo(0) }])
  expect(all.filter((one) => one.inForce)).toHaveLength(1)
  for (const { id } of all) expect(await recomputed(id)).toMatchObject({ identical: true })
})

test('the contract of another unit changes nothing, and a closed request keeps what it was told', async () => {
  const [mine, other] = [await shop.unit(daysAgo(3000)), await shop.unit(daysAgo(3000))]
  const [open, closed] = [await requestFor(mine), await requestFor(other)]
  ok(await shop.desk.put(`/requests/${closed}/closure`, { code: 'solved_remotely' }))
  await world.jobs()
  const product = await shop.product({ kind: 'full', startsFrom: 'signing' })
  await shop.sign(await shop.sell([{ productId: product, scope: 'asset', scopeId: other }]))
  await world.jobs()
  expect(await causes(open)).toEqual(['request.opened'])
  expect(await causes(closed)).toEqual(['request.opened'])
})

const CAR = 'cn-household-car'
type Rule = { id: string; term?: object }
const ifMatch = (body: { version: number }) => ({ 'if-match': String(body.version) })

/** The law of cars with its free repair as long as this, checked and approved by a second person. */
async function approved(
  months: number,
  inForceFrom: string,
  assessor: Client,
): Promise<{ id: string; packVersion: string }> {
  const at = (id: string) => `/entitlement/pack-versions/${id}`
  const begun = ok(await assessor.post('/entitlement/pack-versions', { packId: CAR, reason: `${months} months` }))
  const rules = begun.content.rules.map((rule: Rule) =>
    rule.id === 'CN-AUTO43-FREE-REPAIR' ? { ...rule, term: { months } } : rule,
  )
  const saved = ok(await assessor.patch(at(begun.id), { content: { ...begun.content, rules } }, ifMatch(begun)))
  ok(await assessor.post(`${at(begun.id)}/checks`, {}, ifMatch(saved)))
  await world.jobs()
  const checked = ok(await assessor.get(at(begun.id)))
  ok(await ground.manager.put(`${at(begun.id)}/approval`, { inForceFrom }, ifMatch(checked)))
  await world.jobs()
  return { id: begun.id, packVersion: saved.packVersion }
}

test('a pack is approved: open decisions are made by it from its day on, the old ones stay as they were made', async () => {
  const soldOn = { soldOn: daysAgo(1200), deliveredOn: daysAgo(1200) }
  const assetId = await ground.car(7, soldOn)
  const requestId = await ground.request(assetId)
  const done = await ground.request(await ground.car(8, soldOn))
  ok(await ground.desk.put(`/requests/${done}/closure`, { code: 'solved_remotely' }))
  await world.jobs()
  const [first] = await history(requestId)
  expect(first).toMatchObject({ cause: 'request.opened', outcome: 'not_covered' })

  const soon = daysAgo(-2)
  const later = await approved(48, soon, ground.assessor)
  expect(await causes(requestId), 'not before its day').toEqual(['request.opened'])
  const { version: held } = ok(await ground.manager.get(`/entitlement/pack-versions/${later.id}`))
  ok(await ground.manager.put(`/entitlement/pack-versions/${later.id}/withdrawal`, { reason: 'no' }, version(held)))

  const { packVersion } = await approved(60, daysAgo(0), ground.assessor)
  const [second, old] = await history(requestId)
  expect(second).toMatchObject({ cause: 'rule_pack.in_force', outcome: 'partly', inForce: true })
  const from = (await decisionOf(first.id)).decision.packs.find((one: { id: string }) => one.id === CAR).version
  expect(second.changes).toEqual([{ fact: `pack.${CAR}`, from, to: packVersion }])
  expect(old).toMatchObject({ id: first.id, inForce: false, outcome: 'not_covered' })
  for (const { id } of [first, second]) expect(await recomputed(id)).toMatchObject({ identical: true, packsKept: true })
  expect(await causes(done), 'closed').toEqual(['request.opened'])
})
