import { sql } from 'kysely'
import type { Actor } from '../../server/src/kit/actor.ts'
import type { Services } from '../../server/src/kit/app.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { newId } from '../../server/src/kit/ids.ts'
import { judgeOldPart, receiveOldParts, removeOldPart, sendOldParts } from '../../server/src/modules/parts/old-parts.ts'
import { arriveShipment } from '../../server/src/modules/parts/shipments.ts'

const DAY = 864e5
/** So many days ago each came out of its machine; it is due back after thirty: two overdue, three soon, the rest in good time. */
const DAYS_AGO = [36, 33, 28, 27, 25, 12, 9, 6, 3] as const

interface Ground {
  parts: readonly { id: string }[]
  vans: readonly string[]
  depot: string
}

/** Parts taken out of machines: some still in the vans, some on the way to the depot, some on its bench, one judged. */
export async function writeOldParts(
  tx: Tx,
  actor: Actor,
  { parts, vans, depot }: Ground,
  { services, now }: { services: Pick<Services, 'db'>; now: Date },
): Promise<void> {
  const { rows: machines } = await sql<{ asset: string; request: string }>`
    select r.asset_id as asset, r.id as request from requests.request r where r.asset_id is not null order by r.number limit 14`.execute(
    tx,
  )
  const remove = (i: number, placeId: string, daysAgo: number) =>
    removeOldPart(
      tx,
      actor,
      {
        ...{ partId: parts[i]!.id, placeId, valueMinor: i % 3 === 2 ? '12000' : '38000', isCustomers: i === 4 },
        ...{ assetId: machines[i]?.asset, requestId: machines[i]?.request },
        at: new Date(now.getTime() - daysAgo * DAY).toISOString(),
      },
      now,
    )
  for (const [i, daysAgo] of DAYS_AGO.entries()) await remove(i, vans[i % vans.length]!, daysAgo)
  await fromLastVisit(tx, actor, { partId: parts[14]!.id, van: vans[0]! }, now)
  const send = async (numbers: readonly number[], van: string) => {
    const oldPartIds: string[] = []
    for (const i of numbers) oldPartIds.push(await remove(i, van, 14))
    const expectedOn = new Date(now.getTime() + 2 * DAY).toISOString().slice(0, 10)
    return {
      oldPartIds,
      id: await sendOldParts(tx, actor, { oldPartIds, toPlaceId: depot, expectedOn }, services, now),
    }
  }
  await send([9, 10], vans[0]!)
  const came = await send([11, 12, 13], vans[1]!)
  // The line of a shipment of old parts bears the id of the old part.
  const lines = came.oldPartIds.map((lineId) => ({ lineId, received: 1, lost: 0 }))
  await arriveShipment(tx, actor, came.id, { id: newId(), lines })
  await receiveOldParts(tx, actor, came.id)
  await judgeOldPart(tx, actor, came.oldPartIds[0]!, { verdict: 'no_fault_found', note: '台架运行 2 小时无异常' }, now)
}

/** What the last visit of a van left in it: the phone shows its label with the visit. */
async function fromLastVisit(tx: Tx, actor: Actor, { partId, van }: { partId: string; van: string }, now: Date) {
  const { rows } = await sql<{ visit: string; order: string; request: string; asset: string; at: Date }>`
    select v.id as visit, v.work_order_id as "order", v.request_id as request, r.asset_id as asset, v.finished_at as at
    from parts.place l join dispatch.visit v on v.tenant_id = l.tenant_id and v.technician_id = l.person_id and v.status = 'done'
    join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
    where l.id = ${van} order by v.finished_at desc limit 1`.execute(tx)
  const last = rows[0]
  if (!last) return
  const of = { assetId: last.asset, requestId: last.request, workOrderId: last.order, visitId: last.visit }
  const body = { partId, placeId: van, serial: 'KF-7F-0192', valueMinor: '26000', isCustomers: false, ...of }
  await removeOldPart(tx, actor, { ...body, at: last.at.toISOString() }, now)
}
