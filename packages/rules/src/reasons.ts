import type { Machine } from './states.ts'

// Cancelling needs a coded reason (peers.md 4); holding takes one of HOLD_REASONS in pauses.ts. A code is the
// translation key; free text may stand beside it, never instead of it.

/** Why something may be cancelled; machines that cannot be cancelled are absent. */
export const CANCEL_REASONS = {
  request: [
    'customer_withdrew',
    'works_again',
    'duplicate',
    'created_in_error',
    'quotation_rejected',
    'customer_unreachable',
    'not_our_product',
    'out_of_area',
  ],
  workOrder: [
    'customer_withdrew',
    'quotation_rejected',
    'created_in_error',
    'merged_into_other',
    'replaced_by_exchange',
    'not_repairable',
  ],
  visit: [
    'customer_asked',
    'customer_not_at_home',
    'technician_unavailable',
    'part_missing',
    'station_declined',
    'planned_in_error',
    'weather_or_traffic',
    'solved_by_phone',
    'unsafe_site',
  ],
  contract: [
    'customer_withdrew',
    'product_sold',
    'product_scrapped',
    'moved_away',
    'replaced_by_other',
    'not_paid',
    'created_in_error',
  ],
} as const satisfies Partial<Record<Machine, readonly string[]>>

/** Why a station or a technician may decline a visit. */
export const DECLINE_REASONS = ['no_capacity', 'skill_missing', 'part_missing', 'too_far', 'not_authorised'] as const

/** Why a visit takes longer than planned. */
export const OVERRUN_REASONS = [
  'more_work',
  'harder_to_find',
  'waiting_for_part',
  'waiting_for_customer',
  'access_late',
  'customer_added',
  'other',
] as const

/** Why a price differs from the published one; `other` needs words beside it. */
export const PRICE_REASONS = [
  'agreed_with_customer',
  'regular_customer',
  'competitor_price',
  'promotion',
  'goodwill',
  'used_part',
  'harder_than_usual',
  'urgent_or_out_of_hours',
  'list_wrong',
  'other',
] as const

/** Why an issued invoice is taken back, whole or in part. */
export const CREDIT_REASONS = [
  'wrong_price',
  'wrong_quantity',
  'not_done',
  'returned',
  'complaint',
  'cover_found',
  'wrong_customer',
  'cancelled',
] as const

/** Why money goes back; a returned payment opens the invoice again. */
export const REFUND_REASONS = ['overpaid', 'credited', 'payment_returned'] as const
/** Kept for the customer and used for another of their invoices: no money leaves. */
export const MOVED = 'moved'

/** Whether a reason may be given for cancelling; machines without cancelling accept none. */
export function isCancelReason(machine: Machine, reason: string): boolean {
  const reasons: Partial<Record<Machine, readonly string[]>> = CANCEL_REASONS
  return reasons[machine]?.includes(reason) ?? false
}

/** Why a part was replaced; the database checks the same codes. */
export const REPLACE_REASONS = [
  'no_function',
  'measured',
  'damaged',
  'wear',
  'safety',
  'campaign',
  'maintenance',
  'customer_wish',
] as const
