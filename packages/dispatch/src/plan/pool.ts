import { type Annealing, anneal, annealingOn } from './anneal.ts'
import { canBlock } from './block-ground.ts'
import { type Blocks, commonBlocks, folded, unfolded } from './blocks.ts'
import { learn, publish, type Seat } from './board.ts'
import type { Clock } from './clock.ts'
import { attempt } from './cooling.ts'
import { type Search, searchOn } from './search.ts'
import { copyOf, restore, type Snapshot, snapshotOf } from './snapshot.ts'
import { isBetter, scoreOf } from './worth.ts'

/** Rounds of an attempt per stop, and of two plans put together per block. */
const ATTEMPT = 100
const TOGETHER = 80
/** Two plans that differ by less are the same. */
const FEWEST_BLOCKS = 3
/** Where attempts, plans put together and the last stretch begin to cool, in mean legs; attempts hotter where somebody is left out. */
const HOT = 1
const HOT_SHORT = 2
const WARM = 0.35
const LUKEWARM = 0.2
/** Of the budget: the longest attempt, and what is left for the last stretch at least. */
const LONGEST = 0.6
const LAST = 0.15
/** Good plans kept. */
const MOST = 12

interface Pool {
  search: Search
  annealing: Annealing
  /** where every attempt sets out from */
  first: Snapshot
  /** good plans, each of another cost, the best first */
  plans: Snapshot[]
  /** rounds done on blocks */
  inBlocks: number
  spent: () => number
  tick: (rounds: number, spent: number) => void
}

/** Whether plans can be put together: see blocks.ts. Prizes want longer searches that see them fall (cooling.ts). */
export const canPool = ({ ground, prized }: Search): boolean => canBlock(ground) && !prized && ground.tasks > 2

/**
 * Many short attempts from the same first plan, each put together with good plans found before; the last of the budget
 * goes to the best one. What attempts have in common is left as it is while the rest is searched: a small problem, in
 * which whole stretches of routes change places as easily as stops do in the large one. Answers false where the first
 * attempt left somebody out: who is to be left out one long search finds sooner, it has what is left of the budget.
 */
export function searchInPool(annealing: Annealing, clock: Clock, seat: Seat | null, tick: Pool['tick']): boolean {
  const { search, best } = annealing
  const pool: Pool = {
    search,
    annealing,
    first: copyOf(best),
    plans: [],
    inBlocks: 0,
    spent: () => clock.spent(annealing.rounds + pool.inBlocks),
    tick,
  }
  let longest = 0
  for (let now = 0; now + longest < 1 - LAST; now = pool.spent()) {
    let plan = attemptIn(pool)
    const mates = matesOf(pool)
    add(pool, plan)
    if (best.score.count > 0) return false
    for (const mate of mates) {
      const both = together(pool, plan, mate)
      if (both && isBetter(both.score, plan.score)) plan = both
      if (both) add(pool, both)
    }
    if (seat) meet(pool, seat)
    longest = Math.max(longest, pool.spent() - now)
  }
  restore(search, best)
  const at = pool.spent()
  anneal(annealing, {
    spent: () => told(pool, (now) => (now - at) / (1 - at)),
    cooling: (isRoomy) => attempt(LUKEWARM, isRoomy),
  })
  annealing.rounds += pool.inBlocks
  return true
}

/** The best of a short search from the first plan. */
function attemptIn(pool: Pool): Snapshot {
  const { annealing, search, first } = pool
  const begun = annealing.rounds
  const length = ATTEMPT * search.ground.tasks
  const at = pool.spent()
  if (begun > 0) restore(search, first)
  const run: Annealing = { ...annealing, best: copyOf(first) }
  anneal(run, {
    spent: () => {
      annealing.rounds = run.rounds
      return told(pool, (now) => Math.max((run.rounds - begun) / length, (now - at) / LONGEST))
    },
    cooling: (isRoomy) => attempt(isRoomy ? HOT : HOT_SHORT, isRoomy),
  })
  annealing.leg = run.leg
  return run.best
}

/** The best plan found that has what two have in common; null where they are as good as the same. */
function together(pool: Pool, one: Snapshot, other: Snapshot): Snapshot | null {
  const { search, annealing } = pool
  const blocks = commonBlocks(search.ground, one, other)
  const count = blocks.tasksOf.length
  if (count < FEWEST_BLOCKS) return null
  const inner = searchOnBlocks(search, blocks)
  restore(inner, folded(blocks, isBetter(other.score, one.score) ? other : one))
  const run: Annealing = { ...annealingOn(inner, snapshotOf(inner)), leg: annealing.leg }
  const before = pool.inBlocks
  anneal(run, {
    spent: () => {
      pool.inBlocks = before + run.rounds
      return told(pool, () => run.rounds / (TOGETHER * count))
    },
    cooling: (isRoomy) => attempt(WARM, isRoomy),
  })
  const both = unfolded(blocks, run.best)
  restore(search, both)
  both.score = scoreOf(search)
  return both
}

/** A block left out counts for all that is in it. */
function searchOnBlocks({ worth, random }: Search, { ground, tasksOf }: Blocks): Search {
  const inner = searchOn(ground, random)
  tasksOf.forEach((tasks, b) => {
    inner.worth.priority[b] = tasks.reduce((sum, t) => sum + worth.priority[t]!, 0)
    inner.worth.count[b] = tasks.reduce((sum, t) => sum + worth.count[t]!, 0)
  })
  return inner
}

/** The best plan and another one, whichever there are. */
function matesOf({ plans, search }: Pool): Snapshot[] {
  if (plans.length < 2) return plans.slice()
  return [plans[0]!, plans[1 + Math.floor(search.random() * (plans.length - 1))]!]
}

function add({ plans, annealing: { best } }: Pool, plan: Snapshot): void {
  if (isBetter(plan.score, best.score)) {
    best.order.set(plan.order)
    best.begins.set(plan.begins)
    best.score = plan.score
  }
  if (plans.some(({ score }) => !isBetter(score, plan.score) && !isBetter(plan.score, score))) return
  plans.push(plan)
  plans.sort((a, b) => (isBetter(a.score, b.score) ? -1 : 1))
  plans.length = Math.min(plans.length, MOST)
}

/** Tells the other threads the best plan, and takes theirs among the good ones where it is better. */
function meet(pool: Pool, { board, page }: Seat): void {
  const { best } = pool.annealing
  publish(board, page, best)
  const theirs = copyOf(best)
  if (learn(board, page, theirs)) add(pool, theirs)
}

/** Where a search stands, at its end when the whole budget is spent; whoever listens is told. */
function told({ annealing, inBlocks, spent, tick }: Pool, part: (now: number) => number): number {
  const now = spent()
  tick(annealing.rounds + inBlocks, now)
  return now >= 1 ? 1 : part(now)
}
