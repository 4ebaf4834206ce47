import { CompiledQuery } from 'kysely'
import type { Tx } from '../db.ts'
import type { Run, SearchAsk } from './climb.ts'
import { putEntries, removeEntries, type SearchEntry } from './entry.ts'
import { runLadder } from './ladder.ts'

/** The transaction as the search's way to the database. */
export function runIn(tx: Tx): Run {
  return async (text, params) => (await tx.executeQuery(CompiledQuery.raw(text, [...params]))).rows as never
}

/** Ids of one kind that match, best first, and what was corrected in the question. */
export async function findIds(tx: Tx, kind: string, q: string, limit: number, scope?: SearchAsk['scope']) {
  const found = await runLadder(runIn(tx), { q, kinds: [kind], limit, ...(scope ? { scope } : {}) })
  const corrected = found.corrected[0] ?? null
  return { ids: found.hits.map((hit) => hit.id), corrected }
}

/** Makes a thing findable, in the transaction that changed it. */
export function makeFindable(tx: Tx, entry: SearchEntry): Promise<void> {
  return putEntries(runIn(tx), [entry])
}
export function forgetFindable(tx: Tx, kind: string, ids: readonly string[]): Promise<void> {
  return removeEntries(runIn(tx), kind, ids)
}
