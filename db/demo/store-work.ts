import { sql } from 'kysely'
import type { Actor } from '../../server/src/kit/actor.ts'
import type { Services } from '../../server/src/kit/app.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { newId } from '../../server/src/kit/ids.ts'
import { putAway } from '../../server/src/modules/parts/bins.ts'
import { addEntries, openCount } from '../../server/src/modules/parts/counts.ts'
import { openDemand } from '../../server/src/modules/parts/demands.ts'
import { bookDocument } from '../../server/src/modules/parts/documents.ts'
import { orderParts } from '../../server/src/modules/parts/purchases.ts'
import { draftShipment } from '../../server/src/modules/parts/shipments.ts'

interface Ground {
  parts: readonly { id: string; cost: bigint }[]
  /** A station's shelf. */
  place: string
}
interface Context {
  services: Pick<Services, 'db'>
  now: Date
}

/** What the keeper of one shelf finds in the morning: something to receive, to pick, to put away and to go on counting. */
export async function writeStoreWork(tx: Tx, actor: Actor, { parts, place }: Ground, context: Context): Promise<void> {
  const { services, now } = context
  const dayIn = (days: number) => new Date(now.getTime() + days * 864e5).toISOString().slice(0, 10)
  const fresh = parts
    .slice(40, 44)
    .map(({ id, cost }) => ({ partId: id, quantity: 6, costMinor: (cost * 6n).toString() }))
  const lie = await lyingFree(tx, place)
  await putAway(tx, actor, place, lie.slice(0, -3).map(shelved))
  const at = new Date(now.getTime() - 36e5).toISOString()
  await bookDocument(tx, actor, { kind: 'receipt', placeId: place, at, lines: fresh }, now)
  const ordered = parts
    .slice(60, 63)
    .map(({ id, cost }, i) => ({ partId: id, quantity: 4 + 2 * i, unitMinor: cost.toString() }))
  const lines = ordered.map((line) => ({ ...line, expectedOn: dayIn(0) }))
  await orderParts(tx, actor, { supplier: 'Shanghai Cool Parts', placeId: place, lines }, services, now)
  const van = await vanOf(tx, place)
  const asked = lie.filter((one) => one.free >= 2).slice(0, 4)
  const wish = asked.slice(0, 2).map(({ partId }) => ({ partId, quantity: 1 }))
  await openDemand(tx, actor, { placeId: place, ...(van && { toPlaceId: van }), priority: 2, lines: wish }, context)
  const refill = asked.slice(2).map(({ partId }) => ({ partId, quantity: 1 }))
  if (van && refill.length > 0)
    await draftShipment(
      tx,
      actor,
      { fromPlaceId: place, toPlaceId: van, expectedOn: dayIn(1), lines: refill },
      services,
      now,
    )
  await beginCount(tx, actor, place, now)
}

interface Lying {
  partId: string
  onHand: number
  free: number
}

async function lyingFree(tx: Tx, place: string): Promise<Lying[]> {
  const { rows } =
    await sql<Lying>`select b.part_id as "partId", b.on_hand::float8 as "onHand", (b.on_hand - b.reserved)::float8 as free
    from parts.balance b join parts.part p on p.tenant_id = b.tenant_id and p.id = b.part_id
    where b.place_id = ${place} and b.condition = 'good' and b.on_hand > 0 and p.tracking = 'none' order by p.number`.execute(
      tx,
    )
  return rows
}

const shelved = ({ partId }: Lying, i: number) => ({
  partId,
  bin: `${'ABC'[Math.floor(i / 12) % 3]}-${String(1 + (Math.floor(i / 4) % 3)).padStart(2, '0')}-${1 + (i % 4)}`,
})

async function vanOf(tx: Tx, place: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string
  }>`select v.id from parts.place v join parts.place s on s.tenant_id = v.tenant_id and s.id = ${place}
    where v.kind = 'van' and v.station_id = s.station_id order by v.code limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

/** Half the shelf is counted: what the books say, but for one piece too few. */
async function beginCount(tx: Tx, actor: Actor, place: string, now: Date): Promise<void> {
  const { id } = await openCount(tx, actor, { placeId: place }, now)
  const lie = await lyingFree(tx, place)
  const entries = lie
    .slice(0, Math.ceil(lie.length / 2))
    .map(({ partId, onHand }, i) => ({ id: newId(), partId, quantity: i === 1 ? onHand - 1 : onHand }))
  if (entries.length > 0) await addEntries(tx, actor, id, { adds: false, recounts: false, entries }, now)
}
