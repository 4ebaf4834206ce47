import fs from 'node:fs'
import path from 'node:path'
import {
  type Case,
  CaseRefused,
  checkNames,
  checkPack,
  comparePacks,
  decide,
  type Pack,
  type Problem,
  packProblems,
  packSchema,
  runVectors,
  sayStep,
  sayTitle,
  standardLibrary,
  summary,
} from '@aftercare/entitlement'
import { words } from '@aftercare/words/server'
import type { Command } from 'commander'
import { print, shellLanguage } from './output.ts'

interface Flags {
  json?: boolean
}

/** `aftercare entitlement …`: decides a case from a file, runs vectors, looks at rule packs. Needs no server and no database. */
export function addEntitlement(program: Command): void {
  const group = program.command('entitlement').description('decide a case from a file, run vectors, look at rule packs')
  group
    .command('decide <facts>')
    .description('decide the case in a JSON file ("-" reads standard input) by the packs that come with the product')
    .option('--json', 'print the whole decision as JSON')
    .action(runDecide)
  group
    .command('vectors <file>')
    .description(
      'run a file of expected answers: {triggers: [{ruleId, facts, expected}], computations: [{fn, in, out}]}',
    )
    .option('--json', 'print as JSON')
    .action(runVectorFile)
  const packs = group.command('packs').description('check, list and compare rule packs')
  packs
    .command('check [files...]')
    .description('check pack files; without a file the packs that come with the product')
    .option('--json', 'print as JSON')
    .action(runCheck)
  packs
    .command('list')
    .description('the packs that come with the product')
    .option('--json', 'print as JSON')
    .action(runList)
  packs
    .command('diff <before> <after>')
    .description('which rules of a pack are new, gone or changed; the id of a shipped pack may stand for its file')
    .option('--json', 'print as JSON')
    .action(runDiff)
  packs
    .command('schema')
    .description('the JSON Schema of a pack (packs/pack.schema.json)')
    .action(() => console.log(JSON.stringify(packSchema, null, 2)))
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = fs.readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Error(`cannot read ${file}: ${(error as Error).message}`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`)
  }
}

/** What a file may leave out: the day is today, nothing is known of the product, nothing was promised. */
function withGaps(facts: unknown): Case {
  const given = typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? facts : undefined
  if (!given) return facts as Case
  const at = new Date().toLocaleDateString('sv')
  const gaps = { at, asset: { serialKnown: false }, warranty: [] }
  return { ...gaps, ...given } as unknown as Case
}

const speak = () => {
  const say = words(shellLanguage())
  return (key: string, values?: Record<string, unknown>) => say(`entitlement:${key}`, values)
}

function runDecide(file: string, flags: Flags): void {
  const t = speak()
  try {
    const facts = withGaps(readJson(file))
    const unknown = checkNames(facts)
    if (unknown.length > 0) throw new CaseRefused(unknown)
    const decision = decide(facts)
    const short = summary(decision)
    const rights = decision.considered.filter((one) => one.result !== 'not_met')
    print(flags.json, decision, [
      t(`outcome.${decision.outcome}`),
      ...decision.lines.map((line) => `  ${line.lineId}: ${t(`payer.${line.payer}`)} ${line.sharePct} %`),
      ...rights.flatMap((one) => [
        `${t(`result.${one.result}`)}: ${sayTitle(one, shellLanguage(), t)} [${one.ruleId}]`,
        ...one.steps.map((step) => `    ${sayStep(step, t)}`),
      ]),
      ...short.missing.map((fact) => `? ${t(`missing.${fact}`)} (${fact})`),
      short.packs.join(', '),
    ])
  } catch (error) {
    if (!(error instanceof CaseRefused)) throw error
    print(flags.json, { problems: error.problems }, [
      `${file} cannot be decided:`,
      ...error.problems.map((one) => `  ${one.path}: ${t(`problem.${one.code}`, one.values)}`),
    ])
    process.exitCode = 1
  }
}

function runVectorFile(file: string, flags: Flags): void {
  const { passed, failures } = runVectors(readJson(file), standardLibrary)
  const lines = failures.map(
    ({ path: where, name, given, expected, actual }) =>
      `FAILED ${where} ${name} ${JSON.stringify(given)}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`,
  )
  print(flags.json, { passed, failed: failures.length, failures }, [
    ...lines,
    `${passed} passed, ${failures.length} failed`,
  ])
  if (failures.length > 0) process.exitCode = 1
}

function runCheck(files: string[], flags: Flags): void {
  const t = speak()
  const read =
    files.length > 0
      ? files.map((file) => ({ name: path.basename(file), pack: readJson(file) }))
      : standardLibrary.packs.map((pack) => ({ name: pack.id, pack: pack as unknown }))
  const own = read.map(({ name, pack }) => ({ name, problems: checkPack(pack) }))
  const sound = own.every((one) => one.problems.length === 0)
  const problems = sound ? besideOthers(read as Named[]) : own
  print(flags.json, { checked: read.length, problems: problems.filter((one) => one.problems.length > 0) }, [
    ...problems.flatMap(({ name, problems: found }) =>
      found.map((one) => `${[name, one.path].filter(Boolean).join(' ')}: ${t(`problem.${one.code}`, one.values)}`),
    ),
    `${read.length} checked, ${problems.reduce((sum, one) => sum + one.problems.length, 0)} problems`,
  ])
  if (problems.some((one) => one.problems.length > 0)) process.exitCode = 1
}

interface Named {
  name: string
  pack: Pack
}

/** A sound pack may still say the law of another one again: of the files given, or of those that ship and are not replaced by them. */
function besideOthers(read: Named[]): { name: string; problems: Problem[] }[] {
  const given = new Set(read.map(({ pack }) => pack.id))
  const others = standardLibrary.packs.filter((pack) => !given.has(pack.id))
  const together = packProblems([...others, ...read.map(({ pack }) => pack)])
  return read.map(({ name }, index) => {
    const path = `packs[${others.length + index}]`
    return { name, problems: together.filter((one) => one.path === path).map((one) => ({ ...one, path: '' })) }
  })
}

function runList(flags: Flags): void {
  const rows = standardLibrary.packs.map(({ id, version, jurisdiction, productClasses, rules }) => ({
    id,
    version,
    jurisdiction,
    productClasses,
    rules: rules.length,
    low: rules.filter((rule) => rule.confidence === 'low').length,
  }))
  const width = Math.max(...rows.map((row) => row.id.length))
  print(flags.json, rows, [
    ...rows.map((row) => `${row.id.padEnd(width)}  ${row.version}  ${row.jurisdiction.padEnd(5)}  ${row.rules} rules`),
    `${rows.length} packs, ${rows.reduce((sum, row) => sum + row.rules, 0)} rules`,
  ])
}

function packNamed(name: string): Pack {
  const shipped = standardLibrary.packs.find((pack) => pack.id === name)
  if (shipped && !fs.existsSync(name)) return shipped
  const pack = readJson(name)
  const problems = checkPack(pack)
  const [first] = problems
  if (first) throw new Error(`${name}${first.path}: ${speak()(`problem.${first.code}`, first.values)}`)
  return pack as Pack
}

function runDiff(before: string, after: string, flags: Flags): void {
  const changes = comparePacks(packNamed(before), packNamed(after))
  const lines = changes.map(
    (one) => `${one.change} ${one.ruleId}${one.fields.length > 0 ? `: ${one.fields.join(', ')}` : ''}`,
  )
  print(flags.json, changes, lines.length > 0 ? lines : ['no difference'])
}
