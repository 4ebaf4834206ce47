import { newKey } from '@aftercare/api'
import { currentLanguage } from '@aftercare/words/web'
import { api } from '../shell/api.ts'
import { uploadAll } from '../shell/photos.ts'
import { type Draft, slotOf } from './draft.ts'

export interface Sent {
  id: string
  number: string
  /** What became of the wished time: booked at once, noted, or taken by somebody else meanwhile. */
  slot: { from: string; to: string } | 'wished' | 'gone' | null
}

/** One key per draft: sent twice after a lost answer, it is one request. */
const keys = new WeakMap<Draft, string>()

export async function sendDraft(
  {
    company,
    by,
    draft,
    isKnown,
  }: { company: string; by: { label?: string; serial?: string }; draft: Draft; isKnown: boolean },
  tell: (done: number) => void,
): Promise<Sent> {
  const fileIds = await uploadAll(company, draft.photos, tell)
  const key = keys.get(draft) ?? newKey()
  keys.set(draft, key)
  const { data } = await api.POST('/api/v1/public/{company}/requests', {
    params: { path: { company } },
    headers: { 'Idempotency-Key': key },
    body: {
      kind: draft.kind,
      language: currentLanguage(),
      words: draft.words.trim(),
      answers: draft.answers,
      preferredSlots: draft.slots.map(slotOf),
      fileIds,
      ...by,
      ...(draft.product.trim() && { product: draft.product.trim() }),
      ...(draft.maySurvey && { maySurvey: true }),
      ...(!isKnown && contactOf(draft)),
    },
  })
  const { id, number } = data!
  return { id, number, slot: await bookFirst(id, draft, isKnown) }
}

function contactOf({ name, email, phone, street, city }: Draft) {
  return {
    name: name.trim(),
    ...(email.trim() && { email: email.trim() }),
    ...(phone.trim() && { phone: phone.trim() }),
    ...(street.trim() && { address: { line: street.trim(), ...(city.trim() && { city: city.trim() }) } }),
  }
}

/** Who is signed in is booked at once when somebody has room at the first time wished for. */
async function bookFirst(id: string, draft: Draft, isKnown: boolean): Promise<Sent['slot']> {
  const [first] = draft.slots.map(slotOf)
  if (!first) return null
  if (!isKnown || first.part === 'any') return 'wished'
  try {
    const body = { date: first.date, part: first.part }
    const { data } = await api.PUT('/api/v1/portal/requests/{id}/slot', { params: { path: { id } }, body })
    return data!.booked ?? 'wished'
  } catch {
    // The request is in all the same; the page that follows offers what is left.
    return 'gone'
  }
}
