import { sql } from 'kysely'
import { job } from '../../kit/jobs.ts'
import { runIn } from '../../kit/search/find.ts'
import { putEntries } from '../../kit/search/index.ts'
import { filledInBulk } from '../../kit/statistics.ts'

const SLICE = 500

interface Row {
  id: string
  number: string
  title: string
  external_id: string
  opened_at: Date
}

/** Puts imported cases into the search, slice by slice from where the last one ended. */
export const makeImportsFindable = job<{ source: string }>(
  'requests.make-imports-findable',
  async ({ services, tenantId, payload }) => {
    let found = 0
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const rows = await services.db.tx(tenantId, async (tx) => {
        const { rows: slice } = await sql<Row>`select id, number, title, external_id, opened_at from requests.request
        where external_source = ${payload.source} and id > ${after} order by id limit ${SLICE}`.execute(tx)
        const entries = slice.map((row) => ({
          kind: 'request',
          id: row.id,
          title: `${row.number} ${row.title}`,
          subtitle: row.external_id,
          codes: [row.number, row.external_id],
          updatedAt: row.opened_at,
        }))
        await putEntries(runIn(tx), entries)
        found += slice.length
        if (slice.length < SLICE) await filledInBulk(tx, found, ['kit.search_entry', 'kit.search_word'])
        return slice
      })
      if (rows.length < SLICE) return
      after = rows.at(-1)!.id
    }
  },
)
