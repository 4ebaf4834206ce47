import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { embeddedBinaries } from './binaries.ts'
import { chooseIdentity, identities } from './identity.ts'
import { isRunning } from './pidfile.ts'
import { type EmbeddedPostgres, startPostgres } from './start.ts'
import { ask, isRoot, kill9, supervised, temporaryFolder, tree, until } from './testing.fixture.ts'

let place: ReturnType<typeof temporaryFolder>
let server: EmbeddedPostgres | undefined
let cleanUp: Array<() => void>
beforeEach(() => {
  place = temporaryFolder()
  cleanUp = []
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  for (const each of cleanUp) each()
  place.remove()
})
const data = () => path.join(place.dir, 'data')
const postmasterPid = () => Number.parseInt(fs.readFileSync(path.join(data(), 'postmaster.pid'), 'utf8'), 10)

/** A postmaster that no supervisor knows, as the background child of a process that never reaps it. */
async function abandoned(): Promise<number> {
  await (await startPostgres({ dir: place.dir })).stop()
  const { postgres } = await embeddedBinaries(place.dir)
  const { prefix } = chooseIdentity(place.dir, postgres, identities(fs.statSync(place.dir)))
  const command = [...prefix, postgres, '-D', data(), '-k', place.dir, '-c', 'listen_addresses=']
  const script = ['-c', '"$@" & exec sleep 60', 'sh', ...command]
  const parent = spawn('/bin/sh', script, { stdio: 'ignore' })
  cleanUp.push(() => kill9(tree(parent.pid!)))
  const file = path.join(data(), 'postmaster.pid')
  await until(() => fs.existsSync(file) && fs.readFileSync(file, 'utf8').includes('ready'), 10_000)
  return postmasterPid()
}

describe('what a crash leaves', { timeout: 30_000 }, () => {
  it('a dead postmaster that nobody reaps (zombie) does not block the start', async () => {
    const pid = await abandoned()
    kill9(tree(pid))
    expect(await until(() => / Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')), 5000)).toBe(true)
    expect(postmasterPid()).toBe(pid)
    server = await startPostgres({ dir: place.dir })
    expect(server.note).toBe('stale')
  })

  it('a postmaster killed alone, whose backends still hold the shared memory, does not block the start', async () => {
    const pid = await abandoned()
    kill9([pid])
    // The signal is sent, not yet obeyed: started too soon, the dying one is still met as an orphan.
    expect(await until(() => !isRunning(pid, data()), 5000)).toBe(true)
    server = await startPostgres({ dir: place.dir })
    expect(server.note).toBe('stale')
  })

  it('a pid file with the number of a stranger does not block the start, and the stranger lives', async () => {
    await (await startPostgres({ dir: place.dir })).stop()
    const stranger = spawn('sleep', ['60'])
    cleanUp.push(() => stranger.kill('SIGKILL'))
    fs.writeFileSync(path.join(data(), 'postmaster.pid'), `${stranger.pid}\n${data()}\n`)
    server = await startPostgres({ dir: place.dir })
    expect(server.note).toBe('stale')
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
  })

  it('an orphaned server is stopped in order before the start', async () => {
    const pid = await abandoned()
    server = await startPostgres({ dir: place.dir })
    expect(server.note).toBe('orphan')
    expect(server.pid).not.toBe(pid)
    expect(isRunning(pid, data())).toBe(false)
  })

  it('an interrupted initdb is wiped and done again', async () => {
    const first = supervised(place.dir).catch(() => 'killed')
    const half = () =>
      fs.existsSync(place.dir) && fs.readdirSync(place.dir).some((name) => name.startsWith('data.new-'))
    expect(await until(half, 10_000)).toBe(true)
    const nodes = tree(process.pid).filter((pid) => isSupervisor(pid))
    expect(nodes).toHaveLength(1)
    kill9(nodes)
    expect(await first).toBe('killed')
    expect(half()).toBe(true)
    server = await startPostgres({ dir: place.dir })
    expect(half()).toBe(false)
    expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('a postmaster that dies under a living supervisor comes back by itself', async () => {
    const lines: string[] = []
    server = await startPostgres({ dir: place.dir, log: (line) => lines.push(line) })
    const { pid, url } = server
    kill9([pid])
    expect(await until(() => server!.pid !== pid, 10_000)).toBe(true)
    expect(await ask(url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    expect(lines.join()).toContain('ended unexpectedly (SIGKILL)')
  })
})

function isSupervisor(pid: number): boolean {
  const file = `/proc/${pid}/cmdline`
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8').includes(`supervised.fixture.ts\0${place.dir}`)
}

const ways = isRoot ? ['as we are (root)', 'as user 65534'] : ['as we are']
describe.each(ways)('kill -9 under write load, %s', (way) => {
  const other = way.endsWith('65534')
  const prefix = other ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : []

  it('of the whole tree and of node alone: no acknowledged row is lost, every start succeeds', async () => {
    const base = path.dirname(place.dir)
    const file = path.join(base, 'acknowledged')
    fs.writeFileSync(file, '')
    if (other) for (const each of [base, file]) fs.chownSync(each, 65534, 65534)
    for (const what of ['tree', 'node', 'tree', 'node', 'tree', 'node']) {
      const running = await supervised(place.dir, file, prefix)
      cleanUp.push(() => kill9(tree(running.node.pid!)))
      const before = fs.statSync(file).size
      expect(await until(() => fs.statSync(file).size > before + 500, 10_000)).toBe(true)
      kill9(what === 'tree' ? tree(running.node.pid!) : [running.node.pid!])
      if (what === 'node') expect(await until(() => !isRunning(running.pid, data()), 10_000)).toBe(true)
      else await sleep(20)
    }
    const last = await supervised(place.dir, undefined, prefix)
    const stored = await ask<{ id: string; twin: string }>(last.url, 'select id, twin from written order by id')
    await last.end()
    const ids = new Set(stored.map((row) => row.id))
    const acknowledged = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1)
    expect(acknowledged.length).toBeGreaterThan(500)
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
    expect(stored.filter((row) => row.twin === 'a')).toHaveLength(stored.length / 2)
  }, 60_000)
})
