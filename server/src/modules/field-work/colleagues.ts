import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** Technicians of the same stations, to hand a job to. */
export async function colleaguesOf(tx: Tx, personId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct p.id, p.name from people.role_grant own
    join people.role_grant g on g.tenant_id = own.tenant_id and g.station_id = own.station_id and g.role = 'technician' and g.ended_at is null
    join people.person p on p.tenant_id = g.tenant_id and p.id = g.person_id and p.is_active and p.id <> own.person_id
    where own.tenant_id = kit.tenant() and own.person_id = ${personId}::uuid and own.role = 'technician' and own.ended_at is null
    order by p.name limit 100`.execute(tx)
  return rows
}
