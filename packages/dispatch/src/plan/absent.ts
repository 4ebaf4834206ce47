import type { Search } from './search.ts'

/** Takes note that a unit is in no route. */
export function addAbsent(search: Search, u: number): void {
  if (search.absentAt[u]! >= 0) return
  search.absentAt[u] = search.absent.push(u) - 1
  search.absentWeight += search.weight[u]!
}

/** Takes note that it is in one. */
export function dropAbsent(search: Search, u: number): void {
  const { absent, absentAt } = search
  const at = absentAt[u]!
  if (at < 0) return
  const last = absent.pop()!
  if (last !== u) {
    absent[at] = last
    absentAt[last] = at
  }
  absentAt[u] = -1
  search.absentWeight -= search.weight[u]!
}

/** Up to so many absences are all tried in every round, of more only some. */
const ALL = 12
const NEAR = 8
const ANY = 3

/**
 * Appends those of the absent that are worth a try in a round about `seed`: `near` neighbours or more, and a few of all.
 */
export function callAbsent(search: Search, seed: number, candidates: number[], near: number): void {
  const { absent, absentAt, ground, nearness, random } = search
  if (absent.length <= ALL) {
    for (let i = 0; i < absent.length; i++) candidates.push(absent[i]!)
    return
  }
  const first = candidates.length
  const most = Math.max(NEAR, near)
  if (absentAt[ground.unit[seed]!]! >= 0) candidates.push(ground.unit[seed]!)
  for (let i = 0; i < nearness.count && candidates.length < first + most; i++) {
    const u = ground.unit[nearness.near[seed * nearness.count + i]!]!
    if (absentAt[u]! >= 0 && !candidates.includes(u, first)) candidates.push(u)
  }
  for (let i = 0; i < ANY; i++) {
    const u = absent[Math.floor(random() * absent.length)]!
    if (!candidates.includes(u, first)) candidates.push(u)
  }
}
