import { words } from '@aftercare/words/server'
import type { Command } from 'commander'
import { readSettings } from '../kit/settings.ts'
import { type RequestFigures, requestFigures, type Share } from '../modules/insight/index.ts'
import { makeLog, startServices } from '../services.ts'
import { print } from './output.ts'
import { tenantFor } from './tenant.ts'

interface Flags {
  tenant?: string
  source?: string
  from?: string
  to?: string
  data?: string
  json?: boolean
}

export function addInsight(program: Command): void {
  program
    .command('insight')
    .description('figures with their definitions')
    .command('requests')
    .description('cases by source: first line, handovers, time to resolve, promises kept, first-time fix')
    .option('--tenant <code>', 'the company, when there are several')
    .option('--source <name>', 'one source only (aftercare = our own requests)')
    .option('--from <day>', 'opened from')
    .option('--to <day>', 'opened before')
    .option('--data <dir>', 'data directory')
    .option('--json', 'print as JSON')
    .action(async (flags: Flags) => {
      const services = await startServices(readSettings(process.env, { dataDir: flags.data! }), {
        log: makeLog('warn', process.stderr.fd),
        live: false,
      })
      try {
        const actor = await tenantFor(services, flags.tenant)
        const figures = await services.db.tx(actor.tenantId, (tx) => requestFigures(tx, actor, flags))
        print(flags.json, { ...figures, definitions: definitions() }, figures.sources.flatMap(lines))
      } finally {
        await services.stop()
      }
    })
}

const SHOWN = ['firstLineOnly', 'pingPong', 'handover', 'slaKept', 'firstTimeFix', 'reassigned', 'reopened'] as const
const NUMBERS = ['medianDays', 'meanDays', 'medianHoursToResolve', 'medianHoursToClose', 'meanHandovers'] as const

function definitions(): Record<string, string> {
  const say = words('en')
  return Object.fromEntries([...SHOWN, ...NUMBERS].map((key) => [key, say(`insight:definition.${key}`)]))
}

function lines(one: RequestFigures['sources'][number]): string[] {
  const say = words('en')
  const share = (value: Share | null) => (value ? `${value.n} of ${value.of} = ${value.pct.toFixed(2)} %` : '–')
  const row = (key: string, value: string) =>
    `  ${say(`insight:figure.${key}`).padEnd(38)} ${value.padEnd(28)} ${say(`insight:definition.${key}`)}`
  return [
    `${one.source}: ${one.cases} cases, ${one.events} events`,
    ...SHOWN.map((key) => row(key, share(one[key]))),
    ...NUMBERS.map((key) => row(key, one[key] === null ? '–' : one[key].toFixed(3))),
    ...one.byImpact.map(
      (group) =>
        `    ${String(group.label).padEnd(12)} ${String(group.cases).padStart(8)}   ${group.medianDays?.toFixed(3) ?? '–'} d   ${group.medianHoursToResolve?.toFixed(2) ?? '–'} h`,
    ),
  ]
}
