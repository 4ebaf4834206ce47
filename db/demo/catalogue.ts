import { CAUSES, FAULTS, type Fault, REMEDIES, SYMPTOMS } from './faults.ts'
import type { Row } from './fill.ts'
import type { Dice } from './random.ts'

type Names = { en: string; 'zh-CN': string; 'zh-TW': string }
const n = (en: string, cn: string, tw: string): Names => ({ en, 'zh-CN': cn, 'zh-TW': tw })

export interface Model {
  id: string
  familyId: string
  family: string
  code: string
  names: Names
  skill: string
  prefix: string
  weight: number
}

export const SKILLS: readonly [code: string, names: Names, certificate: boolean][] = [
  ['high-voltage', n('High-voltage vehicles', '高压电动车', '高壓電動車'), true],
  ['car', n('Cars', '汽车', '汽車'), false],
  ['refrigerant', n('Refrigerant handling', '制冷剂操作', '冷媒操作'), true],
  ['compressor', n('Industrial compressors', '工业空压机', '工業空壓機'), false],
]

const FAMILIES = [
  { code: 'CAR', names: n('Cars', '汽车', '汽車'), class: 'household-car', meter: 'km' },
  { code: 'AC', names: n('Air conditioners', '空调', '空調'), class: 'air-conditioner', meter: null },
  { code: 'COMP', names: n('Compressors', '空压机', '空壓機'), class: 'industrial', meter: 'hour' },
] as const

const MODELS: readonly [family: string, code: string, names: Names, skill: string, prefix: string, weight: number][] = [
  ['CAR', 'LUMO-E5', n('Lumo E5', '流明 E5', '流明 E5'), 'high-voltage', 'LMVE5', 12],
  ['CAR', 'LUMO-S7', n('Lumo S7', '流明 S7', '流明 S7'), 'car', 'LMVS7', 10],
  ['AC', 'BREEZE-26', n('Breeze 26 wall unit', '清风 26 挂机', '清風 26 壁掛機'), 'refrigerant', 'BR26', 30],
  ['AC', 'BREEZE-35', n('Breeze 35 wall unit', '清风 35 挂机', '清風 35 壁掛機'), 'refrigerant', 'BR35', 26],
  ['AC', 'BREEZE-72', n('Breeze 72 floor unit', '清风 72 柜机', '清風 72 落地機'), 'refrigerant', 'BR72', 12],
  ['COMP', 'KX-15', n('KX-15 screw compressor', 'KX-15 螺杆空压机', 'KX-15 螺旋式空壓機'), 'compressor', 'KX15', 5],
  ['COMP', 'KX-37', n('KX-37 screw compressor', 'KX-37 螺杆空压机', 'KX-37 螺旋式空壓機'), 'compressor', 'KX37', 3],
  ['COMP', 'KX-90', n('KX-90 screw compressor', 'KX-90 螺杆空压机', 'KX-90 螺旋式空壓機'), 'compressor', 'KX90', 2],
]

export interface Catalogue {
  rows: Record<string, Row[]>
  models: Model[]
  skillIds: Map<string, string>
}

export function makeCatalogue(dice: Dice, from: Date): Catalogue {
  const rows: Record<string, Row[]> = {
    'people.skill': [],
    'assets.family': [],
    'assets.model': [],
    'assets.warranty_term': [],
    'assets.failure_code': [],
  }
  const skillIds = new Map(
    SKILLS.map(([code, name, certificate]) => {
      const id = dice.id(from)
      rows['people.skill']!.push({ id, code, name, needs_certificate: certificate })
      return [code, id]
    }),
  )
  const familyIds = new Map<string, string>(
    FAMILIES.map((one) => {
      const id = dice.id(from)
      rows['assets.family']!.push({
        id,
        code: one.code,
        name: one.names,
        product_class: one.class,
        meter_kind: one.meter,
      })
      for (const fault of (FAULTS as Record<string, readonly Fault[]>)[one.code]!) {
        rows['assets.failure_code']!.push({
          id: dice.id(from),
          family_id: id,
          kind: 'symptom',
          code: fault.code,
          name: SYMPTOMS[fault.code],
          component: fault.component,
          is_safety: fault.safety ?? false,
        })
      }
      return [one.code, id] as const
    }),
  )
  for (const [kind, list] of [
    ['cause', CAUSES],
    ['remedy', REMEDIES],
  ] as const) {
    for (const [code, name] of list)
      rows['assets.failure_code']!.push({
        id: dice.id(from),
        family_id: null,
        kind,
        code,
        name,
        component: null,
        is_safety: false,
      })
  }
  const models = MODELS.map(([family, code, names, skill, prefix, weight]) => {
    const model = { id: dice.id(from), familyId: familyIds.get(family)!, family, code, names, skill, prefix, weight }
    rows['assets.model']!.push({ id: model.id, family_id: model.familyId, code, name: names, skill_codes: [skill] })
    rows['assets.warranty_term']!.push(...termsOf(dice, from, model))
    return model
  })
  return { rows, models, skillIds }
}

function termsOf(dice: Dice, from: Date, { id, family }: Model): Row[] {
  const term = (
    covers: string,
    months: number,
    limits: { km?: number; hours?: number } = {},
    components: string[] = [],
  ): Row => ({
    id: dice.id(from),
    model_id: id,
    country: null,
    covers,
    components,
    months,
    distance_km: limits.km ?? null,
    hours: limits.hours ?? null,
    starts_from: family === 'AC' ? 'installation' : 'delivery',
    sold_from: null,
    sold_to: null,
  })
  if (family === 'CAR')
    return [
      term('part', 48, { km: 100_000 }),
      term('labour', 48, { km: 100_000 }),
      term('part', 96, { km: 160_000 }, ['traction_battery']),
    ]
  if (family === 'AC')
    return [term('part', 36), term('labour', 36), term('travel', 36), term('part', 72, {}, ['compressor'])]
  return [term('part', 24, { hours: 8000 }), term('labour', 12, { hours: 4000 }), term('travel', 12, { hours: 4000 })]
}
