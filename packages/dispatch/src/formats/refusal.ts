/** Why an input is not solved: what is wrong where (`jobs[3].time_windows[0]`), and the values its words need. */
export interface Refusal {
  code: RefusalCode
  path: string
  values?: Record<string, unknown>
}

export const REFUSAL_CODES = [
  'not_json',
  'missing',
  'wrong_type',
  'not_whole',
  'out_of_range',
  'no_vehicles',
  'no_tasks',
  'too_many_tasks',
  'too_many_places',
  'duplicate_id',
  'unknown_id',
  'window_reversed',
  'windows_overlap',
  'windows_empty',
  'matrix_empty',
  'matrix_not_square',
  'matrix_entry',
  'matrix_missing',
  'distances_missing',
  'durations_missing',
  'location_missing',
  'location_index_missing',
  'location_index_unexpected',
  'location_index_out_of_range',
  'location_out_of_range',
  'no_start_or_end',
  'amount_length',
  'costs_with_per_hour',
  'step_misplaced',
  'step_twice',
  'steps_infeasible',
  'person_twice',
  'circular',
  'too_large',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** `['jobs', 3, 'time_windows', 0]` as people write it: `jobs[3].time_windows[0]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.map((one, i) => (typeof one === 'number' ? `[${one}]` : `${i > 0 ? '.' : ''}${String(one)}`)).join('')
}

/** For logs and for the `error` of VROOM's answer: one line, in English, as VROOM does it. */
export function refusalText({ code, path, values }: Refusal): string {
  const more = values && Object.keys(values).length > 0 ? ` ${JSON.stringify(values)}` : ''
  return `${path || 'input'}: ${code.replaceAll('_', ' ')}${more}`
}
