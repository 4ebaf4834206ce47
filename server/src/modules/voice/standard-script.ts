import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import type { Question } from './shapes.ts'

export const AFTER_SERVICE = 'after-service'

const NAME = { en: 'After a service', 'zh-CN': '服务后回访', 'zh-TW': '服務後回訪' }
const QUESTIONS: Question[] = [
  {
    key: 'solved',
    type: 'yesno',
    text: { en: 'Does everything work again?', 'zh-CN': '问题解决了吗？', 'zh-TW': '問題解決了嗎？' },
  },
  {
    key: 'polite',
    type: 'yesno',
    text: {
      en: 'Was the technician friendly, and did they leave everything tidy?',
      'zh-CN': '工程师是否礼貌，现场是否收拾干净？',
      'zh-TW': '技師是否有禮貌，現場是否收拾乾淨？',
    },
  },
  {
    key: 'price_clear',
    type: 'yesno',
    text: {
      en: 'Was the price clear before the work began?',
      'zh-CN': '开工前是否说明了收费？',
      'zh-TW': '開工前是否說明了收費？',
    },
  },
  {
    key: 'content',
    type: 'score',
    text: {
      en: 'How content are you, from 1 to 10?',
      'zh-CN': '1 到 10 分，您有多满意？',
      'zh-TW': '1 到 10 分，您有多滿意？',
    },
  },
  {
    key: 'better',
    type: 'text',
    text: {
      en: 'What should we do better?',
      'zh-CN': '您希望我们改进什么？',
      'zh-TW': '您希望我們改進什麼？',
    },
  },
]

/** The id of the company's script after a service; the standard one is written down the first time it is needed. */
export async function scriptAfterService(tx: Tx): Promise<string> {
  const find = () => tx.selectFrom('voice.script').select('id').where('code', '=', AFTER_SERVICE).executeTakeFirst()
  const known = await find()
  if (known) return known.id
  await tx
    .insertInto('voice.script')
    .values({ id: newId(), code: AFTER_SERVICE, name: JSON.stringify(NAME), questions: JSON.stringify(QUESTIONS) })
    .onConflict((c) => c.columns(['tenant_id', 'code']).doNothing())
    .execute()
  // Two closures at once: the other one's row is there now.
  return (await find())!.id
}
