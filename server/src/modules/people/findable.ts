import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rewritableOneByOne } from '../../kit/housekeeping/reindex.ts'
import { forgetFindable, makeFindable } from '../../kit/search/find.ts'

/** A person is found by name, number, phone and e-mail while they are here; in lists of a station by the first role there. */
export async function makePersonFindable(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql<{
    number: string
    name: string
    email: string | null
    phone: string | null
    is_active: boolean
    station_id: string | null
  }>`
    select p.number, p.name, p.email, p.phone, p.is_active,
      (select g.station_id from people.role_grant g where g.tenant_id = p.tenant_id and g.person_id = p.id
        and g.ended_at is null and g.station_id is not null order by g.granted_at limit 1) as station_id
    from people.person p where p.id = ${id}`.execute(tx)
  const person = rows[0]
  if (!person?.is_active) return forgetFindable(tx, 'person', [id])
  await makeFindable(tx, {
    kind: 'person',
    id,
    title: person.name,
    subtitle: person.number,
    text: person.email ?? '',
    codes: [person.number, ...(person.phone ? [person.phone] : [])],
    stationId: person.station_id,
    updatedAt: new Date(),
  })
}

rewritableOneByOne('person', makePersonFindable)
