import { z } from 'zod'
import { loadCompany } from '../../kit/company/company.ts'
import type { Tx } from '../../kit/db.ts'

export const mapOfDay = z
  .object({
    url: z.string().describe('address of raster tiles with {z}, {x} and {y}'),
    attribution: z.string(),
    datum: z.enum(['wgs84', 'gcj02']),
    keepMb: z.number().nullable().describe('how much of it may be taken along; null: nothing'),
  })
  .nullable()
  .describe('null: no streets, the places are drawn as a sketch')

/** Where phones get pictures of streets, and whether they may keep them. */
export async function mapForPhones(tx: Tx): Promise<z.input<typeof mapOfDay>> {
  const { mapTiles, mapAttribution, mapDatum, mapKeepMb } = await loadCompany(tx)
  return mapTiles ? { url: mapTiles, attribution: mapAttribution ?? '', datum: mapDatum, keepMb: mapKeepMb } : null
}
