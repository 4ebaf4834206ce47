import type { Command } from 'commander'
import { readSettings } from '../kit/settings.ts'
import { makeLog, migrateOnly } from '../services.ts'
import { print } from './output.ts'

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to this version')
    .option('--data <dir>', 'data directory')
    .option('--json', 'print as JSON')
    .action(async (flags: { data?: string; json?: boolean }) => {
      const settings = readSettings(process.env, { dataDir: flags.data! })
      const done = await migrateOnly(settings, makeLog('silent'))
      const line =
        done.applied.length > 0 ? `applied ${done.applied.length}: ${done.applied.join(', ')}` : 'nothing to do'
      print(flags.json, done, [line])
    })
}
