import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { type Ground, makeGround } from './ground.fixture.ts'

const world = useWorld()
let ground: Ground
beforeAll(async () => {
  ground = await makeGround(world)
})

test('the preview says what opening then does, and opens nothing', async () => {
  const draft = { kind: 'repair', assetId: ground.assetId, answers: { usable: 'no' } }
  const preview = await ground.desk.post('/requests/preview', draft)
  expect(preview.status).toBe(200)
  expect(preview.body).toMatchObject({ priority: 'P2', impact: 2, urgency: 1, timeZone: 'Asia/Shanghai' })
  expect((await ground.desk.get('/requests')).body.items).toHaveLength(0)
  const { body: opened } = await ground.desk.post('/requests', { words: 'No cooling', ...draft })
  expect(opened.priority).toBe(preview.body.priority)
  expect(opened.clocks.map((one: { kind: string }) => one.kind)).toEqual(
    preview.body.clocks.map((one: { kind: string }) => one.kind),
  )
  const next = await ground.desk.post('/requests/preview', draft)
  expect(next.body.duplicates).toMatchObject([{ number: opened.number, reasons: ['same_asset', 'same_customer'] }])
})

test('a draft may lack answers, but not hold wrong ones; unknown and foreign things are refused by name', async () => {
  const wrong = await ground.desk.post('/requests/preview', { kind: 'repair', answers: { usable: 'maybe' } })
  expect(wrong.body.errors).toMatchObject([{ path: 'answers.usable' }])
  const other = await world.makeTenant('other')
  const stranger = await other.as('service_desk')
  const foreign = await stranger.post('/requests/preview', { kind: 'repair', assetId: ground.assetId })
  expect(foreign.body.errors).toMatchObject([{ path: 'assetId', code: 'validation.unknown_reference' }])
  const technician = await world.tenant.as('parts_keeper')
  expect((await technician.post('/requests/preview', { kind: 'repair' })).status).toBe(403)
})
