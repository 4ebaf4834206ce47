import { STATION_ROLES } from '@aftercare/rules'
import { type RawBuilder, sql } from 'kysely'
import { type Actor, can, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound, problem } from '../../kit/problem.ts'
import type { Role } from '../../permissions.ts'
import type { GrantInput } from './shapes.ts'

/**
 * The persons an actor may see: all for company-wide actors, else oneself, whoever holds a role at one of the actor's
 * stations, and country colleagues of the same country. A role is what ties a person to a station here.
 */
export function visiblePerson(actor: Actor, alias: string): RawBuilder<boolean> {
  if (actor.stations === 'all') return sql<boolean>`true`
  const p = (column: string) => sql.ref(`${alias}.${column}`)
  return sql<boolean>`(${p('id')} = ${actor.id} or exists (
    select from people.role_grant g where g.tenant_id = ${p('tenant_id')} and g.person_id = ${p('id')} and g.ended_at is null
    and (g.station_id = any(${[...actor.stations]}::uuid[]) or g.country in (
      select m.country from people.role_grant m
      where m.tenant_id = ${p('tenant_id')} and m.person_id = ${actor.id} and m.ended_at is null and m.scope = 'country'))))`
}

export async function mustSeePerson(tx: Tx, actor: Actor, personId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from people.person p where p.id = ${personId} and ${visiblePerson(actor, 'p')}`.execute(tx)
  if (rows.length === 0) throw notFound('person')
}

export interface Grant {
  id: string
  role: Role
  scope: 'company' | 'country' | 'station'
  country: string | null
  stationId: string | null
  grantedAt: Date
}

export async function activeGrants(tx: Tx, personId: string): Promise<Grant[]> {
  const { rows } = await sql<Grant>`
    select id, role, scope, country, station_id as "stationId", granted_at as "grantedAt" from people.role_grant
    where person_id = ${personId} and ended_at is null order by granted_at, id`.execute(tx)
  return rows
}

export function mayGrant(actor: Actor, grant: GrantInput | Grant): boolean {
  if (can(actor, 'people.grant_roles')) return true
  if (!can(actor, 'people.invite') || grant.scope !== 'station') return false
  return STATION_ROLES.includes(grant.role) && sees(actor, grant.stationId)
}

/** Whether the actor may decide who this person is and whether they get in: an administrator, or the manager of all their roles. */
export async function manages(tx: Tx, actor: Actor, personId: string): Promise<boolean> {
  if (can(actor, 'people.grant_roles')) return true
  if (!can(actor, 'people.invite')) return false
  const grants = await activeGrants(tx, personId)
  return grants.length > 0 && grants.every((grant) => mayGrant(actor, grant))
}

export async function mustManage(tx: Tx, actor: Actor, personId: string): Promise<void> {
  await mustSeePerson(tx, actor, personId)
  if (!(await manages(tx, actor, personId))) throw problem('people.not_yours', 403)
}
