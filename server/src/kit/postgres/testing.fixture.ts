import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'

export const isRoot = process.geteuid?.() === 0

/** A folder in the temporary folder that goes away after the test; the database lives in a child of it. */
export function temporaryFolder(): { dir: string; remove: () => void } {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-test-'))
  fs.chmodSync(base, 0o755)
  return { dir: path.join(base, 'pg'), remove: () => fs.rmSync(base, { recursive: true, force: true, maxRetries: 20 }) }
}

export async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

export interface Supervised {
  node: ChildProcess
  pid: number
  note: string
  url: string
  end: () => Promise<void>
}

/** Runs supervised.fixture.ts in another Node process, as another user when a command prefix says so. */
export async function supervised(dir: string, acknowledged?: string, prefix: string[] = []): Promise<Supervised> {
  const script = path.join(import.meta.dirname, 'supervised.fixture.ts')
  const command = [...prefix, process.execPath, script, dir, ...(acknowledged ? [acknowledged] : [])]
  const node = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  node.stderr!.on('data', (text) => {
    said += text
  })
  const line = await Promise.race([
    once(createInterface(node.stdout!), 'line'),
    once(node, 'exit').then(() => Promise.reject(new Error(`did not start: ${said}`))),
  ])
  const end = async () => {
    if (node.exitCode !== null || node.signalCode !== null) return
    node.kill('SIGTERM')
    await once(node, 'exit')
  }
  return { node, end, ...(JSON.parse(line[0] as string) as Pick<Supervised, 'pid' | 'note' | 'url'>) }
}

/** The process and everything below it, children last. */
export function tree(pid: number): number[] {
  const pairs = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const all = pairs.map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
  const below = (root: number): number[] =>
    all.filter(([, parent]) => parent === root).flatMap(([p]) => [p, ...below(p)])
  return [pid, ...below(pid)]
}

export function kill9(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {} // already gone with its parent
  }
}

export async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await new Promise((r) => setTimeout(r, 10))) {
    if (condition()) return true
  }
  return condition()
}
