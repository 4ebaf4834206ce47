import { localDay } from '@aftercare/rules'
import type { Client, World } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { makePlan, type Plan } from '../dispatch/plan.fixture.ts'

export const version = (n: number) => ({ 'if-match': `"${n}"` })

// biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
export function ok(answer: { status: number; body: any }): any {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

export interface Shop {
  plan: Plan
  manager: Client
  desk: Client
  familyCode: string
  familyId: string
  modelId: string
  /** A product of the customer, two years of warranty on parts and labour, verified and labelled. */
  unit(sold: string, more?: object): Promise<string>
  product(more?: object): Promise<string>
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
  sell(lines: object[], more?: object): Promise<any>
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
  sign(contract: { id: string; version: number }): Promise<any>
}

/** Of the company's own calendar: at night it is another day in Greenwich. */
export const day = (offset: number) => localDay(Date.now() + offset * 86_400_000, 'Asia/Shanghai')
/** A product sold this long ago has no warranty left, and no extension of the law. */
export const LONG_AGO = day(-3000)

/** A company that sells service contracts in China, with a station that may and one customer. */
export async function makeShop(world: World): Promise<Shop> {
  const plan = await makePlan(world)
  const manager = await world.tenant.as('service_manager')
  const desk = plan.desk
  const list = ok(
    await manager.post('/price-lists', {
      name: 'China',
      country: 'CN',
      currency: 'CNY',
      taxBp: 1300,
      taxIncluded: true,
      validFrom: '2020-01-01',
    }),
  )
  for (const [code, minor] of [
    ['SC-EXT', '60000'],
    ['SC-INS', '40003'],
    ['SC-VISIT', '9900'],
    ['LAB', '12000'],
    ['TRV', '8000'],
    ['CAP-35', '4550'],
  ])
    ok(
      await manager.post('/prices', {
        listId: list.id,
        kind: 'other',
        code,
        unit: 'piece',
        minor,
        name: { en: code },
      }),
    )
  ok(await manager.put(`/price-lists/${list.id}/publication`, {}, version(list.version)))
  const familyCode = `AC-${newId().slice(-8)}`
  const family = ok(
    await manager.post('/families', {
      code: familyCode,
      name: { en: 'AC' },
      productClass: 'industrial',
      meterKind: 'hour',
    }),
  )
  const model = ok(
    await manager.post('/models', {
      familyId: family.id,
      code: `E5-${newId().slice(-8)}`,
      name: { en: 'E5', 'zh-CN': '五号' },
    }),
  )
  for (const covers of ['part', 'labour'])
    ok(await manager.post(`/models/${model.id}/terms`, { covers, months: 24, startsFrom: 'sale' }))
  const unit = async (sold: string, more: object = {}) => {
    const { id } = ok(
      await desk.post('/assets', {
        serial: `SN${newId().slice(-12)}`,
        modelId: model.id,
        customerId: plan.customerId,
        saleCountry: 'CN',
        buyerKind: 'business',
        soldOn: sold,
        deliveredOn: sold,
        installedOn: sold,
        ...more,
      }),
    )
    ok(await desk.put(`/assets/${id}/verification`, { result: 'verified', hasLabel: true }))
    return id as string
  }
  const product = async (more: object = {}) =>
    ok(
      await manager.post('/service-products', {
        code: `P-${newId().slice(-10)}`,
        name: { en: 'Extension one year', 'zh-CN': '延保一年', 'zh-TW': '延保一年' },
        kind: 'extension',
        covers: ['part', 'labour'],
        termMonths: 12,
        startsFrom: 'warranty_end',
        priceCode: 'SC-EXT',
        billing: 'once',
        ...more,
      }),
    ).id as string
  return {
    plan,
    manager,
    desk,
    familyCode,
    familyId: family.id,
    modelId: model.id,
    unit,
    product,
    sell: async (lines, more = {}) =>
      ok(await desk.post('/contracts', { customerId: plan.customerId, lines, ...more })),
    sign: async (contract) => ok(await desk.put(`/contracts/${contract.id}/activation`, {}, version(contract.version))),
  }
}
