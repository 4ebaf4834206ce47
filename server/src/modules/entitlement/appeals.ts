import { localDay } from '@aftercare/rules'
import type { z } from 'zod'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { staleVersion } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { problem } from '../../kit/problem.ts'
import { restoreCover } from '../assets/index.ts'
import type { appealBody, appealDecisionBody } from './voiding-shapes.ts'
import { findVoiding, type VoidingRow } from './voidings.ts'

/** The customer, or the station for itself or the customer, objects: once, and within the days that were given. */
export async function appeal(
  tx: Tx,
  actor: Actor,
  id: string,
  input: z.output<typeof appealBody>,
  now: Date,
): Promise<void> {
  const row = await findVoiding(tx, actor, id, true)
  if (row.status !== 'standing') throw problem('conflict.state', 409, { from: row.status, to: 'appealed' })
  if (isLate(row, actor, now)) throw problem('entitlement.appeal_late', 409, { until: row.appeal_until })
  await tx
    .updateTable('entitlement.voiding')
    .set({
      status: 'appealed',
      appealed_at: now,
      appealed_by_kind: actor.kind === 'customer' ? 'customer' : 'person',
      appealed_by: actor.id,
      appealed_by_name: actor.name,
      appeal_for: input.appealFor,
      appeal_text: input.text,
      appeal_file_ids: input.fileIds,
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute()
  await attachFiles(tx, actor, input.fileIds, { type: 'voiding', id, stationId: null, isPublic: false })
  await tell(tx, actor, row, 'voiding.appealed', {
    for: input.appealFor,
    text: input.text,
    changes: moved(row, 'appealed'),
  })
}

/** Somebody else than who voided it looks again. What is lifted never was: the product's open decisions are made anew. */
export async function decideAppeal(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  input: z.output<typeof appealDecisionBody>,
  now: Date,
): Promise<void> {
  const row = await findVoiding(tx, actor, id, true)
  if (row.version !== ifMatch)
    throw await staleVersion(tx, row, { id, ifMatch, patch: {}, news: { subjectType: 'voiding' } })
  if (row.status !== 'appealed') throw problem('conflict.state', 409, { from: row.status, to: input.outcome })
  if (actor.id === row.made_by || actor.id === row.appealed_by) throw problem('entitlement.second_person', 403)
  await tx
    .updateTable('entitlement.voiding')
    .set({
      status: input.outcome,
      decided_at: now,
      decided_by: actor.id,
      decided_by_name: actor.name,
      decision_text: input.text,
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute()
  if (input.outcome === 'lifted') await restoreCover(tx, actor, row.asset_id)
  await tell(tx, actor, row, `voiding.${input.outcome}`, { text: input.text, changes: moved(row, input.outcome) })
}

const moved = (row: VoidingRow, to: string) => ({ status: { from: row.status, to } })

async function tell(tx: Tx, actor: Actor, row: VoidingRow, type: string, data: Record<string, unknown>) {
  await announce(tx, actor, {
    type,
    subject: { type: 'voiding', id: row.id, version: row.version + 1 },
    threadId: row.asset_id,
    data: { assetId: row.asset_id, serial: row.serial, code: row.code, madeBy: row.made_by, ...data },
  })
}

const isLate = (row: VoidingRow, actor: Actor, now: Date) => localDay(now.getTime(), actor.timeZone) > row.appeal_until

/** What this person may do with it now. */
export function doableWith(row: VoidingRow, actor: Actor, now: Date): ('appeal' | 'decide' | 'take_back')[] {
  const isOther = actor.id !== row.made_by && actor.id !== row.appealed_by
  const all = [
    row.status === 'standing' && can(actor, 'entitlement.appeal') && !isLate(row, actor, now) && ('appeal' as const),
    row.status === 'appealed' && can(actor, 'entitlement.void') && isOther && ('decide' as const),
    ['standing', 'appealed', 'upheld'].includes(row.status) && can(actor, 'entitlement.void') && ('take_back' as const),
  ]
  return all.filter((one) => one !== false)
}

export async function voidingPage(tx: Tx, actor: Actor, id: string, now: Date) {
  const row = await findVoiding(tx, actor, id)
  return {
    id: row.id,
    version: row.version,
    assetId: row.asset_id,
    serial: row.serial,
    code: row.code,
    fromOn: row.from_on,
    assessment: row.assessment,
    fileIds: row.file_ids,
    status: row.status,
    madeAt: row.made_at,
    madeBy: row.made_by,
    madeByName: row.made_by_name,
    appealUntil: row.appeal_until,
    appeal: row.appealed_at && {
      at: row.appealed_at,
      byName: row.appealed_by_name ?? '',
      for: row.appeal_for,
      text: row.appeal_text ?? '',
      fileIds: row.appeal_file_ids,
    },
    decided: row.decided_at && {
      at: row.decided_at,
      byName: row.decided_by_name ?? '',
      text: row.decision_text ?? '',
    },
    can: doableWith(row, actor, now),
  }
}

/** What stands against a product of the customer, newest first. */
export async function ownVoidings(tx: Tx, actor: Actor, assetId: string, now: Date) {
  const rows = await tx
    .selectFrom('entitlement.voiding')
    .selectAll()
    .where('asset_id', '=', assetId)
    .where('status', '<>', 'taken_back')
    .orderBy('made_at', 'desc')
    .execute()
  const today = localDay(now.getTime(), actor.timeZone)
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    fromOn: row.from_on,
    assessment: row.assessment,
    status: row.status,
    appealUntil: row.appeal_until,
    canAppeal: row.status === 'standing' && today <= row.appeal_until,
    decision: row.decision_text,
  }))
}
