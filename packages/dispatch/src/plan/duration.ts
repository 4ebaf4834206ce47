import type { Rows } from './rows.ts'

// The longest day judged in constant time, where routes are plain and nothing else hangs on a whole route. Leaving at x, a
// route is back at max(early, x + W): W its seconds of travel and service, `early` when it is back having left as early as
// can be. It takes least when it leaves as late as it may: max(W, early - latest leaving).

/** Fills what `lastsTooLong` asks of a row; false when the route itself takes too long. Times of the row are there. */
export function spanFigures(rows: Rows, v: number, row: number): boolean {
  const { ground, stride, length, task, place, leave, latest, done, backAfter, leaveBefore } = rows
  const { from, to, service, places } = ground
  const { seconds } = ground.kinds[ground.kindOf[v]!]!
  const shift = ground.type[v]! * ground.tasks
  const at = row * stride
  const end = at + length[row]! + 1
  done[at] = 0
  leaveBefore[at] = ground.hardTo[v]!
  for (let k = at + 1; k <= end; k++) {
    const arrived = done[k - 1]! + seconds[place[k - 1]! * places + place[k]!]!
    const t = task[k]!
    done[k] = k < end ? arrived + service[shift + t]! : arrived
    leaveBefore[k] = k < end ? Math.min(leaveBefore[k - 1]!, to[t]! - arrived) : leaveBefore[k - 1]!
  }
  backAfter[end] = 0
  for (let k = end - 1; k > at; k--) {
    const t = task[k]!
    backAfter[k] = Math.max(backAfter[k + 1]!, from[t]! + service[shift + t]! + done[end]! - done[k]!)
  }
  return Math.max(done[end]!, leave[end]! - latest[at]!) <= ground.problem.vehicles[v]!.maxDuration!
}

/** Whether the route would take too long with t behind slot k (absolute), where it fits by its times. */
export function lastsTooLong(rows: Rows, v: number, row: number, t: number, k: number): boolean {
  const { ground, stride, length, place, leave, latest, done, backAfter, leaveBefore } = rows
  const { seconds, secondsTurned } = ground.kinds[ground.kindOf[v]!]!
  const here = ground.place[t]! * ground.places
  const into = secondsTurned[here + place[k]!]!
  const out = seconds[here + place[k + 1]!]!
  const act = ground.service[ground.type[v]! * ground.tasks + t]!
  const last = row * stride + length[row]! + 1
  const way = seconds[place[k]! * ground.places + place[k + 1]!]!
  const most = ground.problem.vehicles[v]!.maxDuration!
  if (done[last]! + into + act + out - way > most) return true
  const left = Math.max(ground.from[t]!, leave[k]! + into) + act
  const back = Math.max(backAfter[k + 1]!, left + out + done[last]! - done[k]! - way)
  const arrival = Math.min(ground.to[t]!, latest[k + 1]! - out - act)
  return back - Math.min(leaveBefore[k]!, arrival - into - done[k]!) > most
}
