import type { MailTemplate } from './queue.ts'

/** What a mail is made of besides its words (`mail:<key>.subject`, `.title`, `.intro`, `.after`, `.button`). */
export interface MailPlan {
  key: string
  /** Values without which the mail would make no sense: it is not sent then. */
  needs: readonly string[]
  /** Values shown as a list with labels (`mail:facts.<name>`), each only when it is there. */
  facts: readonly string[]
  /** The value with the address the button leads to. */
  link?: string
  /** The value shown large, to be typed or read out. */
  code?: string
  /** The value shown as it was written by a person, line breaks kept. */
  quote?: string
}

export const plans: Record<MailTemplate, MailPlan> = {
  invitation: { key: 'invitation', needs: ['company', 'inviter', 'link', 'days'], facts: [], link: 'link' },
  'password-reset': { key: 'password_reset', needs: ['link'], facts: [], link: 'link' },
  'one-time-code': { key: 'one_time_code', needs: ['code', 'minutes'], facts: [], code: 'code' },
  'request-received': {
    key: 'request_received',
    needs: ['number', 'link'],
    facts: ['number', 'title', 'product', 'respondBy'],
    link: 'link',
  },
  'visit-booked': {
    key: 'visit_booked',
    needs: ['number', 'day', 'window', 'link'],
    facts: ['number', 'title', 'day', 'window', 'address', 'technician'],
    link: 'link',
  },
  'visit-en-route': {
    key: 'visit_en_route',
    needs: ['number', 'technician', 'link'],
    facts: ['number', 'technician', 'arrival', 'phone'],
    link: 'link',
  },
  'service-report': { key: 'service_report', needs: ['number'], facts: ['number', 'title', 'product'], link: 'link' },
  'survey-invitation': {
    key: 'survey_invitation',
    needs: ['number', 'link'],
    facts: ['number', 'title'],
    link: 'link',
  },
  quotation: {
    key: 'quotation',
    needs: ['number', 'amount', 'link'],
    facts: ['number', 'title', 'amount', 'validUntil'],
    link: 'link',
  },
  'cover-voided': {
    key: 'cover_voided',
    needs: ['serial', 'reason', 'until', 'link'],
    facts: ['product', 'reason', 'from', 'stays'],
    link: 'link',
    quote: 'text',
  },
  'objection-answered': {
    key: 'objection_answered',
    needs: ['serial', 'outcome', 'link'],
    facts: ['outcome'],
    link: 'link',
    quote: 'text',
  },
  'purchase-order': {
    key: 'purchase_order',
    needs: ['number', 'company', 'says'],
    facts: ['number', 'amount', 'wanted'],
  },
  notice: { key: 'notice', needs: ['number', 'title', 'text'], facts: [], link: 'url', quote: 'text' },
}
