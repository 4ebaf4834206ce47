import { spawnSync } from 'node:child_process'
import os from 'node:os'
import { treeOf } from './cpu.ts'

export type Layout = 'apart' | 'shared'

/**
 * Who may use which processor cores. `apart`: the database has one half of them, server and client the other, in the raw
 * stretches too, as where the database is a machine of its own; `shared`: everybody has all. False where it cannot be said.
 */
export function layOut(layout: Layout, database: number, others: readonly number[]): boolean {
  const count = os.availableParallelism()
  if (os.platform() !== 'linux' || count < 2) return layout === 'shared'
  const half = Math.floor(count / 2)
  const all = `0-${count - 1}`
  const [ofOthers, ofDatabase] = layout === 'shared' ? [all, all] : [`0-${half - 1}`, `${half}-${count - 1}`]
  return pin(treeOf([database]), ofDatabase) && pin(others, ofOthers)
}

const pin = (pids: readonly number[], cores: string) =>
  pids.every((pid) => {
    const { status } = spawnSync('taskset', ['-acp', cores, String(pid)])
    // A backend may have gone meanwhile.
    return status === 0 || spawnSync('ps', ['-p', String(pid)]).status !== 0
  })
