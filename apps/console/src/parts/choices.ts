import type { Choice } from '../shell/list/define-list.ts'

/** As the server keeps them; words: `parts:<field>.<value>`. */
export const TRACKING = ['none', 'batch', 'serial'] as const
export const CONDITIONS = ['good', 'to_test', 'defective', 'quarantined', 'custody'] as const
export const SHELF_KINDS = ['warehouse', 'depot', 'station', 'van'] as const
export const DOCUMENT_KINDS = [
  'receipt',
  'issue',
  'return',
  'send',
  'arrive',
  'lose',
  'count',
  'count_adjustment',
  'change',
  'scrap',
  'conversion',
  'reversal',
  'old_part',
  'handover',
  'cost',
  'revaluation',
] as const

export const ORDER_STATES = ['ordered', 'confirmed', 'closed', 'cancelled'] as const
export const OLD_STATES = ['labelled', 'sent', 'received', 'judged', 'scrapped'] as const
export const VERDICTS = ['defect_confirmed', 'no_fault_found', 'misuse', 'wrong_part', 'damaged_in_transit'] as const
export const SHIPMENT_STATES = ['draft', 'sent', 'closed', 'cancelled'] as const

/** As the server keeps them. */
export const OWNER_KINDS = ['own', 'supplier', 'customer'] as const

type Field =
  | 'tracking'
  | 'condition'
  | 'placeKind'
  | 'documentKind'
  | 'orderState'
  | 'shipmentState'
  | 'oldState'
  | 'verdict'
  | 'ownerKind'
/** The values of a field for its filter. */
export const choicesOf = (field: Field, values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: `parts:${field}.${value}` as Choice['label'] }))
