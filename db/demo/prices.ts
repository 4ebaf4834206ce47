type Names = { en: string; 'zh-CN': string; 'zh-TW': string }
const n = (en: string, cn: string, tw: string): Names => ({ en, 'zh-CN': cn, 'zh-TW': tw })

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
