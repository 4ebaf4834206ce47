import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { embeddedBinaries, hydrateSymlinks } from './binaries.ts'
import { chooseIdentity, identities } from './identity.ts'
import { isRunning } from './pidfile.ts'
import { startPostgres } from './start.ts'
import { ask, isRoot, kill9, type Supervised, supervised, temporaryFolder, until } from './testing.fixture.ts'

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())
const nobody = { uid: 65534, gid: 65534 }

/** The programs again, below a folder that only its owner may enter, as they are when a project lives in /root. */
async function copiedBelow(folder: string, keepSymlinks: boolean): Promise<string> {
  const { postgres } = await embeddedBinaries(place.dir)
  fs.mkdirSync(folder, { mode: 0o700 })
  execFileSync('cp', ['-a', path.resolve(postgres, '../..'), folder])
  if (!keepSymlinks) execFileSync('find', [folder, '-type', 'l', '-delete'])
  return path.join(folder, 'native/bin/postgres')
}

describe('the programs', () => {
  it('run after npm ci --ignore-scripts, which leaves the library symlinks out', async () => {
    const folder = path.join(path.dirname(place.dir), 'package')
    const postgres = await copiedBelow(folder, false)
    const version = () => spawnSync(postgres, ['--version'], { encoding: 'utf8' })
    expect(version().stderr).toContain('cannot open shared object file')
    hydrateSymlinks(folder)
    expect(version().stdout).toMatch(/^postgres \(PostgreSQL\) \d+/)
  })
})

/** The kernel forgets the tether when the user changes after it was tied: each chain of commands must keep it. */
async function endsWithItsSupervisor(server: Supervised): Promise<void> {
  kill9([server.node.pid!])
  expect(await until(() => !isRunning(server.pid, path.join(place.dir, 'data')), 10_000)).toBe(true)
}

describe('the user PostgreSQL runs as', { timeout: 30_000 }, () => {
  it('is an error that names the way out when there is none', () => {
    expect(() => chooseIdentity(place.dir, '/nowhere/postgres', identities(nobody))).toThrow(/DATABASE_URL/)
    expect(() => chooseIdentity(place.dir, '/nowhere/postgres', [])).toThrow(/DATABASE_URL/)
  })

  it.runIf(isRoot)('is hidden in a user namespace when we are root, and the files stay ours', async () => {
    const server = await startPostgres({ dir: place.dir })
    const status = fs.readFileSync(`/proc/${server.pid}/uid_map`, 'utf8').trim().split(/\s+/)
    await server.stop()
    expect(status.slice(1)).toEqual(['0', '1'])
    expect(fs.statSync(path.join(place.dir, 'data')).uid).toBe(0)
  })

  it.runIf(isRoot)('is the owner of the folder when root starts it for a system user', async () => {
    fs.mkdirSync(place.dir, { mode: 0o700 })
    fs.chownSync(place.dir, nobody.uid, nobody.gid)
    const server = await supervised(place.dir)
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(fs.readFileSync(`/proc/${server.pid}/status`, 'utf8')).toMatch(/^Uid:\t65534\t65534/m)
    await endsWithItsSupervisor(server)
    expect(fs.statSync(path.join(place.dir, 'data')).uid).toBe(nobody.uid)
  })

  it.runIf(isRoot)('reaches programs and data below a 0700 folder of root in both ways', async () => {
    const folder = fs.mkdtempSync(path.join(os.homedir(), '.aftercare-test-'))
    try {
      const postgres = await copiedBelow(path.join(folder, 'package'), true)
      const dir = path.join(folder, 'pg')
      const ways = identities({ uid: 0, gid: 0 })
      expect(chooseIdentity(dir, postgres, ways).name).toBe('user namespace')
      const withoutNamespaces = ways.filter((way) => way.name !== 'user namespace')
      expect(chooseIdentity(dir, postgres, withoutNamespaces).name).toBe('system user with access')
      fs.mkdirSync(dir, { mode: 0o700 })
      fs.chownSync(dir, nobody.uid, nobody.gid)
      const server = await startPostgres({ dir })
      expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
      await server.stop()
    } finally {
      fs.rmSync(folder, { recursive: true })
    }
  })

  it.runIf(isRoot)('is given a name when its number has none, as with docker run --user', async () => {
    fs.mkdirSync(place.dir, { mode: 0o700 })
    fs.chownSync(place.dir, 54321, 54321)
    const nameless = ['setpriv', '--reuid', '54321', '--regid', '54321', '--clear-groups']
    const server = await supervised(place.dir, undefined, nameless)
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await endsWithItsSupervisor(server)
    expect(fs.statSync(path.join(place.dir, 'data')).uid).toBe(54321)
  })

  it.runIf(isRoot)('gets a plain word when the folder belongs to somebody else', async () => {
    await (await startPostgres({ dir: place.dir })).stop()
    const other = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']
    await expect(supervised(place.dir, undefined, other)).rejects.toThrow(
      /cannot be used by user 65534[\s\S]*DATABASE_URL/,
    )
  })
})
