import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/**
 * What the technicians of stations can do on a day, by code of the skill. Somebody counts for the stations they work at and
 * those they hold the role for; a skill that needs a certificate counts with a valid one. A station nobody works at has none.
 */
export async function skillsOfStations(
  tx: Tx,
  stationIds: readonly string[],
  day: string,
): Promise<Map<string, string[]>> {
  if (stationIds.length === 0) return new Map()
  const { rows } = await sql<{ station: string; skills: string[] }>`
    select w.station_id as station, array_agg(distinct k.code order by k.code) as skills
    from (
      select f.tenant_id, f.station_id, f.person_id from network.staff f
      where f.station_id = any(${[...stationIds]}::uuid[]) and f.from_on <= ${day}::date
        and (f.to_on is null or f.to_on >= ${day}::date)
      union
      select g.tenant_id, g.station_id, g.person_id from people.role_grant g
      where g.station_id = any(${[...stationIds]}::uuid[]) and g.role = 'technician' and g.ended_at is null
    ) w
    join people.person p on p.tenant_id = w.tenant_id and p.id = w.person_id and p.is_active
    join people.role_grant t on t.tenant_id = p.tenant_id and t.person_id = p.id and t.role = 'technician' and t.ended_at is null
    join people.person_skill ps on ps.tenant_id = p.tenant_id and ps.person_id = p.id
    join people.skill k on k.tenant_id = ps.tenant_id and k.id = ps.skill_id
    where not k.needs_certificate or exists (select from people.certificate c
      where c.tenant_id = ps.tenant_id and c.person_id = ps.person_id and c.skill_id = k.id
        and c.issued_on <= ${day}::date and (c.expires_on is null or c.expires_on >= ${day}::date))
    group by w.station_id`.execute(tx)
  return new Map(rows.map((row) => [row.station, row.skills]))
}
