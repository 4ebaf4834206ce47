import type { Problem } from '../plan/index.ts'
import type { ReadyBoard } from '../slots/board.ts'
import { changesFor, type Proven } from './changes.ts'
import { bestOf, tryAll } from './insert.ts'
import { demandOf, shortfall, standingLacks } from './lacks.ts'
import type { JobRef, Lack, LackCode, LeftWhy, RunnerUp, WhyOptions } from './model.ts'

/** To take orders apart is felt to be more than half an hour here or there. */
const UNTIED_SIZE = 2 * 3600
/** Vehicles looked at closely: those with least missing. */
const NEAREST = 6
/** A vehicle without the skill is looked at closely only where few have it. */
const NEAREST_UNFIT = 3

/** Why something is in no route, and the smallest change that was shown to place it. */
export function whyLeft(board: ReadyBoard, ref: JobRef, options: WhyOptions): LeftWhy {
  const all = board.problem.vehicles.map((_, vehicle) => ({
    vehicle,
    lacks: standingLacks(board, ref, vehicle, options),
  }))
  if (all.length === 0) return { ...ref, blocking: 'no_vehicle', lacks: [], change: null }
  const near = (list: typeof all, most: number) =>
    list
      .map((one) => ({ ...one, short: shortfall(board, ref, one.vehicle) }))
      .sort((a, b) => a.lacks.length - b.lacks.length || a.short - b.short || a.vehicle - b.vehicle)
      .slice(0, most)
  const able = near(
    all.filter(({ lacks }) => lacks.length === 0),
    NEAREST,
  )
  const unable = near(
    all.filter(({ lacks }) => lacks.length > 0),
    NEAREST_UNFIT,
  )
  const looked = [...able, ...unable].map(({ vehicle, lacks }) => look(board, ref, vehicle, lacks))
  const { penalty } = demandOf(board, ref)
  const proven = looked
    .flatMap(({ proven: list }) => list)
    // With room it would still be left out where doing it costs more than leaving it.
    .filter(({ change, tried }) => change.code === 'penalty' || penalty === undefined || tried.cost! < penalty)
    .sort((a, b) => a.size - b.size || a.tried.cost! - b.tried.cost!)
  const [smallest] = proven
  return {
    ...ref,
    blocking: smallest ? blockingOf(smallest) : mostOf(looked.map(({ runner }) => runner)),
    lacks: looked.map(({ runner }) => runner),
    change: smallest
      ? {
          ...smallest.change,
          start: smallest.tried.start,
          cost: smallest.tried.cost!,
          kind: ref.kind === 'job' ? 'job' : 'pickup',
        }
      : null,
  }
}

function look(board: ReadyBoard, ref: JobRef, vehicle: number, lacks: readonly Lack[]) {
  if (lacks.some(({ code }) => code === 'pinned_elsewhere'))
    return { runner: { vehicle, lacks: [...lacks], costsMore: null } as RunnerUp, proven: [] as Proven[] }
  const possible = lacks.length > 0 ? null : bestOf(tryAll(board, vehicle, ref))
  if (possible) return tooDear(board, ref, vehicle, possible)
  const proven = changesFor(board, vehicle, ref, lacks)
  const [smallest] = proven
  const missing: Lack[] = lacks.length > 0 ? [...lacks] : [smallest ? lackOf(smallest) : { code: 'shift', values: {} }]
  const runner: RunnerUp = { vehicle, lacks: missing, costsMore: null }
  return { runner, proven }
}

/** There would be room; it is left out because that is cheaper, or because it is tied to others that have none. */
function tooDear(board: ReadyBoard, ref: JobRef, vehicle: number, possible: NonNullable<ReturnType<typeof bestOf>>) {
  const { penalty } = demandOf(board, ref)
  const cost = possible.cost!
  if (penalty === undefined || cost < penalty) {
    const jobs = ref.kind === 'job' ? tiedTo(board.problem, ref.index) : []
    const runner: RunnerUp = { vehicle, lacks: [{ code: 'tied', values: { jobs } }], costsMore: cost }
    const untied: Proven = { change: { code: 'untied', vehicle, jobs }, size: UNTIED_SIZE, tried: possible }
    // Here it was tried alone: that it fits so is what the change says.
    return { runner, proven: jobs.length > 0 ? [untied] : [] }
  }
  const at_least = Math.ceil(cost)
  const proven: Proven[] = [
    { change: { code: 'penalty', at_least, vehicle }, size: at_least - penalty, tried: possible },
  ]
  return {
    runner: { vehicle, lacks: [{ code: 'too_dear' as const, values: { cost, penalty } }], costsMore: cost },
    proven,
  }
}

/** Jobs it must begin together with, or that must be over before it begins. */
function tiedTo({ together = [], before = [] }: Problem, job: number): number[] {
  const mates = together.filter((team) => team.includes(job)).flat()
  const firsts = before.filter(({ after }) => after === job).map(({ first }) => first)
  return [...new Set([...mates, ...firsts])].filter((one) => one !== job)
}

function lackOf({ change, size }: Proven): Lack {
  const code = codeOf(change.code)
  if (change.code === 'person_cap') return { code, values: { limit: change.limit, more: change.more } }
  if (change.code === 'limit') return { code: change.limit, values: { more: change.more } }
  if (change.code === 'capacity') return { code, values: { dimension: change.dimension, more: change.more } }
  return { code, values: { seconds: size } }
}

function blockingOf(proven: Proven): LackCode {
  const { change } = proven
  if (change.code === 'fit') return change.lacks[0]!.code
  return change.code === 'limit' ? change.limit : codeOf(change.code)
}

function codeOf(code: Proven['change']['code']): LackCode {
  if (code === 'capacity') return 'capacity'
  if (code === 'penalty') return 'too_dear'
  if (code === 'person_cap') return 'person_cap'
  if (code === 'untied') return 'tied'
  if (code === 'window_until' || code === 'window_from') return 'window'
  return code === 'fit' || code === 'limit' ? 'not_fit' : 'shift'
}

function mostOf(runners: readonly RunnerUp[]): LackCode {
  const counts = new Map<LackCode, number>()
  for (const { lacks } of runners) for (const { code } of lacks) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'no_vehicle'
}
