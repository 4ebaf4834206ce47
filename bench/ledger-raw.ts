import pg from 'pg'
import { newId } from '../server/src/kit/ids.ts'
import type { LedgerGround } from './ledger-ground.ts'
import type { Stage } from './stage.ts'

/**
 * The ceiling: the rows of one issue by plain prepared SQL in one transaction, the balance locked first, no trigger and no foreign
 * key (session_replication_role), nothing checked. Document, movement, balance, month, layer, two entries of value, month of value, event.
 */
export async function rawIssuer(
  stage: Stage,
  ground: LedgerGround,
): Promise<{ issue(part: string, place: string): Promise<void>; end(): Promise<void> }> {
  const client = new pg.Client({ connectionString: stage.services.ownerPool.options.connectionString! })
  await client.connect()
  await client.query('set session_replication_role = replica')
  const t = stage.tenantId
  const lock = `select on_hand, reserved from parts.balance where tenant_id = $1 and part_id = $2 and place_id = $3 and condition = 'good'
    and owner_id = $4 and batch_id = '00000000-0000-0000-0000-000000000000' for update`
  const write = `with d as (insert into parts.document (tenant_id, id, kind, content_hash, place_id, effective_at, by_kind) values ($1, $5, 'issue', '', $3, clock_timestamp(), 'system')),
    m as (insert into parts.movement (tenant_id, id, document_id, line, part_id, quantity, from_place_id, from_condition, from_owner_id, to_place_id, to_condition, to_owner_id, effective_at)
      values ($1, $6, $5, 1, $2, 1, $3, 'good', $4, $7, 'good', $4, clock_timestamp())),
    b as (update parts.balance set on_hand = on_hand - 1, last_at = clock_timestamp() where tenant_id = $1 and part_id = $2 and place_id = $3
      and condition = 'good' and owner_id = $4 and batch_id = '00000000-0000-0000-0000-000000000000'),
    s as (insert into parts.month_sum as s (tenant_id, part_id, place_id, condition, owner_id, batch_id, month, quantity)
      values ($1, $2, $3, 'good', $4, '00000000-0000-0000-0000-000000000000', date_trunc('month', now() at time zone 'UTC')::date, -1)
      on conflict (tenant_id, part_id, place_id, condition, owner_id, batch_id, month) do update set quantity = s.quantity - 1),
    l as (update parts.layer set quantity = quantity - 1, minor = minor - 100 where tenant_id = $1 and part_id = $2 and owner_id = $4 and movement_id is null and serial_id is null returning id),
    v as (insert into parts.value_entry (tenant_id, id, document_id, movement_id, part_id, owner_id, layer_id, account, reason, quantity, minor, stands_at)
      select $1, gen_random_uuid(), $5, $6, $2, $4, case when a = 'stock' then l.id end, a, 'issue', case when a = 'stock' then -1 else 0 end, case when a = 'stock' then -100 else 100 end, clock_timestamp()
      from l, unnest(array['stock', 'used']) a),
    w as (insert into parts.value_month as w (tenant_id, part_id, owner_id, month, quantity, minor)
      values ($1, $2, $4, date_trunc('month', now() at time zone 'UTC')::date, -1, -100)
      on conflict (tenant_id, part_id, owner_id, month) do update set quantity = w.quantity - 1, minor = w.minor - 100)
    insert into kit.event (tenant_id, id, type, subject_type, subject_id, actor_kind, data) values ($1, $8, 'stock.posted', 'stock_document', $5, 'system', '{"kind":"issue","lines":1}')`
  return {
    async issue(part, place) {
      await client.query('begin')
      await client.query({ name: 'lock', text: lock, values: [t, part, place, ground.ownerId] })
      await client.query({
        name: 'write',
        text: write,
        values: [t, part, place, ground.ownerId, newId(), newId(), ground.customerPlaceId, newId()],
      })
      await client.query('commit')
    },
    end: () => client.end(),
  }
}
