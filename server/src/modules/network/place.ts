import { sql } from 'kysely'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { BRANCHES } from './shapes.ts'

/** One change of the tree at a time: two moves at once could place two branches below each other. */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('network.tree' || kit.tenant(), 0))`.execute(tx)
}

/** Headquarters, regions and countries never stand below a place that serves. */
export function mustFitBelow(kind: string, parentKind: string): void {
  const isBranch = (one: string) => (BRANCHES as readonly string[]).includes(one)
  if (isBranch(kind) && !isBranch(parentKind)) throw problem('network.not_below', 409)
}

/** Moves a place with everything below it. */
export async function moveStation(
  tx: Tx,
  services: Services,
  actor: Actor,
  id: string,
  parentId: string,
  ifMatch: number,
): Promise<void> {
  await lockTree(tx)
  if (!sees(actor, parentId) || !sees(actor, id)) throw notFound('station')
  const rows = await tx
    .selectFrom('network.station')
    .select(['id', 'path', 'kind', 'is_active'])
    .where('id', 'in', [id, parentId])
    .execute()
  const station = rows.find((row) => row.id === id)
  const parent = rows.find((row) => row.id === parentId)
  if (!station || !parent) throw notFound('station')
  if (parent.path.includes(id)) throw problem('network.own_branch', 409)
  mustFitBelow(station.kind, parent.kind)
  await edit(tx, actor, {
    table: 'network.station',
    id,
    ifMatch,
    patch: { parent_id: parentId },
    visible: visibleTo(actor, 'id'),
    news: { type: 'station.moved', subjectType: 'station', stationId: id },
  })
  await sql`
    update network.station set path = ${parent.path}::uuid[] || path[array_position(path, ${id}::uuid):]
    where path @> array[${id}::uuid]`.execute(tx)
  afterCommit(tx, () => services.forgetActors())
}
