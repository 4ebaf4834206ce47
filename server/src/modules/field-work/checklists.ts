import { type ChecklistItem, checklistFaults } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, Problem, problem } from '../../kit/problem.ts'
import type { checklistBody } from './checklist-shapes.ts'
import { STANDARD_CHECKLIST } from './standard-checklist.ts'

export interface Checklist {
  id: string
  version: number
  name: Record<string, string>
  kind: string
  familyId: string | null
  items: ChecklistItem[]
  isActive: boolean
}

/** The list for a visit: the one it began with, else the most particular that is in use, else the standard one. */
export async function checklistOf(
  tx: Tx,
  of: { requestKind: string; assetId: string | null },
  id?: string | null,
  version?: number | null,
): Promise<Checklist> {
  if (id) return checklistVersion(tx, id, version ?? null)
  const { rows } = await sql<Checklist>`
    select c.id, c.version, c.name, c.kind, c.family_id as "familyId", c.items, c.is_active as "isActive"
    from field_work.checklist c
    left join assets.asset a on a.tenant_id = c.tenant_id and a.id = ${of.assetId}::uuid
    left join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    where c.tenant_id = kit.tenant() and c.is_active and c.kind in (${of.requestKind}, '*')
      and (c.family_id is null or c.family_id = m.family_id)
    order by c.family_id is null, c.kind = '*', c.id limit 1`.execute(tx)
  return rows[0] ?? STANDARD_CHECKLIST
}

/**
 * The list a report begins with: the one the phone worked by, though it was changed or withdrawn meanwhile. One that the
 * server does not know (restored from a backup) gives way to what is in use; the answers stay.
 */
export async function beginList<R extends { checklist_id: string | null; checklist_version: number | null }>(
  tx: Tx,
  work: { requestKind: string; assetId: string | null },
  report: R,
  by: { checklistId?: string | undefined; checklistVersion?: number | undefined },
): Promise<R> {
  if (report.checklist_id !== null) return report
  const list = await checklistOf(tx, work, by.checklistId, by.checklistVersion).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not_found') return checklistOf(tx, work)
    throw error
  })
  return { ...report, checklist_id: list.id, checklist_version: list.version }
}

/** One version of a list, in use or withdrawn: a visit that began with it goes on with it. */
export async function checklistVersion(tx: Tx, id: string, version: number | null): Promise<Checklist> {
  if (id === STANDARD_CHECKLIST.id) return STANDARD_CHECKLIST
  const row = await tx
    .selectFrom('field_work.checklist')
    .select(['id', 'version', 'name', 'kind', 'family_id as familyId', 'items', 'is_active as isActive'])
    .where('id', '=', id)
    .$if(version !== null, (q) => q.where('version', '=', version!))
    .orderBy('version', 'desc')
    .executeTakeFirst()
  if (!row) throw notFound('checklist')
  return row as unknown as Checklist
}

export async function checklistsInUse(tx: Tx): Promise<Checklist[]> {
  const rows = await tx
    .selectFrom('field_work.checklist')
    .select(['id', 'version', 'name', 'kind', 'family_id as familyId', 'items', 'is_active as isActive'])
    .where('is_active', '=', true)
    .orderBy('kind')
    .orderBy('id')
    .execute()
  const own = rows as unknown as Checklist[]
  return own.some((list) => list.kind === '*' && !list.familyId) ? own : [...own, STANDARD_CHECKLIST]
}

type Body = z.output<typeof checklistBody>

export async function addChecklist(tx: Tx, actor: Actor, input: Body): Promise<string> {
  const id = newId()
  await writeVersion(tx, actor, id, 1, input, 'checklist.added')
  return id
}

/** A changed list is a new version; reports made with the old one keep it. */
export async function changeChecklist(tx: Tx, actor: Actor, id: string, ifMatch: number, input: Body): Promise<void> {
  await newest(tx, id, ifMatch)
  await tx.updateTable('field_work.checklist').set({ is_active: false }).where('id', '=', id).execute()
  await writeVersion(tx, actor, id, ifMatch + 1, input, 'checklist.changed')
}

/** No visit begins with it any more; those under way keep it. Taking that back puts its last version into use again. */
export async function withdrawChecklist(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  back = false,
): Promise<void> {
  const { isActive } = await newest(tx, id, ifMatch)
  const [from, to] = isActive ? (['in_use', 'withdrawn'] as const) : (['withdrawn', 'in_use'] as const)
  if (isActive === back) throw problem('conflict.state', 409, { from, to: from })
  await tx
    .updateTable('field_work.checklist')
    .set({ is_active: back })
    .where('id', '=', id)
    .where('version', '=', ifMatch)
    .execute()
  const type = back ? 'checklist.reinstated' : 'checklist.withdrawn'
  await announce(tx, actor, { type, subject: { type: 'checklist', id, version: ifMatch }, data: { from, to } })
}

/** The newest version, held until the transaction ends; refused when the caller read another. */
async function newest(tx: Tx, id: string, ifMatch: number): Promise<{ isActive: boolean }> {
  const [row] = await tx
    .selectFrom('field_work.checklist')
    .select(['version', 'is_active'])
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .forUpdate()
    .execute()
  if (!row) throw notFound('checklist')
  if (row.version !== ifMatch)
    throw new Problem('conflict.version', 409, { values: { version: row.version }, changes: [] })
  return { isActive: row.is_active }
}

/** A picture stays with the list it was first saved in: older versions go on showing it. */
async function writeVersion(tx: Tx, actor: Actor, id: string, version: number, input: Body, type: string) {
  const faults = checklistFaults(input.items)
  if (faults.length > 0)
    throw invalid(...faults.map(({ index, path, code }) => ({ path: `items.${index}.${path}`, code })))
  const pictures = input.items.flatMap((item) => item.picture ?? [])
  await attachFiles(tx, actor, pictures, { type: 'checklist', id, stationId: null, isPublic: false })
  await tx
    .insertInto('field_work.checklist')
    .values({
      id,
      version,
      name: JSON.stringify(input.name),
      kind: input.kind,
      family_id: input.familyId,
      items: JSON.stringify(input.items),
    })
    .execute()
  await announce(tx, actor, { type, subject: { type: 'checklist', id, version }, data: { kind: input.kind } })
}
