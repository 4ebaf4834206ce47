import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { kind } from './shapes.ts'

export const treeView = z.object({
  items: z.array(
    z
      .object({
        id,
        parentId: id.nullable().describe('null: the top of what the caller sees'),
        number: z.string(),
        name: z.string(),
        kind,
        country: z.string().nullable(),
        city: z.string().nullable(),
        lat: z.number().nullable(),
        lon: z.number().nullable(),
        timeZone: z.string(),
        isActive: z.boolean(),
        people: z.number(),
        version: z.number(),
      })
      .meta({ id: 'StationTreeNode' }),
  ),
})

/** The part of the tree the actor sees, parents before their children. */
export async function stationTree(tx: Tx, actor: Actor, now: Date) {
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql<{ id: string; parentId: string | null }>`
    select s.id, s.parent_id as "parentId", s.number, s.name, s.kind, s.country, s.city, s.lat, s.lon, s.time_zone as "timeZone",
      s.is_active as "isActive", s.version,
      (select count(*)::int from network.staff t where t.tenant_id = s.tenant_id and t.station_id = s.id
        and t.from_on <= ${today}::date and (t.to_on is null or t.to_on >= ${today}::date)) as people
    from network.station s where ${visibleTo(actor, 's.id')} order by cardinality(s.path), s.name, s.id`.execute(tx)
  const seen = new Set(rows.map((row) => row.id))
  return {
    items: rows.map((row) => ({ ...row, parentId: row.parentId && seen.has(row.parentId) ? row.parentId : null })),
  }
}
