import type { Tx } from '../../kit/db.ts'

/** The country where a product stands, else the one it was sold in. */
export async function countryOfAsset(tx: Tx, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('assets.asset as a')
    .leftJoin('parties.address as d', 'd.id', 'a.address_id')
    .select(['d.country', 'a.sale_country'])
    .where('a.id', '=', id)
    .executeTakeFirst()
  return row?.country ?? row?.sale_country ?? null
}
