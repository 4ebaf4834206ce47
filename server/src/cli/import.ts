import fs from 'node:fs'
import { words } from '@aftercare/words/server'
import type { Command } from 'commander'
import { readSettings } from '../kit/settings.ts'
import {
  findingsCsv,
  type ImportReport,
  importRequests,
  mappingNamed,
  readMapping,
  shippedMappings,
} from '../modules/requests/import.ts'
import { makeLog, startServices } from '../services.ts'
import { print, progress, progressDone } from './output.ts'
import { tenantFor } from './tenant.ts'

interface Flags {
  mapping: string
  tenant?: string
  dryRun?: boolean
  findings?: string
  data?: string
  json?: boolean
}

export function addImport(program: Command): void {
  const group = program.command('import').description('bring in what came before')
  group
    .command('requests')
    .argument('<file>', 'CSV or XLSX, also .gz')
    .description('cases or their events; a second run updates, never doubles')
    .requiredOption(
      '--mapping <name|file>',
      `how to read it; ours: ${shippedMappings()
        .map((one) => one.name)
        .join(', ')}`,
    )
    .option('--tenant <code>', 'the company, when there are several')
    .option('--dry-run', 'do everything but keep nothing')
    .option('--findings <file>', 'write what was refused or doubted, row by row, as CSV')
    .option('--data <dir>', 'data directory')
    .option('--json', 'print the report as JSON')
    .action(runImport)
}

async function runImport(file: string, flags: Flags): Promise<void> {
  if (!fs.existsSync(file)) throw new Error(`there is no file ${file}`)
  const services = await startServices(readSettings(process.env, { dataDir: flags.data! }), {
    log: makeLog('warn', process.stderr.fd),
    live: false,
  })
  try {
    const actor = await tenantFor(services, flags.tenant)
    const mapping = fs.statSync(flags.mapping, { throwIfNoEntry: false })?.isFile()
      ? readMapping(fs.readFileSync(flags.mapping, 'utf8'), flags.mapping)
      : await services.db.tx(actor.tenantId, (tx) => mappingNamed(tx, flags.mapping))
    const bytes = fs.createReadStream(file)
    const size = fs.statSync(file).size
    const report = await importRequests(services, actor, {
      bytes,
      mapping,
      dryRun: flags.dryRun ?? false,
      onProgress: ({ rows, rowsPerSecond }) =>
        progress(`${rows} rows, ${rowsPerSecond} a second${left(bytes.bytesRead / size, rows / rowsPerSecond)}`),
    })
    progressDone()
    if (flags.findings) await fs.promises.writeFile(flags.findings, findingsCsv(report.findings, 'en'))
    print(flags.json, report, lines(report))
  } finally {
    await services.stop()
  }
}

/** How long it still takes, from the share of the file that was read; a spreadsheet is read whole before its first row. */
function left(share: number, seconds: number): string {
  return share > 0 && share < 1 ? `, about ${Math.max(1, Math.round((seconds * (1 - share)) / share))} s left` : ''
}

function lines(report: ImportReport): string[] {
  const { rows, cases, events, created, updated, unchanged, refused, findings, seconds, rowsPerSecond } = report
  return [
    `${report.dryRun ? 'Dry run (nothing kept): ' : ''}${rows} rows → ${cases} cases: ${created} new, ${updated} updated, ${unchanged} unchanged; ${events} events`,
    `${refused} rows refused, ${findings.length - refused} values doubted; ${seconds.toFixed(1)} s, ${rowsPerSecond} rows a second`,
    ...findings
      .slice(0, 20)
      .map(
        (one) =>
          `  row ${one.row}${one.column ? `, ${one.column}` : ''}: ${words('en')(`errors:${one.code}`, one.values)}`,
      ),
    ...(findings.length > 20 ? [`  … and ${findings.length - 20} more; --findings FILE writes them all`] : []),
  ]
}
