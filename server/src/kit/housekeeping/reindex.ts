import type { Logger } from 'pino'
import type { Services } from '../app.ts'
import type { Tx } from '../db.ts'
import { forgetFindable, runIn } from '../search/find.ts'
import { outdatedEntries, putEntries, type SearchEntry } from '../search/index.ts'

/** Makes the search entries of these things anew; things that are gone are left out. */
type Rebuild = (tx: Tx, ids: readonly string[]) => Promise<SearchEntry[]>
const rebuilds = new Map<string, Rebuild>()

/** Tells the kit how a kind of search entry is made again when the tokens are cut differently from one version to the next. */
export function rebuildable(kind: string, rebuild: Rebuild): void {
  rebuilds.set(kind, rebuild)
}

const BATCH = 500

/** Entries of an older tokenizer are made again, batch by batch; the search meanwhile works on both. */
export async function reindexOutdated(services: Services, tenantId: string, log: Logger): Promise<void> {
  const skipped = new Set<string>()
  for (;;) {
    const count = await services.db.tx(tenantId, async (tx) => {
      const outdated = await outdatedEntries(runIn(tx), BATCH + skipped.size)
      const fresh = outdated.filter(({ kind, id }) => !skipped.has(`${kind} ${id}`))
      for (const kind of new Set(fresh.map((one) => one.kind))) {
        const ids = fresh.filter((one) => one.kind === kind).map((one) => one.id)
        if (!(await remake(tx, kind, ids))) for (const id of ids) skipped.add(`${kind} ${id}`)
      }
      return fresh.length
    })
    if (count === 0) break
  }
  if (skipped.size > 0) log.warn({ entries: skipped.size }, 'search entries of kinds nobody can make again')
}

async function remake(tx: Tx, kind: string, ids: readonly string[]): Promise<boolean> {
  const rebuild = rebuilds.get(kind)
  if (!rebuild) return false
  const entries = await rebuild(tx, ids)
  const found = new Set(entries.map((one) => one.id))
  await putEntries(runIn(tx), entries)
  await forgetFindable(
    tx,
    kind,
    ids.filter((id) => !found.has(id)),
  )
  return true
}
