import type { Selectable } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { RequestsRequest } from '../../kit/db-types.ts'
import { notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'

export type RequestRow = Selectable<RequestsRequest>

/** The request as the actor may see it; what is not theirs does not exist. */
export async function findRequest(tx: Tx, actor: Actor, id: string): Promise<RequestRow> {
  const row = await tx
    .selectFrom('requests.request as r')
    .selectAll()
    .where('r.id', '=', id)
    .where(visibleTo(actor, 'r.station_id'))
    .executeTakeFirst()
  if (!row) throw notFound('request')
  return row
}

/** The same, held until the change commits: two people at once take turns. */
export async function lockRequest(tx: Tx, actor: Actor, id: string): Promise<RequestRow> {
  const row = await tx
    .selectFrom('requests.request as r')
    .selectAll()
    .where('r.id', '=', id)
    .where(visibleTo(actor, 'r.station_id'))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('request')
  return row
}

/** The request and all that were merged into it: their conversation is read as one. */
export async function threadOf(tx: Tx, id: string): Promise<{ id: string; number: string }[]> {
  return tx
    .selectFrom('requests.request as r')
    .select(['r.id', 'r.number'])
    .where((eb) => eb.or([eb('r.id', '=', id), eb('r.merged_into', '=', id)]))
    .execute()
}
