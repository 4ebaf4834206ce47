import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, inject } from 'vitest'
import { hashSecret, KEY_PREFIX, newSecret } from '../../kit/auth/secrets.ts'
import { newId } from '../../kit/ids.ts'
import type { StockWorld } from './stock.fixture.ts'

const MAIN = path.resolve(import.meta.dirname, '../../cli/main.ts')
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-killed-'))
const children: ChildProcess[] = []
afterAll(() => {
  for (const one of children) one.kill('SIGKILL')
  fs.rmSync(dataDir, { recursive: true, force: true })
})

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** `aftercare serve` as an operator runs it, on the database of this test. */
export async function serve(port: number, database: string): Promise<ChildProcess> {
  const args = [MAIN, 'serve', '--data', dataDir, '--port', String(port)]
  const env = { ...process.env, DATABASE_URL: database, DATABASE_OWNER_URL: database, LOG_LEVEL: 'warn' }
  const child = spawn(process.execPath, args, { stdio: 'ignore', env })
  children.push(child)
  for (const until = Date.now() + 40_000; Date.now() < until; await sleep(30)) {
    if (child.exitCode !== null) break
    if ((await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok) return child
  }
  throw new Error('the server did not start')
}

/** A key that books, for servers of other processes. */
export async function keyFor(stock: StockWorld): Promise<string> {
  const secret = `${KEY_PREFIX}${newSecret()}`
  const row = { id: newId(), name: 'till', prefix: secret.slice(0, 11), key_hash: hashSecret(secret) }
  await stock.world.services.db.tx(stock.world.tenant.id, (tx) =>
    tx
      .insertInto('people.api_key')
      .values({ ...row, scopes: ['parts.book', 'parts.read'] })
      .execute(),
  )
  return secret
}

/** The address of the database of this test, for servers of other processes. */
export async function databaseOf(stock: StockWorld): Promise<string> {
  const [row] = await stock.rows(sql<{ db: string }>`select current_database() as db`)
  return inject('postgres').admin.replace(/\/postgres(\?|$)/, `/${row!.db}$1`)
}
