import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { day, id, names } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { partRow } from './catalogue.ts'

export const chainView = z
  .object({
    parts: z.array(
      z.object({
        id,
        number: z.string(),
        name: names,
        step: z.number().describe('0: the part itself; below: what it replaced; above: what replaces it'),
        isCurrent: z.boolean().describe('nothing in force replaces it: the one to order today'),
        free: z.number().describe('good and kept for nobody, at the places you see'),
      }),
    ),
    links: z.array(z.object({ fromId: id, toId: id, fromOn: day, bothWays: z.boolean() })),
  })
  .meta({ id: 'PartChain' })

/** Everything a part replaced and is replaced by, however many steps away, and which of them is to be ordered today. */
export async function chainOf(tx: Tx, actor: Actor, partId: string): Promise<z.input<typeof chainView>> {
  await partRow(tx, partId)
  const { rows } = await sql<z.input<typeof chainView>>`
    with recursive after as (
      select ${partId}::uuid as id, 0 as step
      union select s.successor_id, a.step + 1 from after a join parts.supersession s on s.tenant_id = kit.tenant() and s.part_id = a.id where a.step < 20),
    before as (
      select ${partId}::uuid as id, 0 as step
      union select s.part_id, b.step - 1 from before b join parts.supersession s on s.tenant_id = kit.tenant() and s.successor_id = b.id where b.step > -20),
    node as (select id, max(step) as step from after group by id union select id, min(step) from before group by id having min(step) < 0)
    select (select json_agg(json_build_object('id', p.id, 'number', p.number, 'name', p.name, 'step', n.step,
        'isCurrent', p.is_active and not exists (select from parts.supersession s where s.tenant_id = p.tenant_id and s.part_id = p.id and s.from_on <= current_date),
        'free', coalesce((select sum(b.on_hand - b.reserved) from parts.balance b join parts.place l on l.tenant_id = b.tenant_id and l.id = b.place_id
          where b.tenant_id = p.tenant_id and b.part_id = p.id and b.condition = 'good' and b.on_hand > b.reserved and l.kind <> 'transit'
            and ${visibleTo(actor, 'l.station_id')}), 0)::float8) order by n.step, p.number)
      from node n join parts.part p on p.tenant_id = kit.tenant() and p.id = n.id) as parts,
      (select coalesce(json_agg(json_build_object('fromId', s.part_id, 'toId', s.successor_id, 'fromOn', s.from_on, 'bothWays', s.both_ways)
        order by s.from_on, s.id), '[]') from parts.supersession s join node f on f.id = s.part_id join node t on t.id = s.successor_id
        where s.tenant_id = kit.tenant()) as links`.execute(tx)
  return rows[0]!
}
