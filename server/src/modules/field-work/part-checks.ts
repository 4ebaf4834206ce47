import type { z } from 'zod'
import type { Call } from '../../kit/route.ts'
import { checkAndKeep, type visitCheckBody } from '../parts/index.ts'
import { findOwnWork, localDayOf } from './work.ts'

/** A part scanned before it is put in: what its chain says, kept with the visit whatever the answer. */
export async function checkPart(
  { tx, actor, now }: Pick<Call<undefined, undefined, undefined>, 'tx' | 'actor' | 'now'>,
  visitId: string,
  checkId: string,
  body: z.output<typeof visitCheckBody>,
) {
  const work = await findOwnWork(tx, actor, visitId)
  const { code, serial, batch, reason, fileIds, at, lat, lon } = body
  return checkAndKeep(
    tx,
    actor,
    {
      ...{ code, number: serial ?? batch!, kind: serial ? ('serial' as const) : ('batch' as const) },
      ...{ country: work.country, assetId: work.assetId, reason: reason ?? null },
    },
    {
      ...{ id: checkId, occasion: 'scan', stationId: work.stationId, visitId: work.id, fileIds, lat, lon },
      ...{ at: new Date(at), day: localDayOf(now, work.timeZone) },
    },
  )
}
