import type pg from 'pg'
import { isAway } from './errors.ts'

type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, release: (error?: Error) => void) => void

/** What graphile-worker takes for "cannot connect now": it tries again after three seconds, then ever more rarely. */
const TRY_AGAIN = '57P03'

function patient(error: unknown): unknown {
  return error instanceof Error && isAway(error) ? Object.assign(error, { code: TRY_AGAIN }) : error
}

/**
 * The pool as graphile-worker should see it. It repeats "job done" and "job failed" only after errors whose codes it knows,
 * and a lost connection is none of them: it would leave an unhandled rejection, which ends the process (0.18.0, and its
 * batched way hangs instead). Here a lost connection has such a code.
 */
export function patientPool(pool: pg.Pool): pg.Pool {
  const wrapped = new WeakSet<pg.PoolClient>()
  const wrap = (client: pg.PoolClient): pg.PoolClient => {
    if (wrapped.has(client)) return client
    wrapped.add(client)
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    const patiently = (...args: unknown[]) => {
      const result = query(...args)
      return result instanceof Promise ? result.catch((error) => Promise.reject(patient(error))) : result
    }
    return Object.assign(client, { query: patiently })
  }
  const connect = (callback?: Callback) => {
    if (!callback) {
      return pool.connect().then(wrap, (error) => Promise.reject(patient(error)))
    }
    return pool.connect((error, client, release) => callback(error, client && wrap(client), release))
  }
  return new Proxy(pool, {
    get: (target, name) => {
      if (name === 'connect') return connect
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
