import type { City } from './places.ts'
import type { Dice } from './random.ts'

const FAMILY = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
  '何',
  '郭',
  '马',
  '罗',
  '梁',
  '宋',
  '郑',
  '谢',
  '韩',
  '唐',
  '冯',
  '于',
  '董',
  '萧',
]
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '军',
  '洋',
  '勇',
  '艳',
  '杰',
  '娟',
  '涛',
  '明',
  '超',
  '秀兰',
  '霞',
  '平',
  '建国',
  '志强',
  '晓燕',
  '海燕',
  '雪梅',
  '文博',
  '子涵',
  '雨桐',
  '浩然',
  '思远',
]
const DE_FIRST = [
  'Anna',
  'Jonas',
  'Lena',
  'Felix',
  'Marie',
  'Lukas',
  'Sophie',
  'Paul',
  'Clara',
  'Tim',
  'Hannah',
  'Stefan',
  'Ute',
  'Markus',
  'Katrin',
  'Jürgen',
]
const DE_LAST = [
  'Müller',
  'Schmidt',
  'Schneider',
  'Fischer',
  'Weber',
  'Wagner',
  'Becker',
  'Hoffmann',
  'Koch',
  'Richter',
  'Klein',
  'Wolf',
  'Schröder',
  'Neumann',
  'Krüger',
  'Braun',
]
const US_FIRST = [
  'Emily',
  'James',
  'Olivia',
  'Michael',
  'Ava',
  'David',
  'Grace',
  'Daniel',
  'Chloe',
  'Robert',
  'Maria',
  'Kevin',
  'Laura',
  'Brian',
  'Susan',
  'Eric',
]
const US_LAST = [
  'Smith',
  'Johnson',
  'Brown',
  'Davis',
  'Wilson',
  'Garcia',
  'Martinez',
  'Anderson',
  'Taylor',
  'Moore',
  'Clark',
  'Lewis',
  'Walker',
  'Young',
  'Hall',
  'Nguyen',
]
const CN_TRADE = ['食品', '纺织', '精密机械', '电子', '包装', '印刷', '物流', '建材', '医药', '塑胶']
const DE_TRADE = ['Maschinenbau', 'Druckerei', 'Lebensmittel', 'Metallbau', 'Logistik', 'Kunststofftechnik']
const US_TRADE = ['Foods', 'Plastics', 'Machining', 'Packaging', 'Printing', 'Logistics']

export function personName(dice: Dice, country: City['country']): string {
  if (country === 'CN') return dice.pick(FAMILY) + dice.pick(GIVEN)
  if (country === 'DE') return `${dice.pick(DE_FIRST)} ${dice.pick(DE_LAST)}`
  return `${dice.pick(US_FIRST)} ${dice.pick(US_LAST)}`
}

export function companyName(dice: Dice, { country, city }: City): string {
  if (country === 'CN')
    return `${city}${dice.pick(['华', '新', '恒', '东', '宏'])}${dice.pick(['盛', '源', '达', '泰', '瑞'])}${dice.pick(CN_TRADE)}有限公司`
  if (country === 'DE') return `${dice.pick(DE_LAST)} ${dice.pick(DE_TRADE)} GmbH`
  return `${dice.pick(US_LAST)} ${dice.pick(US_TRADE)} Inc`
}
