import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Logger as WorkerLogger } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import { type Logger, pino } from 'pino'
import { Actors } from './actors.ts'
import type { Services } from './kit/app.ts'
import { NOWHERE, openDatabase } from './kit/db.ts'
import { openStorage, s3FromEnvironment } from './kit/files/index.ts'
import { hint, onHint, startLive } from './kit/live.ts'
import { openMailer } from './kit/mail/index.ts'
import { type Migrated, migrate } from './kit/migrate.ts'
import { attachPostgres, startPostgres } from './kit/postgres/start.ts'
import type { Settings } from './kit/settings.ts'
import { openTexter } from './kit/sms/index.ts'
import { startWaking } from './kit/wake.ts'

export interface Running extends Services {
  /** For the worker and migrations: the owner's connections. */
  ownerPool: pg.Pool
  actors: Actors
  stop(): Promise<void>
}

interface Urls {
  owner: string
  app: string
  role?: string
  stop(): Promise<void>
}

/** The database: the operator's own through DATABASE_URL, else the embedded one in the data directory. */
export async function findDatabase(settings: Settings, log: Logger): Promise<Urls> {
  if (settings.databaseUrl) {
    const owner = settings.ownerUrl ?? settings.databaseUrl
    // With one URL only, the application still does not act as the owner of the tables.
    return {
      owner,
      app: settings.databaseUrl,
      ...(settings.ownerUrl ? {} : { role: 'aftercare_app' }),
      stop: async () => {},
    }
  }
  const dir = path.join(settings.dataDir, 'postgres')
  const running = (await attachPostgres(dir)) ?? (await startPostgres({ dir, log: (line) => log.debug(line) }))
  const admin = new pg.Client({ connectionString: running.url('postgres') })
  await admin.connect()
  await admin.query('create database aftercare').catch((error: { code?: string }) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error
  })
  await admin.end()
  return { owner: running.url('aftercare'), app: running.url('aftercare', 'aftercare_app'), stop: () => running.stop() }
}

/**
 * Lines leave together, a fifth of a second late at the most: one at a time each cost a hand-over to a thread and back, an eighth of
 * what a busy server did (bench intake). What ends a process, and its orderly end, writes what is left.
 */
export function makeLog(level: string, dest: number = process.stdout.fd): Logger {
  const out = pino.destination({ dest, minLength: 4096, periodicFlush: 200 })
  return pino({ level, redact: ['req.headers.authorization', 'req.headers.cookie'] }, out)
}

/** Everything a process needs, started in order and stopped in the reverse one. */
export async function startServices(
  settings: Settings,
  options: { log?: Logger; live?: boolean } = {},
): Promise<Running> {
  const log = options.log ?? makeLog(settings.logLevel)
  const urls = await findDatabase(settings, log)
  await migrate(urls.owner, (name) => log.info({ name }, 'migrated'))
  return connectServices(settings, urls, log, options.live ?? true)
}

/** Only the migrations, for `aftercare migrate`. */
export async function migrateOnly(settings: Settings, log: Logger): Promise<Migrated> {
  const urls = await findDatabase(settings, log)
  try {
    return await migrate(urls.owner)
  } finally {
    await urls.stop()
  }
}

const ACTORS_CHANGED = 'actors.changed'

/** The same on a database that is there and migrated (tests clone theirs from a template). */
export async function connectServices(settings: Settings, urls: Urls, log: Logger, live: boolean): Promise<Running> {
  const db = openDatabase(urls.app, { max: settings.poolSize, ...(urls.role ? { role: urls.role } : {}) })
  const ownerPool = new pg.Pool({ connectionString: urls.owner, max: 6 })
  ownerPool.on('error', () => {})
  ownerPool.on('connect', (client) => client.on('error', () => {}))
  const secret = settings.secret ?? ownSecret(settings.dataDir)
  const actors = new Actors(db, secret)
  const { smtpUrl, mailFrom, dataDir } = settings
  const mailer = openMailer({ smtpUrl, from: mailFrom, folder: path.join(dataDir, 'mail') })
  // After a gap in listening a revocation may have been missed.
  const stopHearing = onHint(({ type }) => {
    if (type === ACTORS_CHANGED || type === 'live.resumed') actors.forget()
  })
  const listening = live ? await startLive(db) : null
  const waking = live ? startWaking(db) : null
  return {
    db,
    settings,
    secret,
    mailer,
    texter: openTexter(settings, log),
    files: await openStorage(path.join(settings.dataDir, 'files'), s3FromEnvironment()),
    log,
    workerLogger: new WorkerLogger(
      () => (level, message) => log[level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'debug'](message),
    ),
    ownerPool,
    actors,
    resolveActor: (request) => actors.resolve(request),
    forgetActors() {
      actors.forget()
      hint(NOWHERE, { type: ACTORS_CHANGED, subject: { type: 'actors', id: '' } })
    },
    async tenantOfCompany(code) {
      const { rows } = await sql<{ id: string | null }>`select kit.tenant_of_company(${code}) as id`.execute(
        db.untenanted,
      )
      return rows[0]?.id ?? null
    },
    async stop() {
      stopHearing()
      waking?.stop()
      await listening?.stop()
      mailer.close()
      await db.close()
      await ownerPool.end()
      await urls.stop()
    },
  }
}

/** Made at the first start and kept with the data; an operator with several servers gives AFTERCARE_SECRET. */
function ownSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret')
  fs.mkdirSync(dataDir, { recursive: true })
  try {
    fs.writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return fs.readFileSync(file, 'utf8')
}
