import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rewritable } from '../../kit/housekeeping/reindex.ts'
import { runIn } from '../../kit/search/find.ts'
import { putEntries } from '../../kit/search/index.ts'

/** By number, filing reference, and its texts in every language. */
export async function findableCampaigns(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('campaigns.campaign')
    .select(['id', 'number', 'title', 'hazard', 'remedy', 'filing', 'created_at'])
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  const textOf = (said: unknown) => Object.values((said ?? {}) as Record<string, string>)
  await putEntries(
    runIn(tx),
    rows.map((row) => ({
      kind: 'campaign',
      id: row.id,
      title: `${row.number} · ${(row.title as unknown as { en: string }).en}`,
      subtitle: row.filing ?? '',
      text: [row.title, row.hazard, row.remedy].flatMap(textOf).join(' '),
      serials: [row.number, ...(row.filing ? [row.filing] : [])],
      updatedAt: row.created_at,
    })),
  )
}
export const findableCampaign = (tx: Tx, id: string) => findableCampaigns(tx, [id])

rewritable('campaign', findableCampaigns)
