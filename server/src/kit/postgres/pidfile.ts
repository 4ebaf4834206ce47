import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cannotStart } from './cannot-start.ts'

function processState(pid: number): { state: string; args: string[] } | null {
  if (process.platform !== 'linux') {
    const ps = spawnSync('ps', ['-o', 'state=,command=', '-p', String(pid)], { encoding: 'utf8' })
    const [state, ...args] = ps.stdout.trim().split(/\s+/)
    return ps.status === 0 && state ? { state: state[0]!, args } : null
  }
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const state = stat.slice(stat.lastIndexOf(')') + 2)[0]!
    return { state, args: fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0') }
  } catch {
    return null
  }
}

/**
 * Is this process a living PostgreSQL on this data folder? kill(pid, 0) cannot tell: it succeeds for a zombie (for
 * ever in a container whose pid 1 does not reap) and for a stranger that was given the same number after a reboot.
 */
export function isRunning(pid: number, data: string): boolean {
  const found = processState(pid)
  if (!found || found.state === 'Z' || found.state === 'X') return false
  return found.args.includes(data) || (process.platform !== 'linux' && found.args.join(' ').includes(`-D ${data} `))
}

export async function waitForEnd(pid: number, data: string, milliseconds: number): Promise<boolean> {
  for (const until = Date.now() + milliseconds; Date.now() < until; await sleep(20)) {
    if (!isRunning(pid, data)) return true
  }
  return !isRunning(pid, data)
}

/**
 * Makes the data folder free for a new server. To be called by the holder of the supervisor lock only: whoever still
 * runs here has lost its supervisor and is stopped in order.
 */
export async function clearRemains(data: string, log: (line: string) => void): Promise<'clean' | 'stale' | 'orphan'> {
  const file = path.join(data, 'postmaster.pid')
  if (!fs.existsSync(file)) return 'clean'
  const pid = Number.parseInt(fs.readFileSync(file, 'utf8'), 10)
  if (!(pid > 0 && isRunning(pid, data))) {
    fs.rmSync(file, { force: true })
    return 'stale'
  }
  log(`PostgreSQL ${pid} was left behind in ${data}: stopping it`)
  for (const [signal, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH')
        throw cannotStart(data, `process ${pid} holds it: ${error}`)
    }
    if (await waitForEnd(pid, data, patience)) {
      fs.rmSync(file, { force: true })
      return 'orphan'
    }
  }
  throw cannotStart(data, `process ${pid} holds it and does not stop`)
}
