import type { Row } from './fill.ts'

type Names = { en: string; 'zh-CN': string; 'zh-TW': string }
const n = (en: string, cn: string, tw: string): Names => ({ en, 'zh-CN': cn, 'zh-TW': tw })
const tick = (key: string, group: string, label: Names, required = true) => ({
  key,
  group,
  type: 'tick',
  label,
  required,
})

/** 五个一: the five steps of a polite visit (shared/rules seed-constants, haier-5). */
const ETIQUETTE = [
  tick('card', 'etiquette', n('Introduced yourself, showed your card', '出示名片并自我介绍', '出示名片並自我介紹')),
  tick('shoe_covers', 'etiquette', n('Put on shoe covers', '穿好鞋套', '穿好鞋套')),
  tick('mat', 'etiquette', n('Laid out the mat', '铺好垫布', '鋪好墊布')),
  tick('clean_up', 'etiquette', n('Wiped and cleaned up', '用抹布清理现场', '用抹布清理現場')),
  tick('gift', 'etiquette', n('Left the small gift', '赠送小纪念品', '贈送小紀念品'), false),
]
const SAFETY = [
  tick('power_off', 'safety', n('Power switched off before opening', '拆机前已断电', '拆機前已斷電')),
  tick('test_run', 'work', n('Test run with the customer', '与客户一起试机', '與客戶一起試機')),
]

export const CHECKLISTS: Row[] = [
  {
    name: n('Repair', '维修', '維修'),
    kind: 'repair',
    family_id: null,
    items: [
      ...ETIQUETTE,
      ...SAFETY,
      {
        key: 'outlet_temperature',
        group: 'work',
        type: 'number',
        label: n('Outlet temperature', '出风温度', '出風溫度'),
        unit: '°C',
        min: -20,
        max: 60,
        required: false,
      },
    ],
  },
  {
    name: n('Maintenance', '保养', '保養'),
    kind: 'maintenance',
    family_id: null,
    items: [
      ...ETIQUETTE,
      ...SAFETY,
      tick('filter', 'work', n('Filter cleaned or replaced', '清洗或更换滤网', '清洗或更換濾網')),
    ],
  },
  { name: n('Any visit', '通用上门', '一般到府'), kind: '*', family_id: null, items: [...ETIQUETTE, ...SAFETY] },
]

/** What was ticked and measured at a visit that is over; the reading lies between 8 and 23 °C. */
export function answersOf(kind: string, visitId: string): Record<string, { value: boolean | number }> {
  const list = CHECKLISTS.find((one) => one.kind === kind) ?? CHECKLISTS.find((one) => one.kind === '*')
  const items = (list?.items ?? []) as { key: string; type: string }[]
  const reading = 8 + Number.parseInt(visitId.slice(-1), 16)
  return Object.fromEntries(items.map(({ key, type }) => [key, { value: type === 'tick' ? true : reading }]))
}
