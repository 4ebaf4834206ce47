import { calendarDay, money, words } from '@aftercare/words/server'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { bare, wordsOf } from '../../kit/pdf/read.fixture.ts'
import { LONG_AGO, makeShop, ok, type Shop, version } from './shop.fixture.ts'

const world = useWorld()
let shop: Shop
beforeAll(async () => {
  shop = await makeShop(world)
})
const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const
const NAMES = { en: 'Four inspections', 'zh-CN': '四次检查', 'zh-TW': '四次檢查' }
const DUCTS = { en: 'Ducted unit', 'zh-CN': '风管机', 'zh-TW': '風管機' }
const COVERS = { en: 'Labour, Travel', 'zh-CN': '工时、上门费', 'zh-TW': '工時、到府費' }

test.each(LANGUAGES)(
  'a contract speaks %s: what it covers, which products, each payment and the terms',
  async (language) => {
    const path = `/customers/${shop.plan.customerId}`
    const customer = ok(await shop.desk.get(path))
    ok(await shop.desk.patch(path, { language }, version(customer.version)))
    const productId = await shop.product({
      ...{ name: NAMES, kind: 'inspection', covers: ['labour', 'travel'], startsFrom: 'signing' },
      ...{ priceCode: 'SC-INS', billing: 'periodic', billingMonths: 3, allowances: [{ unit: 'visit', total: '4' }] },
    })
    const model = { familyId: shop.familyId, code: `DUCT-${language}`, name: DUCTS }
    const { id: modelId } = ok(await shop.manager.post('/models', model))
    await shop.unit(LONG_AGO, { modelId })
    const sold = await shop.sell([{ productId, scope: 'model', scopeId: modelId }])
    const draft = await shop.desk.get(`/contracts/${sold.id}/contract.pdf`)
    const say = words(language)
    expect(await wordsOf(draft.raw.rawPayload)).toContain(bare(say('contracts:draft_paper')))
    const contract = await shop.sign(sold)
    const paper = await shop.desk.get(`/contracts/${contract.id}/contract.pdf`)
    const said = await wordsOf(paper.raw.rawPayload)
    const amount = (minor: string) => money(language, { minor, currency: contract.currency })
    const expected = [
      contract.number,
      NAMES[language],
      DUCTS[language],
      COVERS[language],
      amount(contract.totalMinor),
      say('contracts:contract'),
      say('contracts:kind.inspection'),
      say('contracts:allowance.visit', { count: 4 }),
      say('contracts:statute_text'),
      say(`contracts:cancel_text.${contract.cancelRule}`),
      ...contract.lines[0].covers.flatMap((unit: { serial: string; endsOn: string }) => [
        unit.serial,
        calendarDay(language, unit.endsOn),
      ]),
      ...contract.instalments.flatMap((one: { dueOn: string; minor: string }) => [
        calendarDay(language, one.dueOn),
        amount(one.minor),
      ]),
    ]
    expect(contract.instalments).toHaveLength(4)
    for (const text of expected) expect(said).toContain(bare(text))
    for (const other of LANGUAGES.filter((one) => one !== language))
      expect(said).not.toContain(bare(words(other)('contracts:statute_text')))
  },
)
