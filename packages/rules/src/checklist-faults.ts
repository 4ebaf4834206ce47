import type { ChecklistCondition, ChecklistItem } from './checklist.ts'

export interface ChecklistFault {
  /** Which step, from 0, and which field of it. */
  index: number
  path: string
  code: 'validation.required' | 'validation.duplicate' | 'validation.invalid' | ChecklistCode
}
type ChecklistCode =
  | 'field_work.limits_crossed'
  | 'field_work.step_not_before'
  | 'field_work.step_not_measured'
  | 'field_work.step_never_fails'
const fault = (path: string, code: ChecklistFault['code']) => ({ path, code })
type Found = Omit<ChecklistFault, 'index'>

/** What is wrong with a list before anybody works by it: told at the step and the field, in the builder and by the server. */
export function checklistFaults(items: readonly ChecklistItem[]): ChecklistFault[] {
  return items.flatMap((item, index) => {
    const earlier = new Map(items.slice(0, index).map((one) => [one.key, one]))
    const found = [
      ...(earlier.has(item.key) ? [fault('key', 'validation.duplicate')] : []),
      ...limitFaults(item),
      ...choiceFaults(item),
      ...proofFaults(item),
      ...(item.when ?? []).flatMap((one, at) => conditionFaults(one, `when.${at}`, earlier)),
    ]
    return found.map((one) => ({ index, ...one }))
  })
}

function limitFaults({ min, max }: ChecklistItem): Found[] {
  return min !== undefined && max !== undefined && min > max ? [fault('max', 'field_work.limits_crossed')] : []
}

function choiceFaults({ type, choices = [] }: ChecklistItem): Found[] {
  if (type !== 'choice') return []
  if (choices.length < 2) return [fault('choices', 'validation.required')]
  const isTwice = new Set(choices.map((one) => one.value)).size < choices.length
  return isTwice ? [fault('choices', 'validation.duplicate')] : []
}

function proofFaults({ type, proof = [] }: ChecklistItem): Found[] {
  const kinds = proof.map((one) => one.kind)
  return kinds.flatMap((kind, at) => {
    if (kinds.indexOf(kind) !== at) return [fault(`proof.${at}.kind`, 'validation.duplicate')]
    // A number is its own measurement.
    return kind === 'measurement' && type === 'number' ? [fault(`proof.${at}.kind`, 'validation.invalid')] : []
  })
}

function conditionFaults(one: ChecklistCondition, path: string, earlier: Map<string, ChecklistItem>): Found[] {
  if (one.on === 'model') return one.models.length === 0 ? [fault(`${path}.models`, 'validation.required')] : []
  const step = earlier.get(one.step)
  if (!step) return [fault(`${path}.step`, 'field_work.step_not_before')]
  if (one.on === 'failed') return canFail(step) ? [] : [fault(`${path}.step`, 'field_work.step_never_fails')]
  if (one.on === 'answer') {
    if (one.values.length === 0) return [fault(`${path}.values`, 'validation.required')]
    return one.values.every((value) => answersOf(step).includes(value))
      ? []
      : [fault(`${path}.values`, 'validation.invalid')]
  }
  if (!isMeasured(step)) return [fault(`${path}.step`, 'field_work.step_not_measured')]
  return one.above === undefined && one.below === undefined ? [fault(`${path}.above`, 'validation.required')] : []
}

export const isMeasured = ({ type, proof = [] }: ChecklistItem): boolean =>
  type === 'number' || proof.some((one) => one.kind === 'measurement')

export const canFail = (item: ChecklistItem): boolean =>
  item.type === 'check' ||
  (isMeasured(item) && (item.min !== undefined || item.max !== undefined)) ||
  (item.choices ?? []).some((one) => one.fails)

/** What a condition can ask a step for. */
export function answersOf({ type, choices = [] }: ChecklistItem): string[] {
  if (type === 'choice') return choices.map((one) => one.value)
  if (type === 'check') return ['yes', 'no']
  // A tick nobody has set yet says nothing: it is open.
  return type === 'tick' ? ['yes'] : []
}
