import { type Annealing, anneal, annealingOn } from './anneal.ts'
import { canBlock } from './block-ground.ts'
import { type Blocks, commonBlocks, folded, unfolded } from './blocks.ts'
import { learn, publish, type Seat } from './board.ts'
import { breed } from './breed/breed.ts'
import { canBreed } from './breed/field.ts'
import type { Clock } from './clock.ts'
import { attempt } from './cooling.ts'
import { type Search, searchOn } from './search.ts'
import { copyOf, restore, type Snapshot, snapshotOf } from './snapshot.ts'
import { isLarge } from './view.ts'
import { isBetter, scoreOf } from './worth.ts'

/** Rounds of an attempt per stop; of two plans put together per block, in the pool and in the tournament. */
const ATTEMPT = 100
const TOGETHER = 80
const IN_TOURNAMENT = 300
/** Attempts in a row that led to nothing better: whatever is put together with the best is like it by then. */
const STALE = 3
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
/** A plan bred takes as long as so many rounds a stop. */
const BREEDING = 2

/** What came of so many attempts (two to the power of `rank`), waiting for as many others. */
interface Winner {
  rank: number
  plan: Snapshot
}

interface Pool {
  search: Search
  annealing: Annealing
  /** where every attempt sets out from */
  first: Snapshot
  /** good plans, each of another cost, the best first */
  plans: Snapshot[]
  /** attempts in a row that led to nothing better */
  stale: number
  /** the tournament so far, the later the lower in rank */
  winners: Winner[]
  /** rounds done on blocks, or what breeding stands for */
  inBlocks: number
  spent: () => number
  tick: (rounds: number, spent: number) => void
}

/** Whether plans can be put together: see blocks.ts. Prizes want longer searches that see them fall (cooling.ts). */
export const canPool = ({ ground, prized }: Search): boolean => canBlock(ground) && !prized && ground.tasks > 2

/**
 * Many short attempts from the same first plan, each put together with good plans found before; the last of the budget
 * goes to the best one. What attempts have in common is left as it is while the rest is searched: a small problem, in
 * which whole stretches of routes change places as easily as stops do in the large one. When nothing better comes of it
 * plans are bred, from the good ones and others, that may be late on the way to better ones (breed/). Where they cannot be,
 * attempts that know nothing of those before meet in a tournament: they settle in other hollows, and what comes of two
 * together often lies lower than both. Answers false where the first attempt left somebody out: who is to be left out one long
 * search finds sooner, it has what is left of the budget.
 */
export function searchInPool(annealing: Annealing, clock: Clock, seat: Seat | null, tick: Pool['tick']): boolean {
  const { search, best } = annealing
  const pool: Pool = {
    search,
    annealing,
    first: copyOf(best),
    plans: [],
    stale: 0,
    winners: [],
    inBlocks: 0,
    spent: () => clock.spent(annealing.rounds + pool.inBlocks),
    tick,
  }
  let longest = 0
  for (let now = 0; now + longest < 1 - LAST; now = pool.spent()) {
    const plan = attemptIn(pool)
    keepBest(pool, plan)
    if (best.score.count > 0) return false
    if (pool.stale < STALE) join(pool, plan)
    else if (canBreed(search.ground)) breedOn(pool)
    else enter(pool, plan)
    if (seat) meet(pool, seat)
    longest = Math.max(longest, pool.spent() - now)
  }
  uniteAll(pool, seat)
  restore(search, best)
  const at = pool.spent()
  anneal(annealing, {
    spent: () => told(pool, (now) => (now - at) / (1 - at)),
    cooling: (isRoomy) => attempt(LUKEWARM, isRoomy),
  })
  annealing.rounds += pool.inBlocks
  return true
}

