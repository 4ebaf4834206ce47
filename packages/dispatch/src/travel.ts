import { MINUTE_MS, type Position } from '@aftercare/rules'
import { legOf } from './roads.ts'

/** How long the way takes on an ordinary weekday, in whole minutes, estimated from the air line; null when either end is unknown. */
export function travelMs(from: Position | null, to: Position | null): number | null {
  if (!from || !to) return null
  return Math.round(legOf(from, to).seconds / 60) * MINUTE_MS
}
