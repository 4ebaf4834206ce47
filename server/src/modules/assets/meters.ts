import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound } from '../../kit/problem.ts'
import { momentOf } from './components.ts'
import { holdAsset } from './lookup.ts'
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

/** Somebody has looked: a reading is doubted, or trusted after all; then those it cannot stand beside are doubted instead. */
export async function judgeReading(
  tx: Tx,
  actor: Actor,
  at: { assetId: string; readingId: string },
  isDoubtful: boolean,
): Promise<void> {
  await holdAsset(tx, actor, at.assetId)
  const row = await tx
    .updateTable('assets.meter_reading')
    .set({ is_doubtful: isDoubtful })
    .where('id', '=', at.readingId)
    .where('asset_id', '=', at.assetId)
    .returning(['kind', 'value', 'at'])
    .executeTakeFirst()
  if (!row) throw notFound('meter_reading')
  if (!isDoubtful)
    await sql`update assets.meter_reading r set is_doubtful = true
      where r.asset_id = ${at.assetId} and r.kind = ${row.kind} and r.id <> ${at.readingId} and not r.is_doubtful
        and ((r.at <= ${row.at} and r.value > ${row.value}) or (r.at >= ${row.at} and r.value < ${row.value}))`.execute(
      tx,
    )
  const data = { kind: row.kind, value: Number(row.value) }
  const type = isDoubtful ? 'meter.doubted' : 'meter.trusted'
  const subject = { type: 'asset', id: at.assetId }
  await announce(tx, actor, { type, subject, threadId: at.assetId, data })
}
