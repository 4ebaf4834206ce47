import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { cannotStart } from './cannot-start.ts'

export interface Launch {
  dir: string
  command: string[]
  logFile: string
  /** where to knock until the server answers */
  url: string
  log: (line: string) => void
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null
/** The server is not there yet, or there and still recovering (57P03). Anything else will not heal by waiting. */
const passing = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03'])

/** True when the server takes connections; false when it is about to. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {}) // 57P01 when the server stops under us; without a listener Node dies of it
  try {
    await client.connect()
    return true
  } catch (error) {
    if (passing.has((error as { code?: string }).code ?? '') || /terminated|timeout/.test(String(error))) return false
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

/** Starts the postmaster and returns once it takes connections, however long crash recovery needs. */
export async function launch(order: Launch): Promise<ChildProcess> {
  const { dir, command, logFile, url, log } = order
  for (const until = Date.now() + 15_000; ; await sleep(100)) {
    const before = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0
    const child = await spawned(command, logFile)
    if (await ready(child, url, log)) {
      child.unref() // a program that fails before its stop() may end; the tether then stops the server
      return child
    }
    const said = fs.readFileSync(logFile).subarray(before).toString()
    // After kill -9 of the postmaster alone its backends live on for a moment and hold the shared memory.
    if (Date.now() < until && said.includes('still in use')) continue
    throw cannotStart(dir, `postgres ended with ${child.exitCode ?? child.signalCode}:\n${said.slice(-2000)}`)
  }
}

/** `detached`: a Ctrl-C on the terminal must reach the application only, which stops the database last. */
async function spawned([program, ...args]: string[], logFile: string): Promise<ChildProcess> {
  const out = fs.openSync(logFile, 'a', 0o600)
  const child = spawn(program!, args, { cwd: '/', detached: true, stdio: ['ignore', out, out] })
  fs.closeSync(out)
  await once(child, 'spawn')
  return child
}

async function ready(child: ChildProcess, url: string, log: (line: string) => void): Promise<boolean> {
  let nextWord = Date.now() + 5000
  try {
    for (; !ended(child); await sleep(20)) {
      if (await answers(url)) return true
      if (Date.now() < nextWord) continue
      log('PostgreSQL is still starting (recovery after a crash can take a while)')
      nextWord = Date.now() + 5000
    }
    return false
  } catch (error) {
    await halt(child)
    throw error
  }
}

/** SIGINT = fast shutdown. SIGTERM would wait for every client to leave; SIGQUIT skips the checkpoint, so it is last. */
export async function halt(child: ChildProcess): Promise<void> {
  child.ref() // wait for it even when nothing else keeps Node alive
  for (const [signal, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    if (ended(child)) return
    child.kill(signal)
    await Promise.race([once(child, 'exit'), sleep(patience, undefined, { ref: false })])
  }
}
