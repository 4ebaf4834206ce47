import type { World } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'

/** A station as the ground of a test; `network` has its own tests. */
export async function makeStation(world: World, tenantId: string): Promise<string> {
  const id = newId()
  await world.services.db.tx(tenantId, (tx) =>
    tx
      .insertInto('network.station')
      .values({
        id,
        number: `ST-${id}`,
        path: [id],
        kind: 'own',
        name: 'Station',
        country: 'CN',
        time_zone: 'Asia/Shanghai',
      })
      .execute(),
  )
  return id
}
