import { sql } from 'kysely'
import type { World } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'

/** An announced recall with one product in it. */
export async function openRecallOn(world: World, assetId: string): Promise<string> {
  const id = newId()
  await world.services.db.tx(world.tenant.id, async (tx) => {
    await sql`insert into campaigns.campaign (id, number, kind, is_safety, title, remedy, components, starts_on, status, announced_on)
      values (${id}, ${`RC-${id}`}, 'recall', true, '{"en": "Fan may burn"}', '{"en": "Change the fan"}', '{fan}', '2026-01-01', 'announced', '2026-01-01')`.execute(
      tx,
    )
    await sql`insert into campaigns.unit (id, campaign_id, asset_id) values (${newId()}, ${id}, ${assetId})`.execute(tx)
  })
  return id
}
