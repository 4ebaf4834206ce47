import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import { defineList, idColumn, instantColumn, numberColumn, text } from '../../kit/list/definition.ts'

/** Phones of people with a role at one of the actor's stations; their own one, too. */
export const visiblePhone = (actor: Actor) =>
  actor.stations === 'all'
    ? sql<boolean>`true`
    : sql<boolean>`(f.person_id = ${actor.id}::uuid or exists (select 1 from people.role_grant g where g.tenant_id = f.tenant_id
        and g.person_id = f.person_id and g.station_id = any(${[...actor.stations]}::uuid[])))`

export const phoneList = defineList({
  name: 'phones',
  words: 'field-work',
  path: '/phones',
  needs: 'people.read',
  summary: 'Phones of technicians: last heard from, and what waits on them',
  subject: 'phone',
  from: `field_work.phone f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id`,
  id: 'f.id',
  visible: visiblePhone,
  sort: '-lastHeardAt',
  columns: {
    technician: text('p.name'),
    technicianId: idColumn('f.person_id'),
    phoneName: text('f.name'),
    lastHeardAt: instantColumn('f.last_heard_at', { sortable: true }),
    waiting: numberColumn('f.waiting'),
    stuck: numberColumn('f.stuck'),
    oldestAt: instantColumn('f.oldest_at', { nullable: true }),
    clockOffset: numberColumn('f.offset_ms / 1000', { nullable: true }),
    roomMb: numberColumn('f.room_mb', { nullable: true }),
    app: text('f.app', { nullable: true }),
    revokedAt: instantColumn('f.revoked_at', { nullable: true }),
  },
})
