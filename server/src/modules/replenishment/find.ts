import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { ReplenishmentProposal } from '../../kit/db-types.ts'
import { notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import type { proposalView } from './shapes.ts'

type View = z.input<typeof proposalView>

/** A proposal with what deciding about it needs. */
export type ProposalRow = Selectable<ReplenishmentProposal> & {
  part: string
  tracking: string
  is_active: boolean
  place: string
  from_name: string | null
  options: unknown
}

/** Proposals held for a decision, in one order; one that is absent or out of sight refuses all. */
export async function proposalsHeld(tx: Tx, actor: Actor, ids: readonly string[]): Promise<ProposalRow[]> {
  const wanted = [...new Set(ids)]
  const { rows } =
    await sql<ProposalRow>`select p.*, q.number as part, q.tracking, q.is_active, l.name as place, f.name as from_name, r.options
    from replenishment.proposal p join parts.part q on q.tenant_id = p.tenant_id and q.id = p.part_id
    join parts.place l on l.tenant_id = p.tenant_id and l.id = p.place_id
    join replenishment.run r on r.tenant_id = p.tenant_id and r.id = p.run_id
    left join parts.place f on f.tenant_id = p.tenant_id and f.id = p.from_place_id
    where p.id = any(${wanted}::uuid[]) and ${visibleTo(actor, 'p.station_id')} order by p.id for update of p`.execute(
      tx,
    )
  if (rows.length < wanted.length) throw notFound('replenishment_proposal')
  return rows
}

type Decision = Partial<Pick<Selectable<ReplenishmentProposal>, 'state' | 'order_id' | 'shipment_id' | 'reason'>>

export async function decided(tx: Tx, actor: Actor, ids: readonly string[], set: Decision): Promise<void> {
  await tx
    .updateTable('replenishment.proposal')
    .set({ ...set, decided_at: new Date(), decided_by: actor.id, decided_by_name: actor.name })
    .where('id', 'in', [...ids])
    .execute()
}

const VIEW = sql`select p.id, p.run_id as "runId", p.kind, p.state, jsonb_build_object('id', q.id, 'number', q.number, 'name', q.name, 'unit', q.unit) as part,
    jsonb_build_object('id', l.id, 'name', l.name) as place, f.name as "from", t.name as "to", p.supplier, p.quantity::float8 as quantity,
    p.unit_minor::text as "unitMinor", p.money_minor::text as "moneyMinor", c.currency, p.level::float8 as level, p.position::float8 as position,
    p.fill, p.risk, p.rule, p.facts, p.reason, p.order_id as "orderId", p.shipment_id as "shipmentId", r.created_at as "plannedAt",
    p.decided_at as "decidedAt", p.decided_by_name as "decidedBy"
  from replenishment.proposal p join replenishment.run r on r.tenant_id = p.tenant_id and r.id = p.run_id
  join parts.part q on q.tenant_id = p.tenant_id and q.id = p.part_id
  join parts.place l on l.tenant_id = p.tenant_id and l.id = p.place_id cross join kit.company c
  left join parts.place f on f.tenant_id = p.tenant_id and f.id = p.from_place_id
  left join parts.place t on t.tenant_id = p.tenant_id and t.id = p.to_place_id`

export async function viewProposal(tx: Tx, actor: Actor, id: string): Promise<View> {
  const { rows } = await sql<View>`${VIEW} where p.id = ${id} and ${visibleTo(actor, 'p.station_id')}`.execute(tx)
  if (!rows[0]) throw notFound('replenishment_proposal')
  return rows[0]
}

/** What the latest plan says of a part at every place, the busiest first. */
export async function outlookOf(tx: Tx, actor: Actor, partId: string): Promise<View[]> {
  const part = await tx.selectFrom('parts.part').select('id').where('id', '=', partId).executeTakeFirst()
  if (!part) throw notFound('part')
  const { rows } = await sql<View>`${VIEW} where p.part_id = ${partId} and ${visibleTo(actor, 'p.station_id')}
    and p.run_id = (select n.id from replenishment.run n where n.kind = 'plan' and n.state = 'done' order by n.finished_at desc limit 1)
    order by p.mean desc, l.name, p.id`.execute(tx)
  return rows
}
