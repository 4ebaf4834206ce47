import type { Row } from './fill.ts'
import type { Dice } from './random.ts'

type Names = { en: string; 'zh-CN': string; 'zh-TW': string }
const n = (en: string, cn: string, tw: string): Names => ({ en, 'zh-CN': cn, 'zh-TW': tw })

/** What maintenance of each product line is. */
const TEMPLATES = [
  {
    code: 'AC-CHECK-Q',
    name: n('Quarterly check of the unit', '空调季度检查', '空調季度檢查'),
    product_lines: ['AC'],
    due_by: 'time',
    every_months: 3,
    lead_days: 14,
    minutes: 60,
    tasks: [
      { key: 'filter', label: n('Clean the filters', '清洗滤网', '清洗濾網') },
      { key: 'drain', label: n('Check the drain', '检查排水', '檢查排水') },
      { key: 'pressure', label: n('Measure the pressure', '测量冷媒压力', '測量冷媒壓力') },
    ],
    parts: [],
  },
  {
    code: 'AC-CARE-M',
    name: n('Monthly care', '空调月度维护', '空調月度維護'),
    product_lines: ['AC'],
    due_by: 'time',
    every_months: 1,
    lead_days: 7,
    minutes: 45,
    tasks: [{ key: 'clean', label: n('Clean and disinfect', '清洁消毒', '清潔消毒') }],
    parts: [],
  },
  {
    code: 'COMP-2000',
    name: n('Service every 2,000 hours', '每 2000 小时保养', '每 2000 小時保養'),
    product_lines: ['COMP'],
    due_by: 'meter',
    every_units: 2000,
    meter_kind: 'hour',
    every_months: 12,
    count_from: 'done',
    lead_days: 21,
    minutes: 180,
    tasks: [
      { key: 'oil', label: n('Change the oil', '更换机油', '更換機油') },
      { key: 'separator', label: n('Change the separator', '更换油气分离器', '更換油氣分離器') },
    ],
    parts: [{ code: 'KX-FLT-02', quantity: '1' }],
  },
  {
    code: 'COMP-LEAK',
    name: n('Oil on the floor', '地面有油', '地面有油'),
    product_lines: ['COMP'],
    due_by: 'condition',
    condition: n('Oil was seen on the floor', '发现地面有油', '發現地面有油'),
    lead_days: 2,
    minutes: 120,
    tasks: [],
    parts: [],
  },
] as const

type Kind = 'extension' | 'response_upgrade' | 'onsite_upgrade' | 'maintenance' | 'full' | 'labour_free' | 'inspection'
export interface Product {
  code: string
  name: Names
  family: 'AC' | 'CAR' | 'COMP'
  kind: Kind
  covers: string[]
  excluded?: string[]
  level?: string
  visits?: number
  months: number
  startsFrom: 'signing' | 'warranty_end'
  billing: 'once' | 'periodic'
  billingMonths?: number
  cancelRule?: 'days' | 'unused'
  template?: string
  transferable?: boolean
  waitingDays?: number
  minor: Record<'CN' | 'DE' | 'US', number>
}

