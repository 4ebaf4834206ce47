import { change, given } from './changes.ts'
import { timeNow } from './clock.ts'
import { newId } from './ids.ts'
import type { Store, Visit } from './store.ts'

export type Pause = NonNullable<Visit['pauses']>[number]

/** What rests now. A phone that last read its day with an older app knows of no pauses. */
export const restingOf = (visit: Visit): Pause | undefined => (visit.pauses ?? []).find((one) => one.until === null)

const endedAt = (visit: Visit, at: string) => (visit.pauses ?? []).map((one) => ({ ...one, until: one.until ?? at }))

/** The work rests: told like any other step, with the hour it was. */
export function pauseVisit(store: Store, visitId: string, reason: Pause['reason'], note: string): Promise<void> {
  const [id, at] = [newId(), timeNow()]
  const body = given({ reason, note, at })
  return change(store, visitId, {
    op: { type: 'pause', method: 'PUT', path: `/pauses/${id}`, body, needs: null },
    apply: (visit) => ({
      ...visit,
      pauses: [...endedAt(visit, at), { id, reason, note: note || null, since: at, until: null }],
    }),
  })
}

export function resumeVisit(store: Store, visitId: string, id: string): Promise<void> {
  const at = timeNow()
  return change(store, visitId, {
    op: { type: 'resume', method: 'PUT', path: `/pauses/${id}/end`, body: { at }, needs: null },
    apply: (visit) => ({ ...visit, pauses: endedAt(visit, at) }),
  })
}
