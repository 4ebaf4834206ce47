import type { Priority } from '@aftercare/rules'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { moveFiles } from '../../kit/files/attach.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { shareAsset } from '../assets/index.ts'
import { shareCustomer } from '../parties/index.ts'
import { lockRequest, type RequestRow } from './find.ts'
import { tell } from './notices.ts'
import { retargetClocks } from './retarget.ts'
import { mustBeOpen } from './states.ts'

/** Absent = as it is, null = nobody (the station: back to headquarters). */
export interface Assignment {
  stationId?: string | null | undefined
  ownerId?: string | null | undefined
}

/** Gives a request to a station and to the person who answers for it; from then on that station sees whom and what it is about. */
export async function assignRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number | null,
  to: Assignment,
  now: Date,
): Promise<RequestRow> {
  const row = await lockRequest(tx, actor, id)
  mustBeOpen(row)
  if (to.stationId !== undefined && to.stationId !== row.station_id) await mustBeStation(tx, actor, to.stationId)
  if (to.ownerId) await mustBeColleague(tx, to.ownerId)
  const done = await edit<RequestRow>(tx, actor, {
    table: 'requests.request',
    id,
    ifMatch: ifMatch ?? row.version,
    visible: visibleTo(actor, 'station_id'),
    patch: {
      station_id: to.stationId,
      owner_id: to.ownerId,
      status: row.status === 'new' ? 'triaged' : row.status,
    },
    news: {
      type: 'request.assigned',
      subjectType: 'request',
      threadId: id,
      stationId: to.stationId === undefined ? row.station_id : to.stationId,
      data: await names(tx, row, to),
    },
  })
  if (done.station_id !== row.station_id) await handOver(tx, done, now)
  if (done.owner_id !== row.owner_id && done.owner_id !== actor.id) await tell(tx, [done.owner_id], 'assigned', done)
  return done
}

async function mustBeStation(tx: Tx, actor: Actor, stationId: string | null): Promise<void> {
  if (!sees(actor, stationId) && !(actor.stations === 'all' && stationId === null)) throw notFound('station')
  if (stationId === null) return
  const station = await tx
    .selectFrom('network.station')
    .select('is_active')
    .where('id', '=', stationId)
    .executeTakeFirst()
  if (!station) throw notFound('station')
  if (!station.is_active) throw invalid({ path: 'stationId', code: 'validation.inactive' })
}

async function mustBeColleague(tx: Tx, personId: string): Promise<void> {
  const person = await tx.selectFrom('people.person').select('is_active').where('id', '=', personId).executeTakeFirst()
  if (!person) throw invalid({ path: 'ownerId', code: 'validation.unknown_reference' })
  if (!person.is_active) throw invalid({ path: 'ownerId', code: 'validation.inactive' })
}

/** The names as they were then: a timeline is read years later. */
async function names(tx: Tx, row: RequestRow, to: Assignment): Promise<Record<string, unknown>> {
  const station = to.stationId
    ? await tx.selectFrom('network.station').select('name').where('id', '=', to.stationId).executeTakeFirst()
    : undefined
  const owner = to.ownerId
    ? await tx.selectFrom('people.person').select('name').where('id', '=', to.ownerId).executeTakeFirst()
    : undefined
  return { number: row.number, station: station?.name ?? null, owner: owner?.name ?? null }
}

async function handOver(tx: Tx, row: RequestRow, now: Date): Promise<void> {
  await moveFiles(tx, { type: 'request', id: row.id }, row.station_id)
  if (row.station_id && row.customer_id) await shareCustomer(tx, row.customer_id, row.station_id)
  if (row.station_id && row.asset_id) await shareAsset(tx, row.asset_id, row.station_id)
  // Another station keeps other hours: the promises are recomputed on its calendar, from their start.
  await retargetClocks(tx, row, row.priority as Priority, now)
}
