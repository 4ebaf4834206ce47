import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ProposalRow } from './find.ts'

type Wanted = Pick<ProposalRow, 'part_id' | 'from_place_id' | 'tracking' | 'quantity'>

interface Units {
  partId: string
  quantity: number
  serials?: string[]
  batch?: string
}

/**
 * What exactly leaves: of parts kept by serial the ones first received, of batches those that spoil first and are not blocked. Null when
 * not so many can be named, because others are drafted to leave or blocked.
 */
export async function unitsToSend(tx: Tx, row: Wanted): Promise<Units[] | null> {
  const quantity = Number(row.quantity)
  if (row.tracking === 'serial') return serialsToSend(tx, row, quantity)
  return row.tracking === 'batch' ? batchesToSend(tx, row, quantity) : [{ partId: row.part_id, quantity }]
}

async function serialsToSend(tx: Tx, row: Wanted, quantity: number): Promise<Units[] | null> {
  const { rows } = await sql<{ number: string }>`select s.number from parts.serial s
    join parts.owner o on o.tenant_id = s.tenant_id and o.id = s.owner_id and o.kind = 'own'
    where s.part_id = ${row.part_id} and s.place_id = ${row.from_place_id} and s.condition = 'good' and not exists (
      select from parts.shipment_line l join parts.shipment h on h.tenant_id = l.tenant_id and h.id = l.shipment_id and h.state = 'draft'
      where l.tenant_id = s.tenant_id and l.serial_id = s.id)
    order by s.last_movement_id, s.number limit ${quantity}`.execute(tx)
  if (rows.length < quantity) return null
  return [{ partId: row.part_id, quantity, serials: rows.map(({ number }) => number) }]
}

async function batchesToSend(tx: Tx, row: Wanted, quantity: number): Promise<Units[] | null> {
  const { rows } = await sql<{
    code: string
    free: number
  }>`select h.code, (b.on_hand - b.reserved - coalesce((select sum(l.quantity)
      from parts.shipment_line l join parts.shipment t on t.tenant_id = l.tenant_id and t.id = l.shipment_id and t.state = 'draft'
      where l.tenant_id = b.tenant_id and l.batch_id = b.batch_id and t.from_place_id = b.place_id), 0))::float8 as free
    from parts.balance b join parts.batch h on h.tenant_id = b.tenant_id and h.id = b.batch_id
    join parts.owner o on o.tenant_id = b.tenant_id and o.id = b.owner_id and o.kind = 'own'
    where b.part_id = ${row.part_id} and b.place_id = ${row.from_place_id} and b.condition = 'good' and h.blocked_at is null
      and coalesce(h.expires_on > current_date, true)
    order by h.expires_on nulls last, h.code`.execute(tx)
  const units: Units[] = []
  let wanted = quantity
  for (const { code, free } of rows) {
    const taken = Math.min(wanted, Math.floor(free))
    if (taken <= 0) continue
    units.push({ partId: row.part_id, quantity: taken, batch: code })
    wanted -= taken
  }
  return wanted > 0 ? null : units
}
