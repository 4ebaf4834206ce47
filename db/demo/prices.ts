type Names = { en: string; 'zh-CN': string; 'zh-TW': string }
const n = (en: string, cn: string, tw: string): Names => ({ en, 'zh-CN': cn, 'zh-TW': tw })

/** Parts and work with their published prices in minor units per country. */
/** What a buyer paid for a new unit, in minor units. */
export const PAID: Record<string, Record<'CN' | 'DE' | 'US', number>> = {
  'LUMO-E5': { CN: 158_800_00, DE: 32_990_00, US: 34_900_00 },
  'LUMO-S7': { CN: 219_800_00, DE: 44_500_00, US: 46_900_00 },
  'BREEZE-26': { CN: 2_699_00, DE: 649_00, US: 699_00 },
  'BREEZE-35': { CN: 3_199_00, DE: 799_00, US: 849_00 },
  'BREEZE-72': { CN: 6_499_00, DE: 1_590_00, US: 1_690_00 },
  'KX-15': { CN: 42_000_00, DE: 9_800_00, US: 10_400_00 },
  'KX-37': { CN: 78_000_00, DE: 17_900_00, US: 18_900_00 },
  'KX-90': { CN: 165_000_00, DE: 36_500_00, US: 38_900_00 },
}

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

/** Work with a flat-rate time: its price is the time at the labour rate of the station. */
export const OPERATIONS: readonly { code: string; names: Names; minutes: number }[] = [
  { code: 'OP-AC-CLEAN', names: n('Air conditioner, deep clean', '空调深度清洗', '空調深度清洗'), minutes: 75 },
  { code: 'OP-CAR-INSPECT', names: n('Vehicle inspection', '整车检查', '整車檢查'), minutes: 50 },
  { code: 'OP-KX-SERVICE', names: n('Compressor, yearly service', '空压机年度保养', '空壓機年度保養'), minutes: 210 },
]

/** Travel by distance, in kilometres. */
export const ZONES: readonly { code: string; names: Names; from: number; to: number | null; share: number }[] = [
  { code: 'ZONE-1', names: n('Travel, near', '交通费（近程）', '交通費（近程）'), from: 0, to: 20, share: 1 },
  { code: 'ZONE-2', names: n('Travel, regional', '交通费（中程）', '交通費（中程）'), from: 20, to: 50, share: 1.8 },
  { code: 'ZONE-3', names: n('Travel, far', '交通费（远程）', '交通費（遠程）'), from: 50, to: null, share: 3 },
]

/** What a price was on a day: the edition before this year's was four per cent lower. */
export function minorAt(price: (typeof PRICES)[number], country: 'CN' | 'DE' | 'US', at: Date, now: Date): number {
  const minor = price.minor[country]
  return at.getUTCFullYear() < now.getUTCFullYear() ? Math.round((minor * 0.96) / 100) * 100 : minor
}
