import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound } from '../../kit/problem.ts'
import { momentOf } from './components.ts'
import { findAsset, holdAsset } from './lookup.ts'
import type { meterBody } from './shapes.ts'

/**
 * Notes a meter reading. One that cannot follow from the others (lower than an earlier one, or higher than a later one) is
 * kept and marked doubtful: it is not used for limits until somebody says that it is right.
 */
export async function readMeter(tx: Tx, actor: Actor, assetId: string, input: z.output<typeof meterBody>, now: Date) {
  await holdAsset(tx, actor, assetId)
  const at = momentOf(input.at, now)
  const { rows } = await sql<{ doubtful: boolean }>`
    select exists (select from assets.meter_reading r where r.tenant_id = kit.tenant() and r.asset_id = ${assetId}
      and r.kind = ${input.kind} and not r.is_doubtful
      and ((r.at <= ${at} and r.value > ${input.value}) or (r.at >= ${at} and r.value < ${input.value}))) as doubtful`.execute(
    tx,
  )
  const doubtful = rows[0]!.doubtful
  const id = newId()
  await tx
    .insertInto('assets.meter_reading')
    .values({
      id,
      asset_id: assetId,
      kind: input.kind,
      value: input.value,
      at,
      source: input.source,
      is_doubtful: doubtful,
      by_person: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  const data = { kind: input.kind, value: input.value, doubtful }
  await announce(tx, actor, { type: 'meter.read', subject: { type: 'asset', id: assetId }, threadId: assetId, data })
  return id
}

/** Somebody has looked: a reading is doubted, or trusted after all (then those it contradicts can be doubted). */
export async function judgeReading(
  tx: Tx,
  actor: Actor,
  assetId: string,
  readingId: string,
  doubtful: boolean,
): Promise<void> {
  await findAsset(tx, actor, assetId)
  const row = await tx
    .updateTable('assets.meter_reading')
    .set({ is_doubtful: doubtful })
    .where('id', '=', readingId)
    .where('asset_id', '=', assetId)
    .returning(['kind', 'value'])
    .executeTakeFirst()
  if (!row) throw notFound('meter_reading')
  const data = { kind: row.kind, value: Number(row.value) }
  const type = doubtful ? 'meter.doubted' : 'meter.trusted'
  await announce(tx, actor, { type, subject: { type: 'asset', id: assetId }, threadId: assetId, data })
}