const p = (product: Product) => product
/** A dozen things to sell: all kinds, after the service offers makers really print. */
export const PRODUCTS: readonly Product[] = [
  p({
    code: 'AC-EXT-12',
    name: n('Air conditioner: warranty extension, 1 year', '空调延保一年', '空調延長保固一年'),
    family: 'AC',
    kind: 'extension',
    covers: ['part', 'labour'],
    months: 12,
    startsFrom: 'warranty_end',
    billing: 'once',
    minor: { CN: 39900, DE: 8900, US: 9900 },
  }),
  p({
    code: 'AC-EXT-24',
    name: n('Air conditioner: warranty extension, 2 years', '空调延保两年', '空調延長保固兩年'),
    family: 'AC',
    kind: 'extension',
    covers: ['part', 'labour'],
    months: 24,
    startsFrom: 'warranty_end',
    billing: 'once',
    minor: { CN: 69900, DE: 15900, US: 17900 },
  }),
  p({
    code: 'AC-FULL',
    name: n('Air conditioner: all free, 1 year', '空调完全免费一年', '空調完全免費一年'),
    family: 'AC',
    kind: 'full',
    covers: ['part', 'labour', 'travel', 'consumable'],
    months: 12,
    startsFrom: 'warranty_end',
    billing: 'once',
    minor: { CN: 59900, DE: 14900, US: 16900 },
  }),
  p({
    code: 'AC-CARE-M',
    name: n('Air conditioner: care plus, monthly', '空调超值维护（每月一次）', '空調加值維護（每月一次）'),
    family: 'AC',
    kind: 'maintenance',
    covers: ['labour', 'travel'],
    excluded: ['filter'],
    visits: 12,
    months: 12,
    startsFrom: 'signing',
    billing: 'periodic',
    billingMonths: 3,
    cancelRule: 'unused',
    template: 'AC-CARE-M',
    minor: { CN: 118800, DE: 35900, US: 39900 },
  }),
  p({
    code: 'AC-INSP-4',
    name: n('Air conditioner: periodic inspection, 4 a year', '空调定期检查（4 次/年）', '空調定期檢查（4 次/年）'),
    family: 'AC',
    kind: 'inspection',
    covers: ['labour', 'travel'],
    visits: 4,
    months: 12,
    startsFrom: 'signing',
    billing: 'periodic',
    billingMonths: 3,
    cancelRule: 'unused',
    template: 'AC-CHECK-Q',
    minor: { CN: 48000, DE: 15600, US: 17600 },
  }),
  p({
    code: 'AC-NOLAB',
    name: n('Air conditioner: labour free, 1 year', '空调免技术费一年', '空調免技術費一年'),
    family: 'AC',
    kind: 'labour_free',
    covers: ['labour'],
    months: 12,
    startsFrom: 'warranty_end',
    billing: 'once',
    minor: { CN: 19900, DE: 5900, US: 6900 },
  }),
  p({
    code: 'AC-ONSITE',
    name: n('Air conditioner: on-site upgrade', '空调附加升级：现场维修', '空調附加升級：現場維修'),
    family: 'AC',
    kind: 'onsite_upgrade',
    covers: [],
    level: 'on_site',
    months: 24,
    startsFrom: 'signing',
    billing: 'once',
    minor: { CN: 12900, DE: 3900, US: 4900 },
  }),
  p({
    code: 'CAR-EXT-24',
    name: n('Car: warranty extension, 2 years', '汽车延保两年', '汽車延長保固兩年'),
    family: 'CAR',
    kind: 'extension',
    covers: ['part', 'labour'],
    excluded: ['brake_pad', 'tyre', 'wiper'],
    months: 24,
    startsFrom: 'warranty_end',
    billing: 'once',
    waitingDays: 14,
    minor: { CN: 499000, DE: 89000, US: 99000 },
  }),
  p({
    code: 'CAR-PICKUP',
    name: n('Car: pick-up and return', '汽车附加升级：上门取送', '汽車附加升級：到府取送'),
    family: 'CAR',
    kind: 'response_upgrade',
    covers: [],
    level: 'pick_up',
    visits: 4,
    months: 12,
    startsFrom: 'signing',
    billing: 'once',
    transferable: false,
    minor: { CN: 59900, DE: 19900, US: 21900 },
  }),
  p({
    code: 'COMP-FULL',
    name: n('Compressor: full service, 1 year', '空压机完全免费一年', '空壓機完全免費一年'),
    family: 'COMP',
    kind: 'full',
    covers: ['part', 'labour', 'travel', 'consumable'],
    level: 'on_site_next_day',
    months: 12,
    startsFrom: 'signing',
    billing: 'periodic',
    billingMonths: 1,
    template: 'COMP-2000',
    minor: { CN: 2160000, DE: 312000, US: 348000 },
  }),
  p({
    code: 'COMP-CARE',
    name: n('Compressor: maintenance contract, 1 year', '空压机维护合同一年', '空壓機維護合約一年'),
    family: 'COMP',
    kind: 'maintenance',
    covers: ['labour', 'travel'],
    visits: 6,
    months: 12,
    startsFrom: 'signing',
    billing: 'periodic',
    billingMonths: 3,
    cancelRule: 'unused',
    template: 'COMP-2000',
    minor: { CN: 960000, DE: 144000, US: 168000 },
  }),
  p({
    code: 'COMP-4H',
    name: n('Compressor: on site within 4 hours', '空压机 4 小时上门', '空壓機 4 小時到府'),
    family: 'COMP',
    kind: 'onsite_upgrade',
    covers: [],
    level: 'on_site_4h',
    months: 12,
    startsFrom: 'signing',
    billing: 'once',
    minor: { CN: 480000, DE: 96000, US: 108000 },
  }),
]

