/** What the campaigns of the demo say. `{model}` is the name of the model it is about. */
export const OVERHEATING = {
  title: {
    en: '{model}: a terminal on the power board may overheat',
    'zh-CN': '{model}：电源板接线端子可能过热',
    'zh-TW': '{model}：電源板接線端子可能過熱',
  },
  hazard: {
    en: 'A terminal that was not tightened at the factory can heat up until the board and the cover above it char. Four cases are known, none with a person hurt.',
    'zh-CN': '出厂时未拧紧的端子会发热，严重时电源板及其上方外壳会烧焦。已知四起，均未造成人员受伤。',
    'zh-TW': '出廠時未鎖緊的端子會發熱，嚴重時電源板及其上方外殼會燒焦。目前已知四起，均無人受傷。',
  },
  remedy: {
    en: 'Disconnect from the mains. Look at the terminal block of the power board: where it is discoloured change the board, otherwise tighten to 1.2 N·m. Measure the temperature after ten minutes of cooling: below 60 °C.',
    'zh-CN':
      '断电后检查电源板接线端子：有变色的更换电源板，没有变色的按 1.2 N·m 紧固。制冷运行十分钟后测端子温度，应低于 60 °C。',
    'zh-TW':
      '斷電後檢查電源板接線端子：有變色者更換電源板，沒有變色者以 1.2 N·m 鎖緊。冷房運轉十分鐘後量測端子溫度，應低於 60 °C。',
  },
  advice: {
    en: 'Please do not leave the air conditioner running while nobody is at home. If you smell burning, pull the plug and call us at any hour. We come to you.',
    'zh-CN': '在我们上门之前，家中无人时请不要开启空调。如闻到焦味，请立即拔下插头并随时致电我们。',
    'zh-TW': '在我們到府處理之前，家中無人時請勿開啟冷氣。若聞到焦味，請立即拔下插頭並隨時來電。',
  },
}

export const CHARGING = {
  title: {
    en: '{model}: charging control 3.2, no more broken-off fast charging',
    'zh-CN': '{model}：充电控制软件升级至 3.2，快充不再中断',
    'zh-TW': '{model}：充電控制軟體更新至 3.2，快充不再中斷',
  },
  remedy: {
    en: 'Load charging control 3.2 with the service laptop, then charge at a fast charger for five minutes and read the log.',
    'zh-CN': '用诊断电脑写入充电控制软件 3.2，随后在快充桩上充电五分钟并读取日志。',
    'zh-TW': '以診斷電腦寫入充電控制軟體 3.2，再於快充樁充電五分鐘並讀取紀錄。',
  },
  advice: {
    en: 'Nothing to do for you: it is done at your next visit and takes half an hour.',
    'zh-CN': '您无需做任何准备：下次到店或上门时一并升级，约半小时。',
    'zh-TW': '您無須準備：下次進廠或到府時一併更新，約半小時。',
  },
}

export const SEPARATOR = {
  title: {
    en: '{model}: oil separator of the first series',
    'zh-CN': '{model}：首批油气分离器更换',
    'zh-TW': '{model}：首批油氣分離器更換',
  },
  remedy: {
    en: 'Change the oil separator, take an oil sample and note the hours run.',
    'zh-CN': '更换油气分离器，取油样，并记录运行小时数。',
    'zh-TW': '更換油氣分離器，採取油樣，並記錄運轉時數。',
  },
}

/** What became of the products that are settled: of a thousand so many, with how it is known. */
export type Outcome = [state: string, share: number, zh: string | null, en: string | null]

export const LOST: readonly Outcome[] = [
  ['scrapped', 12, '用户告知已报废回收', 'Scrapped, says the owner'],
  ['exported', 4, '随用户搬迁出境', 'Moved abroad with its owner'],
  ['stolen', 2, '用户已报案，附回执', 'Stolen; the owner has reported it to the police'],
  ['duplicate_not_affected', 5, '序列号登记重复，实为另一台', 'Entered twice: it is another unit'],
]
