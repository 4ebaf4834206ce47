import fs from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { buildDemo, DEMO_CODE, DEMO_TENANT } from '../../../db/demo/build.ts'
import { readSettings, type Settings } from '../kit/settings.ts'
import { type Serving, serve, stopOnSignal } from '../main.ts'
import { DEMO_PASSWORD, demoLogins } from '../modules/people/demo-logins.ts'
import { makeLog, type Running, startServices } from '../services.ts'
import { print, progress, progressDone } from './output.ts'
import { run } from './run.ts'

interface Flags {
  port?: number
  host?: string
  data?: string
  fresh?: boolean
  serve: boolean
  json?: boolean
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('the demo company: builds it where it is missing, starts everything, prints addresses and logins')
    .option('--port <port>', 'port to listen on (the next free one when it is taken)', Number)
    .option('--host <host>', 'address to listen on')
    .option('--data <dir>', 'data directory')
    .option('--fresh', 'throw the demo data directory away first')
    .option('--no-serve', 'only build the company')
    .option('--json', 'print as JSON')
    .action(runDemo)
}

async function runDemo(flags: Flags): Promise<void> {
  const settings = readSettings(process.env, {
    port: flags.port!,
    host: flags.host!,
    dataDir: flags.data!,
    logLevel: process.env.LOG_LEVEL ?? 'warn',
  })
  if (flags.fresh) fs.rmSync(settings.dataDir, { recursive: true, force: true })
  await buildApps(flags.json ?? false)
  const { seconds, logins } = await makeCompany(settings)
  if (!flags.serve) {
    print(flags.json, { company: DEMO_CODE, seconds, logins }, [
      `The demo company "${DEMO_CODE}" is ready (${seconds.toFixed(1)} s).`,
    ])
    return
  }
  const serving = await serveOnFreePort(settings)
  stopOnSignal(serving.stop)
  const addresses = {
    console: `${serving.url}/console/`,
    field: `${serving.url}/field/`,
    portal: `${serving.url}/portal/${DEMO_CODE}`,
  }
  print(flags.json, { url: serving.url, ...addresses, company: DEMO_CODE, seconds, logins }, welcome(addresses, logins))
}

async function makeCompany(settings: Settings) {
  const from = Date.now()
  const services = await startServices(settings, { log: makeLog('warn'), live: false })
  try {
    await buildDemo(services.db, new Date(), undefined, (text) => progress(`Building the demo company: ${text}`))
    progressDone()
    await services.ownerPool.query('analyze')
    return { seconds: (Date.now() - from) / 1000, logins: await loginsOf(services) }
  } finally {
    await services.stop()
  }
}

function loginsOf(services: Running) {
  return services.db.tx(DEMO_TENANT, (tx) => demoLogins(tx))
}

/** The apps are built once; a newer source builds them again. */
async function buildApps(quiet: boolean): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../../..')
  if (['console', 'field', 'portal'].every((app) => fs.existsSync(path.join(root, 'apps', app, 'dist/index.html'))))
    return
  if (!quiet) console.log('Building the apps (once, about half a minute) …')
  await run(path.join(root, 'scripts/build.mjs'), quiet)
}

async function serveOnFreePort(settings: Settings): Promise<Serving> {
  for (let port = settings.port; ; port++) {
    try {
      const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${port}`
      return await serve({ ...settings, port, publicUrl })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port > settings.port + 20) throw error
    }
  }
}

function welcome(addresses: Record<string, string>, logins: { role: string; name: string; email: string }[]): string[] {
  const width = Math.max(...logins.map((one) => one.email.length))
  return [
    '',
    `  Desk      ${addresses.console}`,
    `  Phone     ${addresses.field}`,
    `  Customer  ${addresses.portal}`,
    '',
    `  Password of every login: ${DEMO_PASSWORD}`,
    ...logins.map((one) => `  ${one.email.padEnd(width)}  ${one.role.replaceAll('_', ' ')} (${one.name})`),
    '',
    '  Ctrl C stops everything.',
  ]
}
