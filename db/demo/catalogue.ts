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
export interface Fault {
  code: string
  component: string
  safety?: boolean
  words: { 'zh-CN': string[]; en: string[] }
  cause: string
  remedy: string
  part: string | null
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

/** What goes wrong, how often the list says it, what people say of it, and what mends it. */
export const FAULTS: Record<string, readonly Fault[]> = {
  CAR: [
    {
      code: 'C-NOISE',
      component: 'chassis',
      words: {
        'zh-CN': ['过减速带时底盘有异响', '低速转弯时前轮附近咔咔响'],
        en: ['Rattling from underneath over speed bumps', 'Clicking near the front wheel in slow turns'],
      },
      cause: 'WEAR',
      remedy: 'REPLACE',
      part: 'CAR-LINK-01',
    },
    {
      code: 'C-CHARGE',
      component: 'charging',
      words: {
        'zh-CN': ['快充到一半就停了', '插上充电枪没有反应'],
        en: ['Fast charging stops half way', 'No reaction when the charger is plugged in'],
      },
      cause: 'CONTROLLER',
      remedy: 'UPDATE',
      part: null,
    },
    {
      code: 'C-SCREEN',
      component: 'infotainment',
      words: {
        'zh-CN': ['中控屏幕经常黑屏重启', '导航卡死'],
        en: ['The centre screen goes black and restarts', 'Navigation freezes'],
      },
      cause: 'SOFTWARE',
      remedy: 'UPDATE',
      part: null,
    },
    {
      code: 'C-BRAKE',
      component: 'brake',
      safety: true,
      words: { 'zh-CN': ['刹车变软,踩下去行程很长'], en: ['The brake pedal feels soft and travels far'] },
      cause: 'LEAK',
      remedy: 'REPLACE',
      part: 'CAR-BRK-04',
    },
    {
      code: 'C-AIRCON',
      component: 'climate',
      words: {
        'zh-CN': ['空调不制冷', '出风口有异味'],
        en: ['The air conditioning does not cool', 'Bad smell from the vents'],
      },
      cause: 'LEAK',
      remedy: 'REFILL',
      part: 'CAR-REF-02',
    },
  ],
  AC: [
    {
      code: 'A-NOCOOL',
      component: 'refrigerant',
      words: {
        'zh-CN': ['开了半小时还是不制冷', '出风不凉,外机在转'],
        en: ['Runs for half an hour without cooling', 'Air is not cold although the outdoor unit runs'],
      },
      cause: 'LEAK',
      remedy: 'REFILL',
      part: 'AC-R32-01',
    },
    {
      code: 'A-DRIP',
      component: 'drain',
      words: {
        'zh-CN': ['室内机漏水,墙都湿了', '挂机下面一直滴水'],
        en: ['The indoor unit drips, the wall is wet', 'Water keeps dripping below the unit'],
      },
      cause: 'BLOCKED',
      remedy: 'CLEAN',
      part: null,
    },
    {
      code: 'A-NOISE',
      component: 'fan',
      words: {
        'zh-CN': ['室内机嗡嗡响,睡不着', '外机震动很大'],
        en: ['The indoor unit hums so loud I cannot sleep', 'Strong vibration of the outdoor unit'],
      },
      cause: 'BEARING',
      remedy: 'REPLACE',
      part: 'AC-FAN-03',
    },
    {
      code: 'A-E1',
      component: 'sensor',
      words: {
        'zh-CN': ['显示 E1 故障', '遥控没反应,面板显示 E1'],
        en: ['Shows error E1', 'The remote does nothing, the panel shows E1'],
      },
      cause: 'SENSOR',
      remedy: 'REPLACE',
      part: 'AC-SEN-07',
    },
    {
      code: 'A-SMELL',
      component: 'wiring',
      safety: true,
      words: { 'zh-CN': ['插座附近有烧焦味'], en: ['A burnt smell near the socket'] },
      cause: 'CONTACT',
      remedy: 'REPLACE',
      part: 'AC-PCB-02',
    },
  ],
  COMP: [
    {
      code: 'K-PRESSURE',
      component: 'screw',
      words: {
        'zh-CN': ['压力上不去,只有 0.5 MPa', '产线供气不足'],
        en: ['Pressure stays at 5 bar', 'Not enough air for the line'],
      },
      cause: 'VALVE',
      remedy: 'REPLACE',
      part: 'KX-VLV-11',
    },
    {
      code: 'K-TEMP',
      component: 'cooling',
      words: { 'zh-CN': ['排气温度高报警停机'], en: ['Stops with high discharge temperature'] },
      cause: 'BLOCKED',
      remedy: 'CLEAN',
      part: 'KX-FLT-02',
    },
    {
      code: 'K-OIL',
      component: 'separator',
      words: { 'zh-CN': ['出口压缩空气带油'], en: ['Oil in the compressed air'] },
      cause: 'WEAR',
      remedy: 'REPLACE',
      part: 'KX-SEP-05',
    },
    {
      code: 'K-NOISE',
      component: 'bearing',
      words: { 'zh-CN': ['主机轴承声音不正常'], en: ['Unusual bearing noise from the airend'] },
      cause: 'BEARING',
      remedy: 'REPLACE',
      part: 'KX-BRG-09',
    },
  ],
}
const SYMPTOMS: Record<string, Names> = {
  'C-NOISE': n('Noise from the chassis', '底盘异响', '底盤異音'),
  'C-CHARGE': n('Does not charge', '无法充电', '無法充電'),
  'C-SCREEN': n('Screen fails', '屏幕故障', '螢幕故障'),
  'C-BRAKE': n('Brake weak', '制动无力', '煞車無力'),
  'C-AIRCON': n('Climate weak', '车内空调不冷', '車內空調不冷'),
  'A-NOCOOL': n('Does not cool', '不制冷', '不冷'),
  'A-DRIP': n('Drips indoors', '室内漏水', '室內漏水'),
  'A-NOISE': n('Noisy', '噪音大', '噪音大'),
  'A-E1': n('Error E1', '报 E1 故障', '顯示 E1 故障'),
  'A-SMELL': n('Burnt smell', '焦味', '焦味'),
  'K-PRESSURE': n('Low pressure', '压力不足', '壓力不足'),
  'K-TEMP': n('Overheats', '高温停机', '高溫停機'),
  'K-OIL': n('Oil carry-over', '排气含油', '排氣含油'),
  'K-NOISE': n('Bearing noise', '轴承异响', '軸承異音'),
}
const CAUSES: [string, Names][] = [
  ['WEAR', n('Worn', '磨损', '磨損')],
  ['LEAK', n('Leak', '泄漏', '洩漏')],
  ['BLOCKED', n('Blocked', '堵塞', '堵塞')],
  ['BEARING', n('Bearing damaged', '轴承损坏', '軸承損壞')],
  ['SENSOR', n('Sensor failed', '传感器失效', '感測器失效')],
  ['CONTACT', n('Loose contact', '接触不良', '接觸不良')],
  ['CONTROLLER', n('Controller fault', '控制器故障', '控制器故障')],
  ['SOFTWARE', n('Software fault', '软件故障', '軟體故障')],
  ['VALVE', n('Valve stuck', '阀门卡滞', '閥門卡滯')],
]
const REMEDIES: [string, Names][] = [
  ['REPLACE', n('Part replaced', '更换零件', '更換零件')],
  ['CLEAN', n('Cleaned', '清洗', '清洗')],
  ['REFILL', n('Leak sealed, refilled', '补漏并加注', '補漏並充填')],
  ['UPDATE', n('Software updated', '升级软件', '更新軟體')],
  ['ADJUST', n('Adjusted', '调整', '調整')],
]

/** Parts and work with their published prices in minor units per country. */
export const PRICES: readonly {
  code: string
  kind: string
  unit: string
  names: Names
  minor: Record<'CN' | 'DE' | 'US', number>
}[] = [
  {
    code: 'LABOUR',
    kind: 'labour',
    unit: 'hour',
    names: n('Labour', '工时费', '工時費'),
    minor: { CN: 15000, DE: 8900, US: 11500 },
  },
  {
    code: 'TRAVEL',
    kind: 'travel',
    unit: 'visit',
    names: n('Travel', '上门费', '到府費'),
    minor: { CN: 5000, DE: 4900, US: 6900 },
  },
  {
    code: 'CAR-LINK-01',
    kind: 'part',
    unit: 'piece',
    names: n('Stabiliser link', '稳定杆连杆', '平衡桿連桿'),
    minor: { CN: 26000, DE: 4200, US: 4800 },
  },
  {
    code: 'CAR-BRK-04',
    kind: 'part',
    unit: 'piece',
    names: n('Brake hose', '制动软管', '煞車軟管'),
    minor: { CN: 32000, DE: 5600, US: 6400 },
  },
  {
    code: 'CAR-REF-02',
    kind: 'consumable',
    unit: 'piece',
    names: n('Refrigerant R134a', '制冷剂 R134a', '冷媒 R134a'),
    minor: { CN: 12000, DE: 2900, US: 3500 },
  },
  {
    code: 'AC-R32-01',
    kind: 'consumable',
    unit: 'piece',
    names: n('Refrigerant R32', '制冷剂 R32', '冷媒 R32'),
    minor: { CN: 18000, DE: 4500, US: 5200 },
  },
  {
    code: 'AC-FAN-03',
    kind: 'part',
    unit: 'piece',
    names: n('Fan motor', '风扇电机', '風扇馬達'),
    minor: { CN: 28000, DE: 7900, US: 9500 },
  },
  {
    code: 'AC-SEN-07',
    kind: 'part',
    unit: 'piece',
    names: n('Temperature sensor', '温度传感器', '溫度感測器'),
    minor: { CN: 6000, DE: 1900, US: 2400 },
  },
  {
    code: 'AC-PCB-02',
    kind: 'part',
    unit: 'piece',
    names: n('Power board', '电源板', '電源板'),
    minor: { CN: 42000, DE: 11900, US: 13900 },
  },
  {
    code: 'KX-VLV-11',
    kind: 'part',
    unit: 'piece',
    names: n('Intake valve', '进气阀', '進氣閥'),
    minor: { CN: 180000, DE: 39000, US: 43000 },
  },
  {
    code: 'KX-FLT-02',
    kind: 'part',
    unit: 'piece',
    names: n('Cooler filter', '冷却器滤网', '冷卻器濾網'),
    minor: { CN: 22000, DE: 5900, US: 6900 },
  },
  {
    code: 'KX-SEP-05',
    kind: 'part',
    unit: 'piece',
    names: n('Oil separator', '油气分离器', '油氣分離器'),
    minor: { CN: 145000, DE: 31000, US: 36000 },
  },
  {
    code: 'KX-BRG-09',
    kind: 'part',
    unit: 'piece',
    names: n('Bearing set', '轴承组', '軸承組'),
    minor: { CN: 360000, DE: 82000, US: 95000 },
  },
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
