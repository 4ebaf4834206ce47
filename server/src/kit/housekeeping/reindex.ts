import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Services } from '../app.ts'
import type { Tx } from '../db.ts'
import { forgetFindable, runIn } from '../search/find.ts'
import { outdatedEntries, TOKENIZER_VERSION } from '../search/index.ts'

/** Writes these things' search entries anew, as the module does after a change; things that are gone are left out. */
type Rewrite = (tx: Tx, ids: readonly string[]) => Promise<void>
const rewrites = new Map<string, Rewrite>()

/** Tells the kit how a kind of search entry is written again when texts are cut differently from one version to the next. */
export function rewritable(kind: string, rewrite: Rewrite): void {
  rewrites.set(kind, rewrite)
}

/** For modules that write one entry at a time. */
export function rewritableOneByOne(kind: string, rewrite: (tx: Tx, id: string) => Promise<void>): void {
  rewritable(kind, async (tx, ids) => {
    for (const id of ids) await rewrite(tx, id)
  })
}

const BATCH = 200

/** Entries of an older tokenizer are made again, batch by batch; the search meanwhile works on both. */
export async function reindexOutdated(services: Services, tenantId: string, log: Logger): Promise<void> {
  const skipped = new Set<string>()
  for (;;) {
    const count = await services.db.tx(tenantId, async (tx) => {
      const outdated = await outdatedEntries(runIn(tx), BATCH + skipped.size)
      const fresh = outdated.filter(({ kind, id }) => !skipped.has(`${kind} ${id}`))
      for (const kind of new Set(fresh.map((one) => one.kind))) {
        const ids = fresh.filter((one) => one.kind === kind).map((one) => one.id)
        if (!(await rewritten(tx, kind, ids))) for (const id of ids) skipped.add(`${kind} ${id}`)
      }
      return fresh.length
    })
    if (count === 0) break
  }
  if (skipped.size > 0) log.warn({ entries: skipped.size }, 'search entries of kinds nobody can make again')
}

async function rewritten(tx: Tx, kind: string, ids: readonly string[]): Promise<boolean> {
  const rewrite = rewrites.get(kind)
  if (!rewrite) return false
  await rewrite(tx, ids)
  // What the module did not write again is gone.
  const { rows } = await sql<{ id: string }>`select id from kit.search_entry
    where kind = ${kind} and id = any(${[...ids]}::uuid[]) and tokenizer < ${TOKENIZER_VERSION}`.execute(tx)
  await forgetFindable(
    tx,
    kind,
    rows.map((row) => row.id),
  )
  return true
}
