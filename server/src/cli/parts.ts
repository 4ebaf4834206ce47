import fs from 'node:fs'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { forecastPanel, type Panel, planRows, planTable, readHistory } from '@aftercare/parts-planning'
import { words } from '@aftercare/words/server'
import type { Command } from 'commander'
import { Problem, problem } from '../kit/problem.ts'
import { cellText, readTable } from '../kit/tables/index.ts'
import { print, progress, progressDone, shellLanguage } from './output.ts'

interface Flags {
  history: string
  out: string
  json?: boolean
}

/** `aftercare parts …`: planning on files. Needs no server and no database. */
export function addParts(program: Command): void {
  const group = program.command('parts').description('plan spare parts from a file of monthly demand')
  group
    .command('plan')
    .description(
      'levels, quantiles and means for every part of a table "Part, month, month, …" (CSV or XLSX); the last column is the month before the planned one, an empty cell was not observed',
    )
    .requiredOption('--history <file>', 'monthly demand, one row per part')
    .requiredOption('--out <file>', 'CSV to write: part, S_item_L1_0.5 … S_ratio_L2_0.9995, q1_0.5 … q3_0.99, mean')
    .option('--json', 'print the summary, or the refusals, as JSON')
    .addHelpText(
      'after',
      `
Month columns are Jan-98, 1998-01, 1998年1月 or numbered, one after the other. Any refused cell, and nothing is planned or
written: row and field are named, the exit code is 1. --json: {parts, months, out, seconds}, or {problems: [{row, field, code, values}]}.`,
    )
    .action(runPlan)
}

/** A refusal with its place in the file; `code` is the key of its words. */
interface Refusal {
  row: number
  field: string
  code: string
  values: Record<string, unknown>
}

async function runPlan(flags: Flags): Promise<void> {
  const started = performance.now()
  const history = await historyFrom(flags)
  if ('problems' in history) {
    print(flags.json, history, refusalLines(flags.history, history.problems))
    process.exitCode = 1
    return
  }
  const { panel } = history
  const forecast = forecastPanel(panel, (share) =>
    progress(`learning from ${panel.parts.length} parts: ${Math.round(share * 100)} %`),
  )
  progress('levels')
  await writePlan(flags.out, planRows(planTable(forecast)))
  progressDone()
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1))
  const done = { parts: panel.parts.length, months: panel.months, out: flags.out, seconds }
  print(flags.json, done, [`${done.parts} parts, ${done.months} months → ${flags.out} (${seconds} s)`])
}

/** The history of the file; whatever cannot be planned from is a refusal with its place in the file. */
async function historyFrom({ history, out }: Flags): Promise<{ panel: Panel } | { problems: Refusal[] }> {
  try {
    const folder = path.dirname(path.resolve(out))
    if (!fs.existsSync(folder)) throw problem('planning.no_folder', 422, { folder })
    if (!fs.existsSync(history)) throw problem('planning.no_file', 422, { file: history })
    return await readPanel(history)
  } catch (refusal) {
    if (!(refusal instanceof Problem)) throw refusal
    const { code, values } = refusal
    return { problems: [{ row: Number(values.line ?? 1), field: '', code, values }] }
  }
}

async function readPanel(file: string): Promise<{ panel: Panel } | { problems: Refusal[] }> {
  const table = await readTable(fs.createReadStream(file))
  const rows: { row: number; cells: string[] }[] = []
  const unreadable: Refusal[] = []
  for await (const { row, cells, problem } of table.rows) {
    if (problem) unreadable.push({ row, field: table.headers[0] ?? '', ...problem })
    else rows.push({ row, cells: cells.map((cell) => cellText(cell)) })
  }
  const read = readHistory({ headers: table.headers, rows })
  if ('panel' in read && unreadable.length === 0) return read
  const refused = 'panel' in read ? [] : read.problems.map((one) => ({ ...one, code: `planning.${one.code}` }))
  return { problems: [...unreadable, ...refused].sort((a, b) => a.row - b.row) }
}

function refusalLines(file: string, problems: readonly Refusal[]): string[] {
  const say = words(shellLanguage())
  return [
    `${file} is refused, nothing was planned:`,
    ...problems
      .slice(0, 20)
      .map((one) => `  row ${one.row}${one.field && `, ${one.field}`}: ${say(`errors:${one.code}`, one.values)}`),
    ...(problems.length > 20 ? [`  … and ${problems.length - 20} more; --json lists them`] : []),
  ]
}

/** Plain CSV without a byte order mark: the first header is `part` for every reader. There whole or not at all. */
async function writePlan(file: string, rows: Iterable<string[]>): Promise<void> {
  const begun = `${file}.${process.pid}.part`
  const out = fs.createWriteStream(begun)
  for (const cells of rows) out.write(`${cells.map(quoted).join(',')}\n`)
  out.end()
  await finished(out)
  fs.renameSync(begun, file)
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
