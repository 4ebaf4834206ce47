import { type Annealing, anneal } from './anneal.ts'
import { learn, publish, type Seat } from './board.ts'
import type { Clock } from './clock.ts'
import { attempt, coolingFor } from './cooling.ts'
import { canPool } from './pool.ts'
import type { Search } from './search.ts'
import { restore } from './snapshot.ts'
import { isLarge, lookAround } from './view.ts'

/** Of the budget, what the search of the whole takes. */
const WHOLE = 0.6
/** Rounds in a region per stop in it, and where it begins to cool, in mean legs. */
const ROUNDS = 100
const WARM = 0.35

/**
 * Whether a problem is large and its vehicles are not alike: in short attempts it is too early settled which of them do
 * what, and plans put together do not change that.
 */
export const hasRegions = (search: Search): boolean =>
  canPool(search) && isLarge(search.ground.tasks) && search.ground.likeness.some((one, _, all) => one !== all[0])

/**
 * One slow search of the whole, then region after region of the best plan is made warm and cooled again: what is gained in
 * one is kept, whatever comes of the next.
 */
export function searchByRegions(
  annealing: Annealing,
  clock: Clock,
  seat: Seat | null,
  tick: (rounds: number, spent: number) => void,
): void {
  const { search, best } = annealing
  const spent = () => {
    const now = clock.spent(annealing.rounds)
    tick(annealing.rounds, now)
    return now
  }
  anneal(annealing, { spent: () => spent() / WHOLE, cooling: (isRoomy) => slowly(isRoomy) })
  while (spent() < 1) {
    if (seat) {
      publish(seat.board, seat.page, best)
      learn(seat.board, seat.page, best)
    }
    restore(search, best)
    lookAround(search)
    const begun = annealing.rounds
    const length = ROUNDS * Math.max(1, search.view.taskCount)
    anneal(annealing, {
      isStill: true,
      spent: () => (spent() >= 1 ? 1 : (annealing.rounds - begun) / length),
      cooling: (isRoomy) => attempt(WARM, isRoomy),
    })
  }
}

const slowly = (isRoomy: boolean) => ({ ...coolingFor(isRoomy, false), firstUntil: 1 })
