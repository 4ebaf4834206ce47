import { roadKm, type TimeField, workTime } from '@aftercare/rules'
import { change, given } from './changes.ts'
import { timeNow } from './clock.ts'
import { newId } from './ids.ts'
import { mustHaveRoom } from './room.ts'
import type { Store, Visit } from './store.ts'

export type Figures = Record<TimeField | 'pauseMinutes', number | null>
export type Expense = Visit['expenses'][number]

/** What the steps say of a visit's time and way: the same rules as on the server, also before it has heard of them. */
export function computedOf(visit: Visit): Figures {
  const ms = (at: string | null) => (at === null ? null : Date.parse(at))
  const pauses = (visit.pauses ?? []).map(({ since, until }) => ({ from: Date.parse(since), to: ms(until) }))
  const stamps = {
    ...{ enRouteAt: ms(visit.enRouteAt), arrivedAt: ms(visit.arrivedAt) },
    ...{ startedAt: ms(visit.startedAt), finishedAt: ms(visit.finishedAt) },
  }
  const time = workTime(stamps, pauses)
  return { ...time, km: roadKm(seenAt(visit, 'en_route'), seenAt(visit, 'on_site') ?? placeOf(visit)) }
}

/** What counts: what was put right before what was computed. */
export function figuresOf(visit: Visit): Figures {
  const right = Object.fromEntries((visit.corrections ?? []).map((one) => [one.field, one.value]))
  return { ...computedOf(visit), ...right }
}

function seenAt(visit: Visit, status: string) {
  const stamp = visit.stamps.find((one) => one.status === status && one.lat !== null && one.lon !== null)
  return stamp ? { lat: stamp.lat!, lon: stamp.lon! } : null
}

const placeOf = ({ address }: Visit) =>
  address?.lat != null && address.lon != null ? { lat: address.lat, lon: address.lon } : null

export function correctTime(
  store: Store,
  visitId: string,
  input: { field: TimeField; value: number; reason: string },
): Promise<void> {
  const id = newId()
  const body = { ...input, at: timeNow() }
  const others = (visit: Visit) => (visit.corrections ?? []).filter((one) => one.field !== input.field)
  return change(store, visitId, {
    op: { type: 'time_correction', method: 'PUT', path: `/time-corrections/${id}`, body, needs: null },
    apply: (visit) => ({ ...visit, corrections: [...others(visit), { id, ...body }] }),
  })
}

export type NewExpense = Pick<Expense, 'kind' | 'minor' | 'currency'> & { note: string; receipt: Blob | null }

/** Refused (`NoRoom`) where the photo of the receipt would take the room of facts. */
export async function addExpense(store: Store, visitId: string, { receipt, note, ...paid }: NewExpense): Promise<void> {
  if (receipt) await mustHaveRoom(store, receipt.size)
  const id = newId()
  const at = timeNow()
  const body = given({ ...paid, note, at })
  await store.transaction('rw', store.visits, store.outbox, store.blobs, async () => {
    if (receipt) await store.blobs.add({ id, visitId, blob: receipt, name: 'receipt.jpg' })
    const op = { type: 'expense', method: 'PUT', path: `/expenses/${id}`, body, needs: null } as const
    await change(store, visitId, {
      op: { ...op, ...(receipt && { blobId: id }) },
      apply: (visit) => ({
        ...visit,
        expenses: [...(visit.expenses ?? []), { id, ...paid, at, note: note || null, fileId: receipt ? id : null }],
      }),
    })
  })
}

export function takeBackExpense(store: Store, visitId: string, id: string): Promise<void> {
  return change(store, visitId, {
    op: { type: 'expense_removed', method: 'DELETE', path: `/expenses/${id}`, body: null, needs: null },
    apply: (visit) => ({ ...visit, expenses: (visit.expenses ?? []).filter((one) => one.id !== id) }),
  })
}
