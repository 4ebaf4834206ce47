import type { Impact, Urgency } from '@aftercare/rules'

export const KINDS = ['repair', 'maintenance', 'installation', 'inspection', 'question', 'complaint', 'return'] as const
export type Kind = (typeof KINDS)[number]
export const CHANNELS = ['phone', 'portal', 'qr', 'email', 'messaging', 'letter', 'api', 'field', 'import'] as const
export type Channel = (typeof CHANNELS)[number]

/** What an answer decides before anybody has read the request. */
export interface Effect {
  impact?: Impact
  urgency?: Urgency
  safety?: true
  workaround?: true
}

/** One question of the flow; its words are `requests:question.<kind>.<key>` and `requests:answer.<kind>.<key>.<option>`. */
export interface Question {
  key: string
  type: 'choice' | 'yes_no' | 'text' | 'number' | 'date'
  required: boolean
  options?: readonly string[]
  /** By option ('yes' and 'no' for a yes_no question). */
  effects?: Readonly<Record<string, Effect>>
}

export interface KindRules {
  impact: Impact
  urgency: Urgency
  /** Whether somebody has to come: such a request is scheduled next. */
  needsVisit: boolean
  questions: readonly Question[]
}

const choice = (
  key: string,
  options: readonly string[],
  effects?: Record<string, Effect>,
  required = false,
): Question => ({
  key,
  type: 'choice',
  required,
  options,
  ...(effects ? { effects } : {}),
})
const yesNo = (key: string, effects?: Record<string, Effect>, required = false): Question => ({
  key,
  type: 'yes_no',
  required,
  ...(effects ? { effects } : {}),
})
const free = (key: string, type: 'text' | 'number' | 'date'): Question => ({ key, type, required: false })

/** What each kind of request starts from and asks. Impact and urgency as the matrix of rules/sla-priority.json means them. */
export const KIND_RULES: Readonly<Record<Kind, KindRules>> = {
  repair: {
    impact: 2,
    urgency: 2,
    needsVisit: true,
    questions: [
      choice('usable', ['yes', 'partly', 'no'], { yes: { urgency: 3 }, partly: { urgency: 2 }, no: { urgency: 1 } }),
      yesNo('danger', { yes: { safety: true } }),
      yesNo('others_affected', { yes: { impact: 1 } }),
      yesNo('workaround', { yes: { workaround: true } }),
      choice('since', ['today', 'this_week', 'longer']),
      free('error_code', 'text'),
    ],
  },
  maintenance: {
    impact: 3,
    urgency: 2,
    needsVisit: true,
    questions: [free('last_done', 'date'), free('meter', 'number')],
  },
  installation: {
    impact: 3,
    urgency: 2,
    needsVisit: true,
    questions: [yesNo('delivered'), yesNo('site_ready'), free('access', 'text')],
  },
  inspection: {
    impact: 3,
    urgency: 2,
    needsVisit: true,
    questions: [choice('occasion', ['periodic', 'before_sale', 'after_accident', 'other'])],
  },
  question: {
    impact: 3,
    urgency: 3,
    needsVisit: false,
    questions: [choice('topic', ['use', 'part', 'price', 'warranty', 'other'])],
  },
  complaint: {
    impact: 2,
    urgency: 2,
    needsVisit: false,
    questions: [
      choice('about', ['product', 'service', 'price', 'staff', 'delay']),
      choice('wanted', ['repair', 'replacement', 'refund', 'apology', 'other']),
      yesNo('authority', { yes: { impact: 1 } }),
      yesNo('injury', { yes: { safety: true } }),
    ],
  },
  return: {
    impact: 3,
    urgency: 2,
    needsVisit: false,
    questions: [choice('reason', ['defective', 'wrong_item', 'not_wanted', 'transport_damage']), yesNo('packed')],
  },
}
