import { DatabaseSync } from 'node:sqlite'

/**
 * One supervisor per folder. A pid file cannot promise that (two starters both find it stale, both remove it); a lock
 * that the kernel frees when its holder dies can, and SQLite's file lock is the only one in Node's standard library.
 * Trap: POSIX drops the lock when this process opens and closes the file by other means, so nobody may read it.
 * Returns the release, or null while another process holds the lock.
 */
export function tryLock(file: string): (() => void) | null {
  const lock = new DatabaseSync(file)
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE') // no second file
    return () => lock.close()
  } catch (error) {
    lock.close()
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === 5) return null // SQLITE_BUSY, any kind of it
    throw error
  }
}
