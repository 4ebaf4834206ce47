import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRunning } from './pidfile.ts'
import { attachPostgres, type EmbeddedPostgres, startPostgres } from './start.ts'
import { ask, type Supervised, supervised, temporaryFolder, until } from './testing.fixture.ts'

let place: ReturnType<typeof temporaryFolder>
let servers: EmbeddedPostgres[]
let others: Supervised[]
beforeEach(() => {
  place = temporaryFolder()
  servers = []
  others = []
})
afterEach(async () => {
  await Promise.all([...others.map((other) => other.end()), ...servers.map((server) => server.stop())])
  place.remove()
})
const start = async (dir: string, settings = {}) => {
  const server = await startPostgres({ dir, settings })
  servers.push(server)
  return server
}

describe('a start', { timeout: 30_000 }, () => {
  it('makes a durable UTF-8 server of the requested settings that no network can reach', async () => {
    const dir = `${place.dir} 售后 100%`
    const server = await start(dir, { shared_buffers: '48MB' })
    expect(server).toMatchObject({ superuser: 'postgres', dir, note: 'clean' })
    const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'shared_buffers', 'timezone']
    const shown = names.map((name) => `current_setting('${name}') as ${name}`)
    expect(await ask(server.url('postgres'), `select ${shown}`)).toEqual([
      {
        fsync: 'on',
        full_page_writes: 'on',
        synchronous_commit: 'on',
        listen_addresses: '',
        shared_buffers: '48MB',
        timezone: 'UTC',
      },
    ])
    const locale = `select pg_encoding_to_char(encoding) as encoding, datlocprovider, datlocale, datcollate
      from pg_database where datname = 'template1'`
    expect(await ask(server.url('postgres'), locale)).toEqual([
      { encoding: 'UTF8', datlocprovider: 'b', datlocale: 'C.UTF-8', datcollate: 'C' },
    ])
    const network = `select distinct auth_method from pg_hba_file_rules where type like 'host%'`
    expect(await ask(server.url('postgres'), network)).toEqual([{ auth_method: 'reject' }])
    expect(fs.statSync(dir).mode & 0o777).toBe(0o700)
  })

  it('gives connection strings for other roles and databases', async () => {
    const server = await start(place.dir)
    await ask(server.url('postgres'), 'create role "app user" login')
    await ask(server.url('postgres'), 'create database "a b 库"')
    const sql = 'select current_user::text as role, current_database()::text as name'
    expect(await ask(server.url('a b 库', 'app user'), sql)).toEqual([{ role: 'app user', name: 'a b 库' }])
  })

  it('has the ICU collations, whatever the host has', async () => {
    const server = await start(place.dir)
    const sql = `select string_agg(n, '' order by n collate "zh-u-co-pinyin-x-icu") as sorted
      from unnest(array['王', '张', '陈', '李', '赵']) n`
    await ask(
      server.url('postgres'),
      `create collation "zh-u-co-pinyin-x-icu" (provider = icu, locale = 'zh-u-co-pinyin')`,
    )
    expect(await ask(server.url('postgres'), sql)).toEqual([{ sorted: '陈李王张赵' }])
  })

  it('keeps the socket in a short private folder when its own path is too long for one', async () => {
    const dir = path.join(place.dir, 'x'.repeat(120))
    const server = await start(dir)
    const folder = fs.readFileSync(path.join(dir, 'socket-folder'), 'utf8')
    expect(server.url('postgres')).toContain(encodeURIComponent(folder))
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700)
    expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    expect(fs.existsSync(folder)).toBe(false)
  })

  it('says why it failed and what to do instead, and leaves the folder free', async () => {
    const failure = startPostgres({ dir: place.dir, settings: { shared_buffers: 'plenty' } })
    await expect(failure).rejects.toThrow(/invalid value for parameter "shared_buffers"[\s\S]*DATABASE_URL/)
    expect((await start(place.dir)).note).toBe('clean')
  })
})

describe('a stop', { timeout: 30_000 }, () => {
  it('ends the server in order although clients are connected', async () => {
    const server = await start(place.dir)
    const asleep = ask(server.url('postgres'), 'select pg_sleep(60)').catch((error) => (error as { code: string }).code)
    while (
      (await ask(server.url('postgres'), `select 1 from pg_stat_activity where wait_event = 'PgSleep'`)).length === 0
    );
    await Promise.all([server.stop(), server.stop()])
    expect(await asleep).toBe('57P01')
    expect(isRunning(server.pid, path.join(server.dir, 'data'))).toBe(false)
    expect(await attachPostgres(server.dir)).toBeNull()
    expect(fs.readFileSync(path.join(server.dir, 'postgres.log'), 'utf8')).toContain('database system is shut down')
    expect((await start(place.dir)).note).toBe('clean')
  })
})

describe('a program that ends without a stop', { timeout: 30_000 }, () => {
  it('is not held back by the server, and takes it along', async () => {
    const module = path.join(import.meta.dirname, 'start.ts')
    const code = `import { startPostgres } from ${JSON.stringify(module)}
      console.log((await startPostgres({ dir: ${JSON.stringify(place.dir)} })).pid)`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code])
    expect(Number(stdout)).toBeGreaterThan(1)
    expect(await until(() => !isRunning(Number(stdout), path.join(place.dir, 'data')), 10_000)).toBe(true)
  })
})

describe('several processes on one folder', { timeout: 30_000 }, () => {
  it('share one server when they start at the same time, even on an empty folder', async () => {
    const starting = [supervised(place.dir), supervised(place.dir), start(place.dir)] as const
    const [one, two, three] = await Promise.all(starting)
    others.push(one, two)
    expect([two.pid, three.pid]).toEqual([one.pid, one.pid])
  })

  it('attach to the running server and cannot stop it', async () => {
    expect(await attachPostgres(place.dir)).toBeNull()
    const server = await start(place.dir)
    const attached = await attachPostgres(place.dir)
    expect(attached).toMatchObject({ pid: server.pid, dir: server.dir })
    await attached?.stop()
    expect(await ask(attached!.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    const other = await supervised(place.dir)
    expect(other.pid).toBe(server.pid)
    await other.end()
    expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  })
})
