import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { staleVersion } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { activeGrants, type Grant, mayGrant, mustSeePerson } from './authority.ts'
import { makePersonFindable } from './findable.ts'
import type { GrantInput } from './shapes.ts'

/** Sets the whole set of roles. Each one given or taken must be the actor's to give; roles nobody touches may be anyone's. */
export async function setRoles(
  tx: Tx,
  services: Services,
  actor: Actor,
  personId: string,
  wanted: GrantInput[],
  ifMatch: number,
): Promise<void> {
  await mustSeePerson(tx, actor, personId)
  await lockPerson(tx, personId, ifMatch, wanted.map(keyOf))
  const present = await activeGrants(tx, personId)
  const keys = new Set(wanted.map(keyOf))
  const ended = present.filter((grant) => !keys.has(keyOf(grant)))
  const kept = new Set(present.map(keyOf))
  const added = wanted.filter((grant) => !kept.has(keyOf(grant)))
  if (ended.length === 0 && added.length === 0) return
  if (![...ended].every((grant) => mayGrant(actor, grant))) throw problem('people.not_yours', 403)
  await addGrants(tx, actor, personId, added)
  await sql`update people.role_grant set ended_at = now() where id = any(${ended.map((grant) => grant.id)}::uuid[])`.execute(
    tx,
  )
  if (ended.some((grant) => grant.role === 'administrator')) await mustKeepAdministrator(tx)
  const { rows } = await sql<{ version: number }>`
    update people.person set version = version + 1 where id = ${personId} returning version`.execute(tx)
  const subject = { type: 'person', id: personId, version: rows[0]!.version }
  const changes = { roles: { from: present.map(keyOf), to: [...keys] } }
  await announce(tx, actor, { type: 'person.roles_changed', subject, data: { changes } })
  await makePersonFindable(tx, personId)
  afterCommit(tx, () => services.forgetActors())
}

export async function addGrants(tx: Tx, actor: Actor, personId: string, grants: GrantInput[]): Promise<void> {
  if (grants.some((grant) => !mayGrant(actor, grant))) throw problem('people.role_not_yours', 403)
  const once = new Map(grants.map((grant) => [keyOf(grant), grant]))
  for (const grant of once.values()) {
    const country = grant.scope === 'country' ? grant.country : null
    const station_id = grant.scope === 'station' ? grant.stationId : null
    const { role, scope } = grant
    await tx
      .insertInto('people.role_grant')
      .values({ id: newId(), person_id: personId, role, scope, country, station_id, granted_by: actor.id })
      .execute()
  }
}

/** A company whose last administrator is gone can only be opened again from its server's command line. */
export async function mustKeepAdministrator(tx: Tx): Promise<void> {
  // Two administrators removing each other at once: one waits here for the other.
  await sql`select pg_advisory_xact_lock(hashtextextended('people.administrators' || kit.tenant(), 0))`.execute(tx)
  const { rows } = await sql`
    select 1 from people.role_grant g join people.person p on p.tenant_id = g.tenant_id and p.id = g.person_id
    where g.role = 'administrator' and g.scope = 'company' and g.ended_at is null and p.is_active limit 1`.execute(tx)
  if (rows.length === 0) throw problem('people.last_administrator', 409)
}

/** Takes the row for a change of its roles; a stale version names what changed meanwhile. */
async function lockPerson(tx: Tx, id: string, ifMatch: number, roles: string[]): Promise<void> {
  const row = await tx.selectFrom('people.person').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('person')
  if (row.version === ifMatch) return
  const present = (await activeGrants(tx, id)).map(keyOf)
  throw await staleVersion(
    tx,
    { ...row, roles: present },
    { id, ifMatch, patch: { roles }, news: { subjectType: 'person' } },
  )
}

/** 'technician at …': one line per role and reach, to compare sets of them. */
function keyOf(grant: GrantInput | Grant): string {
  const where = grant.scope === 'country' ? grant.country : grant.scope === 'station' ? grant.stationId : ''
  return `${grant.role} ${grant.scope} ${where}`.trim()
}
