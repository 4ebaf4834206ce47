import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Role } from '../../permissions.ts'

/** Who has one of the roles for a station; without a station, for the company. */
export async function peopleOfRoles(tx: Tx, stationId: string | null, roles: readonly Role[]): Promise<string[]> {
  if (roles.length === 0) return []
  const { rows } = await sql<{ person_id: string }>`
    select distinct g.person_id from people.role_grant g
    join people.person p on p.tenant_id = g.tenant_id and p.id = g.person_id and p.is_active
    left join network.station s on s.tenant_id = g.tenant_id and s.id = ${stationId}
    where g.ended_at is null and g.role = any(${[...roles]}::text[])
      and (g.scope = 'company' or (g.scope = 'country' and g.country = s.country)
        or (g.scope = 'station' and g.station_id = any(s.path)))
    limit 50`.execute(tx)
  return rows.map((row) => row.person_id)
}