/** Takes a plan among the good ones, with what comes of it together with the best and another of them. */
function join(pool: Pool, plan: Snapshot): void {
  const before = pool.plans[0]?.score
  const mates = matesOf(pool)
  add(pool, plan)
  let better = plan
  for (const mate of mates) {
    const both = together(pool, better, mate, TOGETHER)
    if (!both) continue
    add(pool, both)
    if (isBetter(both.score, better.score)) better = both
  }
  pool.stale = before && !isBetter(pool.plans[0]!.score, before) ? pool.stale + 1 : 0
}

/** A plan meets another one, what comes of them what came of two others, and so on. */
function enter(pool: Pool, plan: Snapshot): void {
  const { winners } = pool
  let winner = plan
  let rank = 0
  for (; winners.at(-1)?.rank === rank; rank++) winner = unite(pool, winner, winners.pop()!.plan)
  winners.push({ rank, plan: winner })
}

/** All but the last stretch of the budget. */
function breedOn(pool: Pool): void {
  const { search, plans } = pool
  const goesOn = () => {
    pool.inBlocks += BREEDING * search.ground.tasks
    return told(pool, (now) => now) < 1 - LAST
  }
  breed(search, plans, goesOn, (plan) => keepBest(pool, plan))
}

/** Those who still wait for others, the best of the pool and that of the other threads: one after the other. */
function uniteAll(pool: Pool, seat: Seat | null): void {
  const theirs = seat && othersBest(pool, seat)
  const first = [...(theirs ? [theirs] : []), ...pool.plans.slice(0, 1)]
  const all = [...first, ...pool.winners.map(({ plan }) => plan)]
  if (all.length > 1) all.reduceRight((plan, other) => unite(pool, plan, other))
}

/** The best of two plans and of what comes of them together. */
function unite(pool: Pool, one: Snapshot, other: Snapshot): Snapshot {
  const better = isBetter(one.score, other.score) ? one : other
  const both = together(pool, one, other, IN_TOURNAMENT)
  const found = both && isBetter(both.score, better.score) ? both : better
  keepBest(pool, found)
  return found
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
function together(pool: Pool, one: Snapshot, other: Snapshot, roundsPerBlock: number): Snapshot | null {
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
      return told(pool, () => run.rounds / (roundsPerBlock * count))
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

function add(pool: Pool, plan: Snapshot): void {
  const { plans } = pool
  keepBest(pool, plan)
  if (plans.some(({ score }) => !isBetter(score, plan.score) && !isBetter(plan.score, score))) return
  plans.push(plan)
  plans.sort((a, b) => (isBetter(a.score, b.score) ? -1 : 1))
  plans.length = Math.min(plans.length, MOST)
}

function keepBest({ annealing: { best } }: Pool, plan: Snapshot): void {
  if (!isBetter(plan.score, best.score)) return
  best.order.set(plan.order)
  best.begins.set(plan.begins)
  best.score = plan.score
}

/**
 * Tells the other threads the best plan. In a large problem theirs comes among the good ones where it is better: all are
 * on the way down for most of the budget. In a smaller one each goes its own way, to meet in the end.
 */
function meet(pool: Pool, { board, page }: Seat): void {
  const { best } = pool.annealing
  publish(board, page, best)
  if (!isLarge(pool.search.ground.tasks)) return
  const theirs = copyOf(best)
  if (learn(board, page, theirs)) add(pool, theirs)
}

/** The best plan of the other threads, be it better than ours or not; null when there is none yet. */
function othersBest({ annealing: { best } }: Pool, { board, page }: Seat): Snapshot | null {
  const theirs = copyOf(best)
  theirs.score = { priority: Number.POSITIVE_INFINITY, count: 0, cost: 0 }
  return learn(board, page, theirs) ? theirs : null
}

/** Where a search stands, at its end when the whole budget is spent; whoever listens is told. */
function told({ annealing, inBlocks, spent, tick }: Pool, part: (now: number) => number): number {
  const now = spent()
  tick(annealing.rounds + inBlocks, now)
  return now >= 1 ? 1 : part(now)
}
