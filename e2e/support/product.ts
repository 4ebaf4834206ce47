import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { inject } from 'vitest'

export const ROOT = path.resolve(import.meta.dirname, '../..')
const CLI = path.join(ROOT, 'server/bin/aftercare.mjs')
export const NODE = path.join(ROOT, 'node_modules/.bin/node')
const WHOLE = '/usr/bin/chromium'
/** The same browser without a window to draw: a sixth less of the processor. */
const SHELL = '/usr/lib/chromium/chromium-headless-shell'
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Product {
  url: string
  dataDir: string
  /** Runs `aftercare …` against the same data; what it printed as JSON. */
  cli(...args: string[]): unknown
  /** The server is ended and its data stays, until `resume`. */
  halt(): Promise<void>
  /** The server is started again, on the same data and at the same address. */
  resume(): Promise<void>
  stop(): Promise<void>
}

/** The whole product as an operator starts it: built apps, server, worker, embedded database in a directory of its own. */
export async function startProduct(
  options: { demo?: boolean; smtpUrl?: string; mapOrigin?: string } = {},
): Promise<Product> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-e2e-'))
  // With owners and rights: PostgreSQL starts on nothing else.
  execFileSync('cp', ['-a', `${inject('emptyData')}/.`, dataDir])
  const port = await freePort()
  const flags = ['--data', dataDir, '--json']
  if (options.demo) run('demo', '--no-serve', ...flags)
  const mail = options.smtpUrl ? { SMTP_URL: options.smtpUrl } : {}
  const maps = options.mapOrigin ? { MAP_ORIGINS: options.mapOrigin } : {}
  const start = async () => {
    const child = spawn(NODE, [CLI, 'serve', '--port', String(port), ...flags], {
      env: { ...process.env, LOG_LEVEL: 'warn', PUBLIC_URL: `http://localhost:${port}`, ...mail, ...maps },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await ready(child, `http://localhost:${port}/readyz`)
    return child
  }
  let child = await start()
  return {
    url: `http://localhost:${port}`,
    dataDir,
    cli: (...args) => JSON.parse(run(...args, ...flags)),
    halt: () => end(child),
    resume: async () => {
      child = await start()
    },
    stop: async () => {
      await end(child)
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const over = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await over
}

export const run = (...args: string[]) =>
  execFileSync(NODE, [CLI, ...args], { encoding: 'utf8', env: { ...process.env, LOG_LEVEL: 'warn' } })

async function ready(child: ChildProcess, url: string): Promise<void> {
  const until = Date.now() + 90_000
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((done) => setTimeout(done, 200))
  }
  child.kill('SIGKILL')
  throw new Error('the server did not become ready in 90 s')
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = net.createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => done(port))
    })
  })
}

export function openBrowser(more: string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: fs.existsSync(SHELL) ? SHELL : WHOLE, args: [...ARGUMENTS, ...more] })
}

/** What people have: where a new worker takes the place of the old one, the shell once left it waiting. */
export function openWholeBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: WHOLE, args: ARGUMENTS })
}

/** A browser with a profile on disk: what it kept is there after it was killed. The shell does not say who holds the profile. */
export function openProfile(folder: string, options: BrowserContextOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { executablePath: WHOLE, args: ARGUMENTS, ...options })
}
