import type { Problem } from './model.ts'

/** What is placed and removed as one (Ground): single jobs, pairs, jobs done together; and who comes before whom. */
export function unitTable(problem: Problem, mate: Int32Array) {
  const { jobs, vehicles, together = [], before = [] } = problem
  const tasks = mate.length
  const unit = Int32Array.from(mate, (other, t) => (other < 0 ? t : Math.min(t, other)))
  for (const team of together) for (const job of team) unit[job] = team[0]!
  const size = new Int32Array(tasks)
  for (const one of unit) size[one]!++
  const memberAt = new Int32Array(tasks + 1)
  for (let t = 0; t < tasks; t++) memberAt[t + 1] = memberAt[t]! + size[t]!
  const filled = memberAt.slice()
  const members = new Int32Array(tasks)
  unit.forEach((one, t) => {
    members[filled[one]!++] = t
  })
  const earlierIn: number[][] = Array.from({ length: tasks }, () => [])
  const laterIn: number[][] = Array.from({ length: tasks }, () => [])
  before.forEach(({ first, after }, rule) => {
    earlierIn[first]!.push(rule)
    laterIn[after]!.push(rule)
  })
  const tied = new Uint8Array(tasks)
  for (const team of together) for (const job of team) tied[job] = 1
  for (const { first, after } of before) tied[first] = tied[after] = 1
  const fixedTask = new Uint8Array(tasks)
  jobs.forEach(({ pin }, i) => {
    if (pin) fixedTask[i] = 1
  })
  problem.pairs.forEach(({ pin }, i) => {
    if (pin) fixedTask[jobs.length + 2 * i] = fixedTask[jobs.length + 2 * i + 1] = 1
  })
  for (const { first = [] } of vehicles)
    for (const { kind, index } of first)
      fixedTask[kind === 'job' ? index : jobs.length + 2 * index + (kind === 'delivery' ? 1 : 0)] = 1
  closeFixed(unit, fixedTask, before)
  return { unit, size, memberAt, members, earlierIn, laterIn, tied, fixedTask }
}

/** What cannot move keeps its unit in place, and all that must come before it. */
function closeFixed(unit: Int32Array, fixedTask: Uint8Array, before: NonNullable<Problem['before']>): void {
  for (let changed = true; changed; ) {
    changed = false
    const fix = (t: number) => {
      if (fixedTask[t] === 0) changed = true
      fixedTask[t] = 1
    }
    unit.forEach((one, t) => {
      if (fixedTask[t] !== 0) fix(one)
      else if (fixedTask[one] !== 0) fix(t)
    })
    for (const { first, after } of before) if (fixedTask[after] !== 0) fix(first)
  }
}
