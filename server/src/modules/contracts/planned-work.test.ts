import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { orderDue } from './maintenance.ts'
import { LONG_AGO, makeShop, ok, type Shop, version } from './shop.fixture.ts'

const world = useWorld()
let shop: Shop
beforeAll(async () => {
  shop = await makeShop(world)
})
const today = new Date().toISOString().slice(0, 10)
const orderWhatIsDue = async () => {
  await world.services.db.tx(world.tenant.id, (tx) => orderDue(tx, new Date()))
  await world.jobs()
}

/** The company works in one language, each of its customers reads their own. */
async function companySpeaks(language: string): Promise<void> {
  const admin = await world.tenant.as('administrator')
  const company = ok(await admin.get('/company'))
  ok(await admin.patch('/company', { language }, version(company.version)))
}

test.each([
  ['zh-CN', '1. 清洁滤网\n2. 检查冷凝水\n备件：2 × AC-FLT, 0.5 × R32'],
  ['en', '1. Clean the filter\n2. Check the condensate\nParts: 2 × AC-FLT, 0.5 × R32'],
] as const)('tasks and parts of a plan stand in the work order that is made of it, in %s', async (language, said) => {
  await companySpeaks(language)
  const template = ok(
    await shop.manager.post('/maintenance-templates', {
      ...{ code: `SEEN-${language}`, name: { en: 'Dirty air', 'zh-CN': '出风有灰' } },
      ...{ dueBy: 'condition', condition: { en: 'Dust at the outlet', 'zh-CN': '出风口有灰' }, minutes: 75 },
      tasks: [
        { key: 'clean', label: { en: 'Clean the filter', 'zh-CN': '清洁滤网' } },
        { key: 'drain', label: { en: 'Check the condensate', 'zh-CN': '检查冷凝水' } },
      ],
      parts: [
        { code: 'AC-FLT', quantity: '2' },
        { code: 'R32', quantity: '0.5' },
      ],
    }),
  )
  const assetId = await shop.unit(LONG_AGO)
  const open = { assetId, templateId: template.id, stationId: shop.plan.stationId, startsOn: today }
  const plan = ok(await shop.plan.dispatcher.post('/maintenance-plans', open))
  ok(await shop.plan.dispatcher.put(`/maintenance-plans/${plan.id}/condition`, { note: 'Dust', on: today }))
  await orderWhatIsDue()
  const [date] = ok(await shop.desk.get(`/maintenance-dates?filter[assetId]=${assetId}`)).items
  expect(date).toMatchObject({ status: 'ordered' })
  const orders = ok(await shop.plan.dispatcher.get(`/work-orders?filter[requestId]=${date.requestId}`)).items
  expect(orders).toHaveLength(1)
  const order = ok(await shop.plan.dispatcher.get(`/work-orders/${orders[0].id}`))
  expect(order).toMatchObject({ plannedMinutes: 75, instructions: said })
})
