import { change } from './changes.ts'
import { timeNow } from './clock.ts'
import { newId } from './ids.ts'
import type { Store } from './store.ts'

export interface Remark {
  kind: 'unknown_code' | 'other_asset' | 'meter_backwards' | 'nameless_signature' | 'video_too_large'
  /** What was read, typed or chosen. */
  seen: string
  choice: 'went_on' | 'left_out' | 'stopped' | 'meter_replaced' | 'would_not_say'
}

/** Something odd, and what was done about it: for the desk to judge, whenever it hears of it. */
export function tellRemark(store: Store, visitId: string, remark: Remark): Promise<void> {
  const body = { ...remark, seen: remark.seen.slice(0, 150), at: timeNow() }
  return change(store, visitId, {
    op: { type: 'remark', method: 'PUT', path: `/remarks/${newId()}`, body, needs: null },
    apply: (visit) => visit,
  })
}
