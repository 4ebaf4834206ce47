import { CANCEL_REASONS, HOLD_REASONS } from '@aftercare/rules'

/** The codes a person may choose from; their words are `requests:<group>.<code>`. */
export const codes = {
  hold: HOLD_REASONS,
  cancel: CANCEL_REASONS.request,
  closure: ['done', 'solved_remotely', 'no_fault_found', 'customer_silent', 'goodwill_given', 'referred'],
  link: ['related', 'duplicate', 'follow_up'],
  status: ['new', 'triaged', 'scheduled', 'in_progress', 'waiting', 'resolved', 'closed', 'cancelled'],
  kind: ['repair', 'maintenance', 'installation', 'inspection', 'question', 'complaint', 'return'],
  channel: ['phone', 'portal', 'qr', 'email', 'messaging', 'letter', 'api', 'field', 'import'],
  cover: ['covered', 'partly', 'not_covered', 'undetermined'],
  tier: ['standard', 'silver', 'gold'],
} as const

export const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
