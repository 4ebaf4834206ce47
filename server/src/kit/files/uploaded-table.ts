import type { Actor } from '../actor.ts'
import type { Tx } from '../db.ts'
import { problem } from '../problem.ts'
import { visibleFile } from './send.ts'

/** A table somebody uploaded to import it. Only who may see the file may import it: an id read somewhere opens nothing. */
export async function uploadedTable(tx: Tx, actor: Actor, fileId: string) {
  const file = await visibleFile(tx, actor, fileId)
  const table = ['text/csv', 'text/plain', 'application/gzip'].includes(file.type) || file.type.includes('spreadsheet')
  if (!table) throw problem('file.type_refused', 415, { type: file.type })
  return file
}
