import type { Pack } from '@aftercare/entitlement'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, mustBeAbleTo } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { digestOf } from './pack-keeping.ts'
import { libraryOf, libraryOn, renewPacks } from './pack-library.ts'
import type { draftBody, draftChange } from './pack-shapes.ts'
import { holdVersion, mustBeCompanyWide, mustBeGood, mustNotBeChecked, tell, todayOf } from './pack-versions.ts'

/** Counters up to a hundred are for versions we ship, so that a version of one day names one pack only. */
const FIRST_OWN = 101

/** Begins a version of a pack: of one that is shipped, of one's own, or the first of a new one. */
export async function draftPack(tx: Tx, actor: Actor, input: z.output<typeof draftBody>, now: Date): Promise<string> {
  mustBeCompanyWide(actor)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rule_pack ${actor.tenantId} ${input.packId}`}, 0))`.execute(
    tx,
  )
  const today = todayOf(actor, now)
  const library = libraryOn(await libraryOf(tx), today)
  const base = library.packs.find(({ id }) => id === input.packId)
  const begun = input.content ?? base
  if (!begun) throw notFound('rule_pack')
  const packVersion = await nextVersion(tx, input.packId, today)
  const content = mustBeGood({ ...begun, id: input.packId, version: packVersion }, library)
  const row = {
    id: newId(),
    pack_id: input.packId,
    pack_version: packVersion,
    state: 'draft',
    digest: digestOf(content),
    base_version: base?.version ?? null,
    reason: input.reason,
    editor_ids: [actor.id!],
  }
  await tx
    .insertInto('entitlement.pack_version')
    .values({ ...row, content: JSON.stringify(content) })
    .execute()
  await tell(tx, actor, 'drafted', { ...row, version: 1 }, { reason: input.reason })
  return row.id
}

async function nextVersion(tx: Tx, packId: string, today: string): Promise<string> {
  const known = await tx
    .selectFrom('entitlement.pack_version')
    .select(['pack_version', 'state'])
    .where('pack_id', '=', packId)
    .execute()
  if (known.some(({ state }) => state === 'draft' || state === 'checked'))
    throw problem('entitlement.pack_open', 409, { packId })
  const counters = known.map(({ pack_version }) =>
    Number(new RegExp(`^${today}\\.(\\d+)$`).exec(pack_version)?.[1] ?? 0),
  )
  return `${today}.${Math.max(FIRST_OWN, ...counters.map((one) => one + 1))}`
}

/** Writes in a draft. What was checked before is a draft again when its content changes. */
export async function changeDraft(
  tx: Tx,
  actor: Actor,
  versionId: string,
  input: z.output<typeof draftChange>,
  ifMatch: number,
  now: Date,
): Promise<void> {
  mustBeCompanyWide(actor)
  const row = await holdVersion(tx, versionId, ifMatch, input)
  if (row.state !== 'draft' && row.state !== 'checked')
    throw problem('conflict.state', 409, { from: row.state, to: 'draft' })
  await mustNotBeChecked(tx, versionId)
  const content = input.content ? await checked(tx, actor, row, input.content, now) : row.content
  const digest = digestOf(content)
  const isNew = digest !== row.digest
  if (!isNew && (input.reason ?? row.reason) === row.reason) return
  await tx
    .updateTable('entitlement.pack_version')
    .set({
      content: JSON.stringify(content),
      digest,
      state: isNew ? 'draft' : row.state,
      reason: input.reason ?? row.reason,
      editor_ids: [...new Set([...row.editor_ids, actor.id!])],
      version: row.version + 1,
    })
    .where('id', '=', versionId)
    .execute()
  const changes = {
    ...(isNew && { content: { from: row.digest.slice(0, 12), to: digest.slice(0, 12) } }),
    ...(input.reason && { reason: { from: row.reason, to: input.reason } }),
  }
  await tell(tx, actor, 'changed', { ...row, version: row.version + 1 }, { changes })
}

async function checked(
  tx: Tx,
  actor: Actor,
  row: { pack_id: string; pack_version: string },
  content: object,
  now: Date,
) {
  const library = libraryOn(await libraryOf(tx), todayOf(actor, now))
  return mustBeGood({ ...content, id: row.pack_id, version: row.pack_version }, library)
}

/** Takes a version back: a draft from the desk, an approved one out of force. Decisions it made keep it. */
export async function withdraw(
  tx: Tx,
  actor: Actor,
  versionId: string,
  reason: string,
  ifMatch: number,
  now: Date,
): Promise<Pack> {
  mustBeCompanyWide(actor)
  const row = await holdVersion(tx, versionId, ifMatch, {})
  if (row.state === 'withdrawn' || row.state === 'kept')
    throw problem('conflict.state', 409, { from: row.state, to: 'withdrawn' })
  if (row.state === 'approved') mustBeAbleTo(actor, 'entitlement.packs_approve')
  else await mustNotBeChecked(tx, versionId)
  await tx
    .updateTable('entitlement.pack_version')
    .set({
      state: 'withdrawn',
      withdrawn_by: actor.id,
      withdrawn_at: now,
      withdrawn_because: reason,
      version: row.version + 1,
    })
    .where('id', '=', versionId)
    .execute()
  await tell(tx, actor, 'withdrawn', { ...row, version: row.version + 1 }, { reason, was: row.state })
  renewPacks(tx)
  return row.content
}
