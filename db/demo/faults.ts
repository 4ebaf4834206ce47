type Names = { en: string; 'zh-CN': string; 'zh-TW': string }
const n = (en: string, cn: string, tw: string): Names => ({ en, 'zh-CN': cn, 'zh-TW': tw })

export interface Fault {
  code: string
  component: string
  safety?: boolean
  words: { 'zh-CN': string[]; en: string[] }
  cause: string
  remedy: string
  part: string | null
}

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
      words: { 'zh-CN': ['刹车变软，踩下去行程很长'], en: ['The brake pedal feels soft and travels far'] },
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
        'zh-CN': ['开了半小时还是不制冷', '出风不凉，外机在转'],
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
        'zh-CN': ['室内机漏水，墙都湿了', '挂机下面一直滴水'],
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
        'zh-CN': ['室内机嗡嗡响，睡不着', '外机震动很大'],
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
        'zh-CN': ['显示 E1 故障', '遥控没反应，面板显示 E1'],
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
        'zh-CN': ['压力上不去，只有 0.5 MPa', '产线供气不足'],
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
export const SYMPTOMS: Record<string, Names> = {
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
export const CAUSES: [string, Names][] = [
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
export const REMEDIES: [string, Names][] = [
  ['REPLACE', n('Part replaced', '更换零件', '更換零件')],
  ['CLEAN', n('Cleaned', '清洗', '清洗')],
  ['REFILL', n('Leak sealed, refilled', '补漏并加注', '補漏並充填')],
  ['UPDATE', n('Software updated', '升级软件', '更新軟體')],
  ['ADJUST', n('Adjusted', '调整', '調整')],
]
