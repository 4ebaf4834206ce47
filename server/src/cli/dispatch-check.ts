import fs from 'node:fs'
import { type Checked, checkVroom, checkVrplib, checkVrptw } from '@aftercare/dispatch/check'
import { parseVroom, refusalText } from '@aftercare/dispatch/formats'
import { type Command, Option } from 'commander'
import { print } from './output.ts'

interface Flags {
  format?: Format
  plan?: boolean
  json?: boolean
}

type Format = 'vroom' | 'vrptw' | 'vrplib'

const CHECKS: Record<Format, (text: string, answer: unknown, plan: boolean) => Checked> = {
  vrptw: checkVrptw,
  vrplib: checkVrplib,
  vroom: (text, answer, plan) => {
    const read = parseVroom(text)
    if (!read.ok) throw new Error(read.refusals.map(refusalText).join('\n'))
    return checkVroom(read.input, answer, plan ? 'plan' : 'solve')
  },
}

/** `aftercare dispatch check FILE SOLUTION`: the solution from the problem alone; ends with 1 when anything is wrong. */
export function addDispatchCheck(group: Command): void {
  group
    .command('check')
    .argument('<file>', 'the problem')
    .argument('<solution>', 'what was answered to it, as JSON')
    .description('re-evaluate a plan independently of the solver')
    .addOption(
      new Option('--format <form>', 'form of the problem; told from its beginning otherwise').choices(
        Object.keys(CHECKS),
      ),
    )
    .option('-c, --plan', 'the solution is one of plan mode (vroom)')
    .option('--json', 'print the result as JSON')
    .action(runCheck)
}

function runCheck(file: string, solution: string, { format, plan, json }: Flags): void {
  const text = fs.readFileSync(file, 'utf8')
  const checked = CHECKS[format ?? formOf(text)](text, JSON.parse(fs.readFileSync(solution, 'utf8')), plan === true)
  const { violations, cost, assigned, unassigned } = checked
  print(json, checked, [
    ...violations.map((one) => `${one.path || 'solution'}: ${one.code} ${JSON.stringify(one.values)}`),
    `${violations.length === 0 ? 'sound' : `${violations.length} violations`}: cost ${cost}, ${assigned} stops, ${unassigned} left out`,
  ])
  if (!checked.ok) process.exitCode = 1
}

function formOf(text: string): Format {
  if (text.trimStart().startsWith('{')) return 'vroom'
  return /^TYPE\s*:/m.test(text) ? 'vrplib' : 'vrptw'
}
