import type { Tx } from '../../kit/db.ts'
import type { Asked } from './intake-facts.ts'

/** Who pays, as far as the dates of the product and the terms of its model say it at intake. */
export async function coverAtIntake(_tx: Tx, _assetId: string, _asked: Asked): Promise<string | null> {
  return null
}
