import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Tx } from '../db.ts'
import { invalid } from '../problem.ts'

export interface AttachedTo {
  type: string
  id: string
  stationId: string | null
  /** The customer may see it on the portal. */
  isPublic: boolean
}

/**
 * Ties uploaded files to what they belong to. Only the uploader may, and only once: an id read somewhere attaches nothing.
 * Files sent from the portal without sign-in belong to whoever knows their ids, for a day.
 */
export async function attachFiles(tx: Tx, actor: Actor, ids: readonly string[], to: AttachedTo): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const { rows } = await sql<{ id: string }>`
    update kit.file set subject_type = ${to.type}, subject_id = ${to.id}, station_id = ${to.stationId}, is_public = ${to.isPublic}
    where id = any(${wanted}::uuid[])
      and ((subject_id is null and ${mine(actor)}) or (subject_type = ${to.type} and subject_id = ${to.id}))
    returning id`.execute(tx)
  if (rows.length < wanted.length) throw invalid({ path: 'fileIds', code: 'validation.unknown_reference' })
}

/** Ties a file to what will not lose it, where it belongs to nothing yet: what is tied to nothing is swept away. */
export async function keepFile(tx: Tx, actor: Actor, id: string, to: AttachedTo): Promise<void> {
  await sql`
    update kit.file set subject_type = ${to.type}, subject_id = ${to.id}, station_id = ${to.stationId}, is_public = ${to.isPublic}
    where id = ${id} and subject_id is null and ${mine(actor)}`.execute(tx)
}

function mine(actor: Actor) {
  const anonymous = sql`(uploaded_by_kind = 'anonymous' and created_at > now() - interval '1 day')`
  if (actor.kind === 'system') return sql`true`
  if (actor.kind === 'anonymous') return anonymous
  const own = sql`(uploaded_by_kind = ${actor.kind} and uploaded_by = ${actor.id})`
  return actor.kind === 'customer' ? sql`(${own} or ${anonymous})` : own
}

/** Where it belongs moved to another station: its files follow. */
export async function moveFiles(tx: Tx, of: { type: string; id: string }, stationId: string | null): Promise<void> {
  await sql`update kit.file set station_id = ${stationId}
    where subject_type = ${of.type} and subject_id = ${of.id}`.execute(tx)
}

/** Somebody sent it for another one, whose it is: from a phone that could not. */
export async function handFile(tx: Tx, actor: Actor, id: string, personId: string): Promise<void> {
  const { rows } = await sql`update kit.file set uploaded_by_kind = 'person', uploaded_by = ${personId}
    where id = ${id} and subject_id is null and ${mine(actor)} returning id`.execute(tx)
  if (rows.length === 0) throw invalid({ path: 'fileId', code: 'validation.unknown_reference' })
}

/** Takes a file off what it belongs to; it is swept with others that belong to nothing. */
export async function detachFile(tx: Tx, id: string, from: { type: string; id: string }): Promise<void> {
  await sql`update kit.file set subject_type = null, subject_id = null
    where id = ${id} and subject_type = ${from.type} and subject_id = ${from.id}`.execute(tx)
}
