import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { type Catalogue, makeCatalogue } from './catalogue.fixture.ts'

const world = useWorld()
let catalogue: Catalogue
let desk: Client
beforeAll(async () => {
  catalogue = await makeCatalogue(world)
  desk = await world.tenant.as('service_desk')
})

test('labels are printed as PDF for products one sees, and noted in their history', async () => {
  const { id } = (await desk.post('/assets', { modelId: catalogue.cooler, serial: 'PRINT-1' })).body
  const sheet = await desk.post('/labels', { assetIds: [id, id], language: 'zh-TW' })
  expect(sheet.status).toBe(200)
  expect(sheet.headers['content-type']).toBe('application/pdf')
  expect(sheet.raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await desk.get(`/assets/${id}/timeline`)).body.items[0]).toMatchObject({
    type: 'label.printed',
    actorName: 'service_desk',
  })
  expect((await desk.post('/labels', { assetIds: [id, newId()] })).status).toBe(404)
  expect((await desk.post('/labels', { assetIds: [] })).status).toBe(422)
  expect((await (await world.tenant.as('technician')).post('/labels', { assetIds: [id] })).status).toBe(403)
})

test('a model without a picture shows none', async () => {
  expect((await world.tenant.anonymous().get(`/public/acme/models/${catalogue.car}/picture`)).status).toBe(404)
})
