import type { Job, Reactions } from '../../kit/jobs.ts'
import { remindDebts, tellDebt } from './debts.ts'
import { tellQuality } from './genuine-news.ts'
import { afterArrival, afterBreak, afterPromise, afterRelease, afterRequest, expireReservations } from './waiting.ts'

/** What this module does when something happens below it, and its own jobs. */
export const reactions: Reactions = {
  'stock.arrived': { 'parts.serve-waiting': afterArrival },
  'part_request.opened': { 'parts.tell-others': afterRequest },
  'part_request.cancelled': { 'parts.tell-others': afterRequest },
  'purchase_order.ordered': { 'parts.tell-day': afterPromise },
  'purchase_order.confirmed': { 'parts.tell-day': afterPromise },
  'purchase_order.changed': { 'parts.tell-day': afterPromise },
  'purchase_order.cancelled': { 'parts.tell-day': afterPromise },
  'shipment.sent': { 'parts.tell-day': afterPromise },
  'genuine_check.refused': { 'parts.tell-quality': tellQuality },
  'genuine_check.unproven': { 'parts.tell-quality': tellQuality },
  'genuine_check.unscanned': { 'parts.tell-quality': tellQuality },
  'batch.released': { 'parts.serve-waiting': afterRelease },
  'stock_debt.opened': { 'parts.tell-debt': tellDebt },
  'reservation.broken': { 'parts.wait-again': afterBreak },
}
export const jobs: Job[] = [expireReservations, remindDebts]
