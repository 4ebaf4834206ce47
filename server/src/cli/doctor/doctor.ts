import type { Command } from 'commander'
import { readSettings, type Settings } from '../../kit/settings.ts'
import { print } from '../output.ts'
import { checkDatabase } from './database.ts'
import { type Finding, guarded } from './finding.ts'
import { checkAddress, checkApps, checkDisk, checkFolder, checkNode, checkSecret } from './machine.ts'
import { checkMail } from './mail.ts'
import { checkSms } from './sms.ts'

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const

export async function examine(settings: Settings): Promise<Finding[]> {
  const findings = [
    guarded('node', () => checkNode()),
    guarded('data folder', () => checkFolder(settings)),
    guarded('disk', () => checkDisk(settings)),
    checkDatabase(settings),
    guarded('secret', () => checkSecret(settings)),
    guarded('address', () => checkAddress(settings)),
    guarded('mail', () => checkMail(settings)),
    guarded('text messages', () => checkSms(settings)),
    guarded('apps', () => checkApps()),
  ]
  return (await Promise.all(findings)).flat()
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look at Node, disk, database, clock, secrets, mail, text messages and apps, and say what to do')
    .option('--data <dir>', 'data directory')
    .option('--json', 'print as JSON')
    .action(async (flags: { data?: string; json?: boolean }) => {
      const findings = await examine(readSettings(process.env, { dataDir: flags.data! }))
      const healthy = findings.every((one) => one.state !== 'fail')
      print(flags.json, { healthy, findings }, findings.map(lineOf))
      process.exitCode = healthy ? 0 : 1
    })
}

function lineOf({ check, state, found, todo }: Finding): string {
  return `${MARKS[state]} ${check.padEnd(16)} ${found}${todo ? `\n${' '.repeat(19)}→ ${todo}` : ''}`
}
