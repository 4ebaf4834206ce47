import fs from 'node:fs'
import { checkPlan } from '@aftercare/dispatch/check'
import { secondsOf, type VroomRequest } from '@aftercare/dispatch/formats'
import {
  type Problem,
  readVrplib,
  readVrptw,
  type Solution,
  type SolveOptions,
  solve,
  type TracePoint,
  vrplibRoutes,
  vrptwRoutes,
} from '@aftercare/dispatch/plan'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { Problem as Refusal } from '../kit/problem.ts'
import { addDispatchCheck } from './dispatch-check.ts'
import { runVroom } from './dispatch-vroom.ts'
import { print, progress, progressDone } from './output.ts'

interface Flags {
  format: Format | 'vroom'
  cpuSeconds?: number
  wallSeconds?: number
  iterations?: number
  threads: number
  seed: number
  json?: boolean
  explore?: number
  limit?: number
  plan?: boolean
}

type Format = 'vrptw' | 'vrplib'

/** How a file of each form is read, and what is printed of its plan. */
const FORMATS: Record<Format, (text: string) => { problem: Problem; answer: (plan: Solution) => object }> = {
  vrptw: (text) => ({
    problem: readVrptw(text),
    answer: (plan) => ({
      ...figures(plan),
      routes: vrptwRoutes(plan),
      unassigned: plan.unassigned.map((one) => one.index + 1),
    }),
  }),
  vrplib: (text) => {
    const file = readVrplib(text)
    const numbers = ({ unassigned }: Solution) => unassigned.map((one) => file.numbers[one.index]!)
    return {
      problem: file.problem,
      answer: (plan) => ({
        ...figures(plan),
        routes: vrplibRoutes(plan, file),
        // Which vehicle drives each: they start at different depots.
        vehicles: plan.routes.map(({ vehicle }) => vehicle + 1),
        unassigned: numbers(plan),
      }),
    }
  },
}

const figures = ({ cost, cpuSeconds, iterations, trace }: Solution) => ({ cost, cpuSeconds, iterations, trace })

/** `aftercare dispatch …`: plans from files. Needs no server and no database. */
export function addDispatch(program: Command): void {
  const group = program.command('dispatch').description('plan routes from a file')
  group
    .command('solve')
    .argument('<file>', 'the problem ("-" reads standard input)')
    .description('find the best plan for a problem in a file')
    .addOption(
      new Option(
        '--format <form>',
        'form of the file: vroom = JSON of VROOM, vrptw = Solomon/Homberger text (cost in tenths), vrplib = MDVRPTW and PC-VRPTW',
      )
        .choices(['vroom', ...Object.keys(FORMATS)])
        .makeOptionMandatory(),
    )
    .option('--cpu-seconds <n>', 'processor seconds to spend, from the parsed input on (2, or by -x)', positive)
    .option('--wall-seconds <n>', 'vrptw and vrplib: seconds by the clock instead, to compare threads', positive)
    .option('--iterations <n>', 'rounds to stop after; with one thread the same seed then gives the same plan', count)
    .option('-t, --threads <n>', 'threads that search at the same time', count, 1)
    .option('--seed <n>', 'seed of the random numbers', whole, 1)
    .option('-x, --explore <level>', 'vroom: 0 quick to 5 thorough, when no processor seconds are given', whole)
    .option('-l, --limit <seconds>', 'vroom: not longer than that', positive)
    .option('-c, --plan', 'vroom: times for the steps given for each vehicle, what they violate is reported')
    .option('--json', 'print the plan as JSON')
    .action(runSolve)
  addDispatchCheck(group)
}

function whole(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value)) throw new InvalidArgumentError('must be a whole number')
  return value
}

function count(text: string): number {
  return positive(String(whole(text)))
}

function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError('must be above zero')
  return value
}

function runSolve(file: string, flags: Flags): void {
  if (flags.format === 'vroom') runVroom(read(file), vroomRequest(flags), flags.json)
  else runText(flags.format, file, flags)
}

/** VROOM's -l counts seconds of the wall; a thread of its own needs no more of the processor. */
function vroomRequest({ cpuSeconds, iterations, threads, seed, explore, limit, plan }: Flags): VroomRequest {
  const seconds = Math.min(cpuSeconds ?? secondsOf(explore), limit ?? Number.POSITIVE_INFINITY)
  const budget = iterations ? { iterations } : { cpuSeconds: seconds }
  return { mode: plan ? 'plan' : 'solve', options: { ...budget, threads, seed } }
}

/** @param search what finds the plan: another in tests, to be told a plan that does not hold */
export function runText(format: Format, file: string, flags: Flags, search = solve): void {
  const { cpuSeconds = 2, wallSeconds, iterations, threads, seed, json } = flags
  const { problem, answer } = FORMATS[format](read(file))
  const budget = { ...(wallSeconds ? { wallSeconds } : { cpuSeconds }), ...(iterations ? { iterations } : {}) }
  const options: SolveOptions = { ...budget, threads, seed, onProgress: tell }
  const plan = search(problem, options)
  progressDone()
  refuseUnkept(problem, plan)
  print(json, answer(plan), [
    ...plan.routes.map((route) => `${route.vehicle + 1}: ${route.stops.length} stops, cost ${route.cost}`),
    `cost ${plan.cost}, ${plan.routes.length} routes, ${plan.unassigned.length} unassigned, ${plan.cpuSeconds.toFixed(1)} s, ${plan.iterations} rounds`,
  ])
}

/** No plan leaves without having been judged by the check, which knows nothing of the solver. @throws Problem */
export function refuseUnkept(problem: Problem, plan: Solution): void {
  const { violations } = checkPlan(problem, plan)
  if (violations.length === 0) return
  for (const { path, code, values } of violations.slice(0, 5))
    console.error(`${path || 'solution'}: ${code} ${JSON.stringify(values)}`)
  throw new Refusal('planning.unsound', 500)
}

function tell({ cost, assigned, iterations, cpuSeconds }: TracePoint): void {
  progress(`${cpuSeconds.toFixed(1)} s: cost ${Math.round(cost)}, ${assigned} stops, ${iterations} rounds`)
}

function read(file: string): string {
  try {
    return fs.readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Error(`cannot read ${file}: ${(error as Error).message}`)
  }
}
