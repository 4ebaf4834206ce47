import { PlanRefused, type SolveOptions, solve } from '../plan/index.ts'
import type { Lack } from '../why/index.ts'
import { explain } from '../why/index.ts'
import { type Refusal, refusalText } from './refusal.ts'
import { namesOf } from './vroom-names.ts'
import type { VroomError, VroomOutput } from './vroom-output-shape.ts'
import { planVroom } from './vroom-plan.ts'
import type { Translated } from './vroom-problem.ts'
import { readVroom } from './vroom-read.ts'
import type { VroomInput } from './vroom-shape.ts'
import { offerVroomSlots } from './vroom-slots.ts'
import { solveVroom, type VroomSolved } from './vroom-solve.ts'

export interface VroomRequest {
  mode: 'solve' | 'plan'
  /** VROOM's exploration level; decides the budget where `cpuSeconds` is not given. */
  exploration?: number
  options: SolveOptions
}

/** Seconds of processor time per exploration level, from a first look to about ten times VROOM's default of effort. */
const SECONDS_BY_LEVEL = [0.2, 0.5, 1, 2, 4, 8] as const
const DEFAULT_LEVEL = 3

export function secondsOf(level: number | undefined): number {
  return SECONDS_BY_LEVEL[level ?? DEFAULT_LEVEL] ?? SECONDS_BY_LEVEL[DEFAULT_LEVEL]
}

export type VroomAnswer = { status: 200; body: VroomOutput } | { status: 400 | 500; body: VroomError }

/**
 * From any JSON to VROOM's answer: 200 with the plan, 400 with code 2 and every refusal with its path, 500 with code 1
 * when the check does not pass the result. Nothing leaves that the check has not passed.
 */
export function answerVroom(raw: unknown, request: VroomRequest): VroomAnswer {
  try {
    return answerRead(raw, request)
  } catch (error) {
    if (!(error instanceof PlanRefused)) throw error
    // The engine counts in 30 bits: times that lie farther apart are in the form, but not to be planned.
    return refused([{ code: 'out_of_range', path: error.path, values: { ...error.values, of: error.code } }])
  }
}

function answerRead(raw: unknown, { mode, exploration, options }: VroomRequest): VroomAnswer {
  const read = readVroom(raw)
  if (!read.ok) return refused(read.refusals)
  const { input, warnings } = read
  if (mode === 'plan') {
    const planned = planVroom(input)
    if (!planned.ok) return refused(planned.refusals)
    return planned.checked.ok ? { status: 200, body: planned.output } : failed(planned.checked.violations)
  }
  const cpuSeconds = options.cpuSeconds ?? (options.iterations ? undefined : secondsOf(exploration))
  const solved = solveVroom(input, ({ problem }, own) => solve(problem, own), {
    ...options,
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
  })
  if (!solved.ok) return refused(solved.refusals)
  if (!solved.checked.ok) return failed(solved.checked.violations)
  return { status: 200, body: withX(input, solved, warnings) }
}

function withX(input: VroomInput, solved: VroomSolved, warnings: Refusal[]): VroomOutput {
  const { output, translated, solution } = solved
  const x = { ...output.x }
  if (warnings.length > 0) x.warnings = warnings.map(({ code, path }) => ({ code, path }))
  if (input.x?.explain) Object.assign(x, explained(input, translated, solution))
  if (input.x?.slots) x.slots = offerVroomSlots(input, solution)
  return { ...output, x }
}

/** Stops looked at for the reasons, some ten seconds' worth: of very large plans not every job is explained. */
const MOST_LOOKS = 150_000_000

const jobsIn = ({ routes }: VroomSolved['solution']) =>
  routes.reduce((sum, { stops }) => sum + stops.filter(({ kind }) => kind === 'job' || kind === 'pickup').length, 0)

/** The left out ones first; `explained` says of how many, where it is not all. */
export function explained(
  input: VroomInput,
  translated: Translated,
  solution: VroomSolved['solution'],
  most = MOST_LOOKS,
): Pick<NonNullable<VroomOutput['x']>, 'why' | 'explained'> {
  const names = namesOf(input, translated)
  const lacksOf = (ref: { kind: 'job' | 'pair'; index: number }, vehicle: number): Lack[] => names.lacks(ref, vehicle)
  const { placed, left } = explain(translated.problem, solution, { lacksOf, most })
  const why = [...placed, ...left].map((one) => names.renamed(one))
  const of = solution.unassigned.length + jobsIn(solution)
  return { why, ...(why.length < of ? { explained: { jobs: why.length, of } } : {}) }
}

export const refused = (refusals: readonly Refusal[]): VroomAnswer => ({
  status: 400,
  body: { code: 2, error: refusals.slice(0, 3).map(refusalText).join('; '), x: { errors: [...refusals] } },
})

const failed = (
  violations: readonly { code: string; path: string; values: Record<string, unknown> }[],
): VroomAnswer => ({
  status: 500,
  body: { code: 1, error: 'the plan did not pass the check', x: { errors: violations.slice(0, 100) } },
})
