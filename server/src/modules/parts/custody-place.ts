import { words } from '@aftercare/words/server'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'

/**
 * Where old parts wait that came out where nobody has a van and the station has no shelf: a place of the station (or of the company)
 * for them alone, made when the first one comes. A depot, so that no visit takes new parts from it.
 */
export async function custodyPlace(tx: Tx, actor: Actor, stationId: string | null): Promise<{ id: string }> {
  const station = stationId
    ? await tx.selectFrom('network.station').select(['number', 'name']).where('id', '=', stationId).executeTakeFirst()
    : undefined
  const code = station ? `OLD-${station.number}` : 'OLD'
  const company = await tx.selectFrom('kit.company').select(['name', 'language']).executeTakeFirstOrThrow()
  const name = words(company.language)('parts:old.placeOf', { of: station?.name ?? company.name })
  // Two visits may end at once: one of them makes it.
  const made = await tx
    .insertInto('parts.place')
    .values({ id: newId(), code, name, kind: 'depot', station_id: station ? stationId : null })
    .onConflict((c) => c.columns(['tenant_id', 'code']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return tx.selectFrom('parts.place').select('id').where('code', '=', code).executeTakeFirstOrThrow()
  await announce(tx, actor, {
    type: 'stock_place.added',
    subject: { type: 'stock_place', id: made.id, version: 1 },
    stationId: station ? stationId : null,
    data: { code, name },
  })
  return made
}
