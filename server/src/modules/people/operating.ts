import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { addUser, endAllSessions, findUser, setPassword } from '../../kit/auth/users.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { deactivatePerson } from './deactivation.ts'
import { addPerson, signInAs } from './persons.ts'
import type { GrantInput } from './shapes.ts'

// What the operator does from the server's command line: for the first users, and for when nobody can get in.

export interface OperatedUser {
  personId: string
  number: string
  name: string
  email: string
  roles: string[]
  isActive: boolean
  twoFactor: boolean
  lastSeenAt: Date | null
}

export interface NewUser {
  email: string
  name: string
  password: string
  language: 'en' | 'zh-CN' | 'zh-TW'
  grant: GrantInput
}

/** Takes on somebody who can sign in at once. An address that signs in elsewhere already keeps its password. */
export async function addSignIn(tx: Tx, services: Services, actor: Actor, user: NewUser, now: Date) {
  const known = await findUser(tx, user.email)
  const facts = { name: user.name, email: user.email, language: user.language, grants: [user.grant] }
  const personId = await addPerson(tx, services, actor, facts, now)
  await signInAs(tx, personId, known?.id ?? (await addUser(tx, user)))
  return { personId, isNew: known === null }
}

export async function listSignIns(tx: Tx): Promise<OperatedUser[]> {
  const { rows } = await sql<OperatedUser>`
    select p.id as "personId", p.number, p.name, u.email, p.is_active as "isActive", coalesce(u."twoFactorEnabled", false) as "twoFactor",
      array(select distinct g.role from people.role_grant g
        where g.tenant_id = p.tenant_id and g.person_id = p.id and g.ended_at is null order by 1) as roles,
      (select max("updatedAt") from auth."session" s where s."userId" = u.id) as "lastSeenAt"
    from people.person p join auth."user" u on u.id = p.user_id order by u.email`.execute(tx)
  return rows
}

export async function disableSignIn(tx: Tx, services: Services, actor: Actor, email: string): Promise<OperatedUser> {
  const person = await personBehind(tx, email)
  const row = await tx
    .selectFrom('people.person')
    .select('version')
    .where('id', '=', person.personId)
    .executeTakeFirstOrThrow()
  await deactivatePerson(tx, services, actor, person.personId, row.version)
  return person
}

/** Sets a password and ends every session; a lost second factor is taken off on request. */
export async function resetPassword(
  tx: Tx,
  services: Services,
  actor: Actor,
  input: { email: string; password: string; dropSecondFactor: boolean },
): Promise<OperatedUser> {
  const person = await personBehind(tx, input.email)
  if (!person.isActive) throw problem('people.deactivated', 409, { name: person.name })
  const user = await findUser(tx, input.email)
  await setPassword(tx, user!.id, input.password)
  if (input.dropSecondFactor) {
    await sql`delete from auth."twoFactor" where "userId" = ${user!.id}`.execute(tx)
    await sql`update auth."user" set "twoFactorEnabled" = false where id = ${user!.id}`.execute(tx)
  }
  await endAllSessions(tx, user!.id)
  const subject = { type: 'person', id: person.personId }
  await announce(tx, actor, { type: 'person.password_reset', subject, data: { secondFactor: !input.dropSecondFactor } })
  afterCommit(tx, () => services.forgetActors())
  return person
}

async function personBehind(tx: Tx, email: string): Promise<OperatedUser> {
  const person = (await listSignIns(tx)).find((one) => one.email === email.toLowerCase())
  if (!person) throw notFound('person')
  return person
}
