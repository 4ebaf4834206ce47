import { limitsAfter } from '@aftercare/rules'
import { change, given, groundOn } from './changes.ts'
import { timeNow } from './clock.ts'
import { hashOfAgreed } from './hash.ts'
import { newId } from './ids.ts'
import type { PriceList, Store, Visit } from './store.ts'
import { type NewLine, withSums } from './sums.ts'

/** Extra work as the customer is shown it: only its own lines, with what they have to pay of them. */
export async function offered(store: Store, visit: Visit, lines: readonly NewLine[], list: PriceList): Promise<Visit> {
  return withSums(beside(visit), lines, await groundOn(store, list), null)
}

/** The visit without its lines; what they take of an allowance is not there for more work. */
function beside(visit: Visit): Visit {
  const price = visit.price && { ...visit.price, limits: limitsAfter(visit.price.limits, visit.lines) }
  return { ...visit, lines: [], price }
}

export interface Agreed {
  lines: NewLine[]
  answer: 'accepted' | 'rejected'
  name: string
  /** Under what was shown; absent when the customer said it by telephone, or declined. */
  signed?: { blob: Blob; role: string; shown: Visit }
}

/** Extra work, answered on the spot: accepted, its lines are the visit's at once. */
export async function agreeExtra(store: Store, visit: Visit, input: Agreed, list: PriceList): Promise<void> {
  const quotationId = newId()
  const { lines, answer, name, signed } = input
  const then = answer === 'accepted' ? await withSums(visit, lines, await groundOn(store, list), quotationId) : visit
  const hash = signed && (await hashOfAgreed(signed.shown, quotationId))
  const blobId = signed && newId()
  const body = { lines: lines.map(given), answer, name, at: timeNow(), ...(signed && { role: signed.role, hash }) }
  await store.transaction('rw', store.visits, store.outbox, store.blobs, async () => {
    if (signed && blobId)
      await store.blobs.add({ id: blobId, visitId: visit.id, blob: signed.blob, name: 'agreed.png' })
    const op = { type: 'extra_work', method: 'PUT', path: `/extra-work/${quotationId}`, body, needs: null } as const
    await change(store, visit.id, { op: { ...op, ...(blobId && { blobId }) }, apply: () => then })
  })
}
