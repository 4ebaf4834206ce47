import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rewritable } from '../../kit/housekeeping/reindex.ts'
import { runIn } from '../../kit/search/find.ts'
import { putEntries } from '../../kit/search/index.ts'

interface Row {
  id: string
  number: string
  name: Record<string, string>
  created_at: Date
  others: { issuer: string; number: string }[]
}

/** Writes parts' places in the search: any piece of any of their numbers, with or without dashes, and their names. */
export async function findableParts(tx: Tx, partIds: readonly string[]): Promise<void> {
  const { rows } = await sql<Row>`
    select p.id, p.number, p.name, p.created_at, coalesce((select json_agg(json_build_object('issuer', n.issuer, 'number', n.number))
      from parts.part_number n where n.tenant_id = p.tenant_id and n.part_id = p.id), '[]') as others
    from parts.part p where p.tenant_id = kit.tenant() and p.id = any(${[...partIds]}::uuid[])`.execute(tx)
  await putEntries(
    runIn(tx),
    rows.map((row) => ({
      kind: 'part',
      id: row.id,
      title: `${row.number} · ${row.name.en}`,
      subtitle: [...new Set(row.others.map((one) => one.issuer))].join(' · '),
      text: Object.values(row.name).join(' '),
      serials: [row.number, ...row.others.map((one) => one.number)],
      updatedAt: row.created_at,
    })),
  )
}

rewritable('part', findableParts)
