import type { components } from '@aftercare/api'

type NewRequest = components['schemas']['NewRequest'] extends never ? never : components['schemas']['NewRequestInput']
type Answer = string | number | boolean

/** What the desk has typed so far, as the fields are called in the API. */
export type Draft = {
  kind: NonNullable<NewRequest['kind']>
  channel: NonNullable<NewRequest['channel']>
  language: NonNullable<NewRequest['language']>
  words: string
  summary?: string
  answers: Record<string, Answer | null | undefined>
  slots: { date?: string; part: 'morning' | 'afternoon' | 'evening' | 'any' }[]
  contactId?: string | null
  addressId?: string | null
  symptomCode?: string | null
  component?: string
  impact?: 1 | 2 | 3 | null
  urgency?: 1 | 2 | 3 | null
  safety?: boolean
  product?: string
  serial?: string
  customer?: { name?: string; kind?: 'person' | 'organisation'; phone?: string; email?: string }
}

type Ids = { customerId: string | null; assetId: string | null; followUpOf: string | null }

const text = (value: string | undefined) => value?.trim() || undefined

/** Leaves out what was not said: absent means the rules decide. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return Object.fromEntries(given) as { [K in keyof T]?: NonNullable<T[K]> }
}

export const answersOf = (draft: Draft) => present(draft.answers ?? {}) as Record<string, Answer>

export function bodyOf(draft: Draft, ids: Ids): NewRequest {
  const newcomer = ids.customerId === null && text(draft.customer?.name) ? draft.customer : undefined
  const slots = (draft.slots ?? []).flatMap(({ date, part }) => (date ? [{ date, part }] : []))
  const body = {
    ...present({
      ...ids,
      summary: text(draft.summary),
      symptomCode: draft.symptomCode,
      component: text(draft.component),
      impact: draft.impact,
      urgency: draft.urgency,
      contactId: ids.customerId ? draft.contactId : null,
      addressId: ids.customerId ? draft.addressId : null,
      serial: ids.assetId ? null : text(draft.serial),
      product: ids.assetId ? null : text(draft.product),
    }),
    kind: draft.kind,
    channel: draft.channel,
    language: draft.language,
    words: draft.words,
    answers: answersOf(draft),
    preferredSlots: slots,
    ...(draft.safety ? { safety: true } : {}),
    ...(newcomer ? { customer: present(newcomer) } : {}),
  }
  return body as NewRequest
}
