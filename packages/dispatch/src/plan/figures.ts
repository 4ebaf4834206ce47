import type { Rows } from './rows.ts'

/** Setup and service of a route. */
export function taskSeconds({ ground, stride, length, task, place }: Rows, v: number, row: number): number {
  const { setup, service, tasks } = ground
  const shift = ground.type[v]! * tasks
  const at = row * stride
  let sum = 0
  for (let k = 1; k <= length[row]!; k++) {
    const t = task[at + k]!
    sum += service[shift + t]! + (place[at + k] === place[at + k - 1] ? 0 : setup[shift + t]!)
  }
  return sum
}
