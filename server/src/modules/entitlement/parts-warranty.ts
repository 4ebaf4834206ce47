import type { Tx } from '../../kit/db.ts'
import { coverOf } from './cover.ts'

/**
 * Until when the parts that visits put into a product carry a warranty of their own: `<visit> <component>` → last day. Parts
 * without one, or whose end hangs on the meter, are not in it.
 */
export async function partsWarranty(
  tx: Tx,
  assetId: string,
  visitIds: readonly string[],
  at: Date,
): Promise<Map<string, string>> {
  if (visitIds.length === 0) return new Map()
  const repairs = await tx
    .selectFrom('entitlement.repair')
    .select(['id', 'source_id'])
    .where('asset_id', '=', assetId)
    .where('source_type', '=', 'visit')
    .where('source_id', 'in', [...visitIds])
    .execute()
  const until = new Map<string, string>()
  if (repairs.length === 0) return until
  const { decision } = await coverOf(tx, assetId, { at })
  for (const bar of decision.coverage) {
    // `part:<term>:<repair>:<component>`, as promisesFor names them.
    const [kind, , repairId, component] = bar.ruleId.split(':')
    const repair = kind === 'part' && repairs.find((one) => one.id === repairId)
    if (!repair || !component || !bar.end || bar.layer !== 'parts_warranty') continue
    const key = `${repair.source_id} ${component}`
    if ((until.get(key) ?? '') < bar.end) until.set(key, bar.end)
  }
  return until
}
