export type ChecklistType = 'tick' | 'number' | 'text' | 'choice' | 'photo'

/** One step of a checklist, as it is stored: data, versioned, never changed after a visit began with it. */
export interface ChecklistItem {
  key: string
  label: Record<string, string>
  hint?: Record<string, string> | undefined
  type: ChecklistType
  group: 'etiquette' | 'safety' | 'work' | 'measurement'
  required: boolean
  unit?: string | undefined
  min?: number | undefined
  max?: number | undefined
  choices?: { value: string; label: Record<string, string> }[] | undefined
  /** The value is a meter reading of the product. */
  meter?: 'km' | 'hour' | 'cycle' | undefined
  /** Outside its limits or left out when the visit is done: further work is opened. */
  followUp?: boolean | undefined
}

export interface ChecklistAnswer {
  value: boolean | number | string | null
  /** Why a required step was left out: kept as a fact for the desk. */
  skipped?: string | undefined
  at?: string | undefined
}

export type ItemState = 'open' | 'done' | 'out_of_limits' | 'skipped'

/** How a step stands. A photo step is done when a photo names it. */
export function itemState(
  item: ChecklistItem,
  answer: ChecklistAnswer | undefined,
  photoKeys: ReadonlySet<string>,
): ItemState {
  if (item.type === 'photo') return photoKeys.has(item.key) ? 'done' : answer?.skipped ? 'skipped' : 'open'
  const value = answer?.value
  if (value === undefined || value === null || value === '' || value === false)
    return answer?.skipped ? 'skipped' : 'open'
  if (item.type === 'number' && typeof value === 'number') {
    if (item.min !== undefined && value < item.min) return 'out_of_limits'
    if (item.max !== undefined && value > item.max) return 'out_of_limits'
  }
  return 'done'
}

/** The required steps that still stand in the way of completion, by key. */
export function openItems(
  items: readonly ChecklistItem[],
  answers: Readonly<Record<string, ChecklistAnswer>>,
  photoKeys: ReadonlySet<string>,
): string[] {
  return items
    .filter((item) => item.required && itemState(item, answers[item.key], photoKeys) === 'open')
    .map((item) => item.key)
}
