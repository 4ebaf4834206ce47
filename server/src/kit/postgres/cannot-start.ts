/** An operator reads this on a terminal, so it always ends with a way out. */
export function cannotStart(dir: string, reason: string): Error {
  return new Error(
    `The embedded PostgreSQL cannot run in ${dir}: ${reason.trim()}\n` +
      'Way out: set DATABASE_URL=postgres://user:password@host/database to use your own PostgreSQL (15 or newer).',
  )
}
