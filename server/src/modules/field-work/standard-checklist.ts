import type { ChecklistItem } from '@aftercare/rules'

const tick = (
  key: string,
  group: ChecklistItem['group'],
  label: { en: string; 'zh-CN': string; 'zh-TW': string },
): ChecklistItem => ({ key, group, label, type: 'tick', required: true })

/**
 * What every visit is made by until a company has lists of its own: safety first, and the five courtesies of a home visit
 * (五个一: one card, one pair of shoe covers, one mat, one clean-up, one small gift).
 */
export const STANDARD_CHECKLIST = {
  id: '0197f000-0000-7000-8000-000000000051',
  version: 1,
  kind: '*',
  familyId: null,
  isActive: true,
  name: { en: 'Home visit', 'zh-CN': '上门服务', 'zh-TW': '到府服務' },
  items: [
    tick('card', 'etiquette', {
      en: 'Introduced myself and handed over my card',
      'zh-CN': '递上名片，自报姓名',
      'zh-TW': '遞上名片並自我介紹',
    }),
    tick('shoe_covers', 'etiquette', { en: 'Put on shoe covers', 'zh-CN': '穿上鞋套', 'zh-TW': '穿上鞋套' }),
    tick('power_off', 'safety', {
      en: 'Power, gas or pressure is off and secured',
      'zh-CN': '已断开并锁定电源、气源或压力',
      'zh-TW': '已切斷並鎖定電源、氣源或壓力',
    }),
    tick('mat', 'etiquette', {
      en: 'Laid a mat under tools and product',
      'zh-CN': '铺好垫布再放工具和产品',
      'zh-TW': '鋪好墊布再放工具與產品',
    }),
    {
      ...photo('before', { en: 'Photo before the work', 'zh-CN': '维修前照片', 'zh-TW': '維修前照片' }),
      required: true,
    },
    { ...photo('after', { en: 'Photo after the work', 'zh-CN': '维修后照片', 'zh-TW': '維修後照片' }), required: true },
    tick('test_run', 'work', {
      en: 'Test run made together with the customer',
      'zh-CN': '与客户一起试机',
      'zh-TW': '與客戶一起試機',
    }),
    tick('clean_up', 'etiquette', { en: 'Cleaned up the place of work', 'zh-CN': '清理现场', 'zh-TW': '清理現場' }),
    tick('gift', 'etiquette', { en: 'Left a small gift', 'zh-CN': '赠送小礼品', 'zh-TW': '致贈小禮物' }),
  ] satisfies ChecklistItem[],
}

function photo(key: string, label: { en: string; 'zh-CN': string; 'zh-TW': string }): ChecklistItem {
  return { key: `photo_${key}`, group: 'work', label, type: 'photo', required: false }
}
