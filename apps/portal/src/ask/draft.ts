import type { Kind } from '../product/choices.tsx'

/** The answers, words and photos of a request while it is being described. */
export interface Draft {
  kind: Kind
  answers: Record<string, string | number | boolean>
  words: string
  product: string
  photos: File[]
  slots: string[]
  name: string
  email: string
  phone: string
  street: string
  city: string
  maySurvey: boolean
}

export const emptyDraft = (kind: Kind, words = ''): Draft => ({
  kind,
  answers: {},
  words,
  product: '',
  photos: [],
  slots: [],
  name: '',
  email: '',
  phone: '',
  street: '',
  city: '',
  maySurvey: false,
})

/** `2026-11-24 morning` and back: one value per button. */
export const slotKey = (slot: { date: string; part: string }) => `${slot.date} ${slot.part}`
export function slotOf(key: string) {
  const [date = '', part = 'any'] = key.split(' ')
  return { date, part: part as 'morning' | 'afternoon' | 'evening' | 'any' }
}

const PARTS = ['morning', 'afternoon', 'evening'] as const

/** The day parts of the next days, from tomorrow: what one can wish for before anybody is known. */
export function wishes(now: Date, timeZone: string, days = 6): { date: string; part: (typeof PARTS)[number] }[] {
  const local = new Intl.DateTimeFormat('en-CA', { timeZone })
  return Array.from({ length: days }, (_, index) => local.format(now.getTime() + (index + 1) * 86_400_000)).flatMap(
    (date) => PARTS.map((part) => ({ date, part })),
  )
}
