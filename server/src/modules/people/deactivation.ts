import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { endAllSessions } from '../../kit/auth/users.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { problem } from '../../kit/problem.ts'
import { activeGrants, mustManage } from './authority.ts'
import { companiesOf } from './companies.ts'
import { makePersonFindable } from './findable.ts'
import { mustKeepAdministrator } from './roles.ts'

/** Somebody leaves: no sign-in from this moment, roles and history stay for when they come back and for the record. */
export async function deactivatePerson(
  tx: Tx,
  services: Services,
  actor: Actor,
  id: string,
  ifMatch: number,
): Promise<void> {
  if (id === actor.id) throw problem('people.not_oneself', 409)
  await mustManage(tx, actor, id)
  await setActive(tx, services, actor, id, ifMatch, false)
  const grants = await activeGrants(tx, id)
  if (grants.some((grant) => grant.role === 'administrator')) await mustKeepAdministrator(tx)
  const { rows } = await sql<{ user_id: string | null }>`select user_id from people.person where id = ${id}`.execute(tx)
  const userId = rows[0]?.user_id
  // Sessions belong to the sign-in: they go on while another company still employs the person.
  if (userId && (await companiesOf(tx, userId)).length === 0) await endAllSessions(tx, userId)
}

export async function reactivatePerson(
  tx: Tx,
  services: Services,
  actor: Actor,
  id: string,
  ifMatch: number,
): Promise<void> {
  await mustManage(tx, actor, id)
  await setActive(tx, services, actor, id, ifMatch, true)
}

async function setActive(
  tx: Tx,
  services: Services,
  actor: Actor,
  id: string,
  ifMatch: number,
  isActive: boolean,
): Promise<void> {
  await edit(tx, actor, {
    table: 'people.person',
    id,
    ifMatch,
    patch: { is_active: isActive },
    news: { type: isActive ? 'person.reactivated' : 'person.deactivated', subjectType: 'person' },
  })
  await sql`update people.invitation set expires_at = least(expires_at, now()) where person_id = ${id} and accepted_at is null`.execute(
    tx,
  )
  await makePersonFindable(tx, id)
  afterCommit(tx, () => services.forgetActors())
}
