import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const BIN = path.resolve(import.meta.dirname, '../server/src/cli/main.ts')
const PATIENCE_MS = 60_000

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** `aftercare serve` with its embedded database and worker, as an operator runs it. */
export class Server {
  readonly url: string
  readonly #dataDir: string
  readonly #env: Record<string, string>
  readonly #port: number
  #child: ChildProcess | null = null

  constructor(dataDir: string, port: number, env: Record<string, string>) {
    this.#dataDir = dataDir
    this.#port = port
    this.#env = env
    this.url = `http://127.0.0.1:${port}`
  }

  /** True when it became ready; false when the process ended or never answered. */
  async start(): Promise<boolean> {
    const log = fs.openSync(path.join(this.#dataDir, 'server.log'), 'a')
    const args = [BIN, 'serve', '--data', this.#dataDir, '--port', String(this.#port)]
    const env = { ...process.env, LOG_LEVEL: 'warn', ...this.#env }
    this.#child = spawn(process.execPath, args, { stdio: ['ignore', log, log], env })
    fs.closeSync(log)
    return this.ready()
  }

  async ready(): Promise<boolean> {
    const child = this.#child
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
      if (child?.exitCode !== null || child.signalCode !== null) return false
      const answer = await fetch(`${this.url}/readyz`).catch(() => null)
      if (answer?.ok) return true
    }
    return false
  }

  /** kill -9 of the server, the database and all its processes, at once. */
  async killTree(): Promise<void> {
    const child = this.#child!
    const ended = once(child, 'exit')
    for (const pid of [child.pid!, ...descendants(child.pid!)]) kill(pid, 'SIGKILL')
    await ended
  }

  /** What `pg_ctl stop -m immediate` does: no checkpoint, no goodbye. */
  async stopDatabase(): Promise<void> {
    const file = path.join(this.#dataDir, 'postgres', 'data', 'postmaster.pid')
    const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0])
    kill(pid, 'SIGQUIT')
    while (isThere(pid)) await sleep(2)
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await Promise.race([ended, sleep(20_000)])
    if (child.exitCode === null && child.signalCode === null) await this.killTree()
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Neither gone nor waiting to be taken note of by its parent. */
function isThere(pid: number): boolean {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat[stat.lastIndexOf(')') + 2] !== 'Z'
  } catch {
    return false
  }
}

/** Everything below a process, by /proc. */
function descendants(root: number): number[] {
  const parentOf = new Map<number, number>()
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8')
      parentOf.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // it ended while we looked
    }
  }
  const below = (pid: number): number[] =>
    [...parentOf].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)])
  return below(root)
}
