import { localDay } from '@aftercare/rules'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { type componentBody, countryOfAsset, findAsset, fitComponent } from '../assets/index.ts'
import { mustBeGenuine } from './genuine-evidence.ts'

/** A component is noted on a machine only if its number breaks no chain: the same answer as at the visit, for the day it was fitted. */
export async function noteComponent(
  tx: Tx,
  actor: Actor,
  assetId: string,
  body: z.output<typeof componentBody>,
  now: Date,
): Promise<void> {
  await findAsset(tx, actor, assetId)
  const at = body.fittedAt ? new Date(body.fittedAt) : now
  if (body.serial) {
    const scanned = { code: body.partNumber, number: body.serial, kind: 'serial' as const, assetId }
    const country = await countryOfAsset(tx, assetId)
    await mustBeGenuine(
      tx,
      actor,
      { ...scanned, country, reason: body.unprovenReason ?? null },
      {
        ...{
          occasion: 'component',
          stationId: actor.stations === 'all' ? null : (actor.stations[0] ?? null),
          visitId: body.visitId ?? null,
          at,
        },
        day: localDay(at.getTime(), actor.timeZone),
      },
    )
  }
  await fitComponent(tx, actor, assetId, body, now)
}
