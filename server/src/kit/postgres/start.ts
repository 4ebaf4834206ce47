import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { embeddedBinaries } from './binaries.ts'
import { cannotStart } from './cannot-start.ts'
import { chooseIdentity, handOver, identities, tether } from './identity.ts'
import { initialise } from './initialise.ts'
import { keepRunning } from './keep-running.ts'
import { answers, launch } from './launch.ts'
import { tryLock } from './lock.ts'
import { clearRemains, isRunning } from './pidfile.ts'
import { removeSocketFolder, socketFolder, socketPort } from './socket-folder.ts'

export interface EmbeddedPostgres {
  /** connection string over the unix socket; without a role, the superuser's */
  url(database: string, role?: string): string
  superuser: string
  port: number
  dir: string
  /** what the start found: nothing unusual, the remains of a crash, or a server whose supervisor had died */
  note: 'clean' | 'stale' | 'orphan'
  /** of the postmaster; another one after it had to be started again */
  readonly pid: number
  /** Close the pools first. Does nothing on an attached server: it belongs to the process that started it. */
  stop(): Promise<void>
}

export interface StartOptions {
  dir: string
  settings?: Record<string, string>
  log?: (line: string) => void
}

const superuser = 'postgres'
const dataFolder = (dir: string) => path.join(dir, 'data')
/** Written when the server takes connections, by its supervisor: the sign that others may attach. */
const signFile = (dir: string) => path.join(dir, 'running.json')
interface Sign {
  pid: number
  sockets: string
}

function urlFor(sockets: string) {
  return (database: string, role = superuser) =>
    `postgres://${encodeURIComponent(role)}@/${encodeURIComponent(database)}` +
    `?host=${encodeURIComponent(sockets)}&port=${socketPort}`
}

/**
 * Starts PostgreSQL in this folder (made when absent) and keeps it running until stop(). When a living process already
 * does that, attaches to its server instead: there is never a second one.
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  const { log = () => {} } = options
  const dir = prepare(options.dir)
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(50)) {
    const release = tryLock(path.join(dir, 'supervisor.lock'))
    if (release) {
      try {
        return await supervise(dir, options.settings ?? {}, log, release)
      } catch (error) {
        release()
        throw error
      }
    }
    const running = await attachPostgres(dir)
    if (running) {
      log(`PostgreSQL in ${dir} is run by another process: attached to it`)
      return running
    }
  }
  throw cannotStart(dir, 'another process has been starting it for two minutes')
}

/** The server that another process (or an earlier call) runs in this folder; null when there is none to connect to. */
export async function attachPostgres(given: string): Promise<EmbeddedPostgres | null> {
  if (!fs.existsSync(given)) return null
  const dir = fs.realpathSync(given)
  const sign = readSign(dir)
  if (!sign || !isRunning(sign.pid, dataFolder(dir))) return null
  const url = urlFor(sign.sockets)
  if (!(await answers(url('postgres')))) return null
  return { url, superuser, port: socketPort, dir, note: 'clean', pid: sign.pid, stop: async () => {} }
}

function readSign(dir: string): Sign | null {
  try {
    return JSON.parse(fs.readFileSync(signFile(dir), 'utf8')) as Sign
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Renamed into place, so nobody reads half of it. */
function writeSign(dir: string, sign: Sign): void {
  fs.writeFileSync(`${signFile(dir)}.new`, JSON.stringify(sign), { mode: 0o600 })
  fs.renameSync(`${signFile(dir)}.new`, signFile(dir))
}

/** The real path, so that one folder has one name; 0700, because clients that get in are trusted. */
function prepare(given: string): string {
  try {
    fs.mkdirSync(path.dirname(path.resolve(given)), { recursive: true })
    if (!fs.existsSync(given)) fs.mkdirSync(given, { mode: 0o700 })
    const dir = fs.realpathSync(given)
    if (fs.statSync(dir).mode & 0o077) fs.chmodSync(dir, 0o700)
    fs.accessSync(dir, fs.constants.W_OK | fs.constants.X_OK)
    return dir
  } catch (error) {
    throw cannotStart(path.resolve(given), `the folder cannot be used by user ${process.geteuid?.()}: ${error}`)
  }
}

async function supervise(
  dir: string,
  settings: Record<string, string>,
  log: (line: string) => void,
  release: () => void,
): Promise<EmbeddedPostgres> {
  fs.rmSync(signFile(dir), { force: true })
  const data = dataFolder(dir)
  const note = await clearRemains(data, log)
  const { postgres, initdb } = await embeddedBinaries(dir)
  const runAs = chooseIdentity(dir, postgres, identities(fs.statSync(dir)))
  handOver(dir, runAs)
  await initialise(dir, data, superuser, initdb, runAs)
  const sockets = socketFolder(dir, runAs)
  const url = urlFor(sockets)
  const command = [...runAs.prefix, ...tether('INT'), postgres, '-D', data, ...serverOptions(sockets, settings)]
  const order = { dir, command, logFile: freshLog(dir), url: url('postgres'), log }
  const kept = await keepRunning(
    () => launch(order),
    (pid) => writeSign(dir, { pid, sockets }),
    log,
  )
  const stop = async () => {
    await kept.stop()
    fs.rmSync(signFile(dir), { force: true })
    removeSocketFolder(dir, sockets)
    release()
  }
  let stopped: Promise<void> | undefined
  return {
    ...{ url, superuser, port: socketPort, dir, note },
    get pid() {
      return kept.pid()
    },
    stop: () => (stopped ??= stop()),
  }
}

/** Everything else keeps PostgreSQL's own default, durability (fsync, full_page_writes) first of all. */
function serverOptions(sockets: string, settings: Record<string, string>): string[] {
  const all = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  }
  const given = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-k', sockets, '-p', String(socketPort), ...given]
}

/** One earlier log is kept, so the two never need more than about 20 MB plus what one run writes. */
function freshLog(dir: string): string {
  const file = path.join(dir, 'postgres.log')
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) fs.renameSync(file, `${file}.1`)
  return file
}