/** Their place in the price lists. */
export const CONTRACT_PRICES = PRODUCTS.map(({ code, name, minor }) => ({
  code: `SC-${code}`,
  kind: 'other',
  unit: 'piece',
  names: name,
  minor,
}))

/** The terms of a product as a contract line keeps them. */
export function termsOf(product: Product, templateId: string | null) {
  return {
    code: product.code,
    name: product.name,
    description: {},
    kind: product.kind,
    covers: product.covers,
    components: [],
    excludedComponents: product.excluded ?? [],
    sharePct: 100,
    level: product.level ?? null,
    allowances: product.visits ? [{ unit: 'visit', total: String(product.visits) }] : [],
    waitingDays: product.waitingDays ?? 0,
    termMonths: product.months,
    startsFrom: product.startsFrom,
    priceCode: `SC-${product.code}`,
    billing: product.billing,
    billingMonths: product.billingMonths ?? null,
    isTransferable: product.transferable ?? true,
    cancelRule: product.cancelRule ?? 'days',
    territory: [],
    productLines: [product.family],
    sellerKinds: [],
    planTemplateId: templateId,
  }
}

export function makeServiceProducts(dice: Dice, from: Date) {
  const templateIds = new Map(TEMPLATES.map((one) => [one.code as string, dice.id(from)]))
  const productIds = new Map(PRODUCTS.map((one) => [one.code, dice.id(from)]))
  const rows: Record<string, Row[]> = {
    'contracts.plan_template': TEMPLATES.map((one) => ({
      every_months: null,
      every_units: null,
      meter_kind: null,
      condition: null,
      count_from: 'plan',
      ...one,
      id: templateIds.get(one.code),
      is_active: true,
      version: 1,
    })),
    'contracts.service_product': PRODUCTS.map((one) => {
      const terms = termsOf(one, templateIds.get(one.template ?? '') ?? null)
      return {
        id: productIds.get(one.code),
        code: terms.code,
        name: terms.name,
        description: {},
        kind: terms.kind,
        covers: terms.covers,
        components: [],
        excluded_components: terms.excludedComponents,
        share_pct: 100,
        level: terms.level,
        allowances: terms.allowances,
        waiting_days: terms.waitingDays,
        term_months: terms.termMonths,
        starts_from: terms.startsFrom,
        price_code: terms.priceCode,
        billing: terms.billing,
        billing_months: terms.billingMonths,
        is_transferable: terms.isTransferable,
        cancel_rule: terms.cancelRule,
        territory: [],
        product_lines: terms.productLines,
        seller_kinds: [],
        plan_template_id: terms.planTemplateId,
        is_on_sale: true,
        version: 1,
        created_at: from.toISOString(),
      }
    }),
  }
  return { rows, productIds, templateIds }
}
