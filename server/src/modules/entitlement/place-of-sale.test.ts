import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { vin } from '../assets/catalogue.fixture.ts'
import { type CoverGround, daysAgo, makeCoverGround } from './cover-ground.fixture.ts'

const world = useWorld()
let ground: CoverGround
beforeAll(async () => {
  ground = await makeCoverGround(world)
})

const decided = async (more: object, n: number) => {
  const id = await ground.car(n, more)
  return (await ground.desk.get(`/assets/${id}/cover`)).body.decision
}

test('the state of sale brings its law beside that of the country', async () => {
  const californian = await decided({ saleCountry: 'US', saleRegion: 'CA' }, 71)
  expect(californian.facts.jurisdiction).toBe('US-CA')
  const packs = californian.packs.map((pack: { id: string }) => pack.id)
  expect(packs).toEqual(['us-ca-goods', 'us-ca-vehicles', 'us-federal'])
  const federal = await decided({ saleCountry: 'US' }, 72)
  expect(federal.packs.map((pack: { id: string }) => pack.id)).toEqual(['us-federal'])
})

test('a state without a country says nothing', async () => {
  const { facts } = await decided({ saleCountry: null, saleRegion: 'CA' }, 73)
  expect(facts.jurisdiction).toBe('CN')
})

test('second-hand goods are decided as such', async () => {
  const used = await decided({ saleCountry: 'DE', soldAs: 'used' }, 74)
  expect(used.facts.asset.condition).toBe('used')
  const right = used.considered.find((one: { ruleId: string }) => one.ruleId === 'EU-771-USED')
  expect(right.result).toBe('met')
})

test('a state is written as its code, and can be corrected', async () => {
  const wrong = { modelId: ground.catalogue.car, serial: vin(75), saleCountry: 'US', saleRegion: 'California' }
  const refused = await ground.desk.post('/assets', wrong)
  expect(refused.status).toBe(422)
  expect(refused.body.errors[0].path).toBe('saleRegion')
  const id = await ground.car(76, { saleCountry: 'US', saleRegion: 'NY' })
  const { version } = (await ground.desk.get(`/assets/${id}`)).body
  const edited = await ground.desk.patch(
    `/assets/${id}`,
    { saleRegion: null, soldAs: 'new' },
    { 'if-match': `"${version}"` },
  )
  expect(edited.status).toBe(200)
  expect((await ground.desk.get(`/assets/${id}`)).body).toMatchObject({ saleRegion: null, soldAs: 'new' })
})

test('the day of the request is the day a right was claimed', async () => {
  const id = await ground.car(77, { saleCountry: 'GB', soldOn: daysAgo(20), deliveredOn: daysAgo(20) })
  const requestId = await ground.request(id)
  const { body } = await ground.desk.get(`/requests/${requestId}`)
  const decision = (await ground.desk.get(`/entitlement/decisions/${body.cover.decisionId}`)).body.decision
  expect(decision.facts.dates.request).toBe(decision.at)
  const right = decision.considered.find((one: { ruleId: string }) => one.ruleId === 'GB-CRA-30D')
  expect(right.clause).toEqual({ law: 'gb-cra', article: '20, 22' })
})
