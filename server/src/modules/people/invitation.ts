import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { hashSecret, newSecret } from '../../kit/auth/secrets.ts'
import { INVITATION_DAYS } from '../../kit/auth/terms.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { mustManage } from './authority.ts'

export interface Invitation {
  id: string
  personId: string
  email: string
  expiresAt: Date
  acceptedAt: Date | null
  name: string
  language: string
  isActive: boolean
}

/** Sends somebody the link with which they choose a password. A new invitation ends the ones before it. */
export async function invite(
  tx: Tx,
  services: Services,
  actor: Actor,
  personId: string,
  given: string | null,
  now: Date,
): Promise<Date> {
  await mustManage(tx, actor, personId)
  const person = await tx
    .selectFrom('people.person')
    .select(['name', 'email', 'language', 'is_active'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  if (!person.is_active) throw problem('people.deactivated', 409, { name: person.name })
  const email = given ?? person.email
  if (!email) throw invalid({ path: 'email', code: 'validation.required' })
  const sent = await sendInvitation(
    tx,
    services,
    actor,
    { personId, email, name: person.name, language: person.language },
    now,
  )
  await announce(tx, actor, { type: 'person.invited', subject: { type: 'person', id: personId }, data: { email } })
  return sent
}

type Invited = Pick<Invitation, 'personId' | 'email' | 'name' | 'language'>

async function sendInvitation(tx: Tx, services: Services, actor: Actor, to: Invited, now: Date): Promise<Date> {
  const token = newSecret()
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000)
  await sql`update people.invitation set expires_at = least(expires_at, ${now})
    where person_id = ${to.personId} and accepted_at is null`.execute(tx)
  await tx
    .insertInto('people.invitation')
    .values({
      id: newId(),
      person_id: to.personId,
      email: to.email.toLowerCase(),
      token_hash: hashSecret(token),
      expires_at: expiresAt,
      invited_by: actor.id,
    })
    .execute()
  const company = await tx.selectFrom('kit.company').select(['code', 'name']).executeTakeFirstOrThrow()
  const link = `${services.settings.publicUrl}/console/invitation?company=${company.code}&token=${token}`
  await queueMail(tx, {
    to: to.email,
    language: to.language,
    template: 'invitation',
    values: { name: to.name, company: company.name, inviter: actor.name, link, days: INVITATION_DAYS },
    subject: { type: 'person', id: to.personId },
  })
  return expiresAt
}

export async function findInvitation(tx: Tx, token: string): Promise<Invitation> {
  const { rows } = await sql<Invitation>`
    select i.id, i.person_id as "personId", i.email, i.expires_at as "expiresAt", i.accepted_at as "acceptedAt",
      p.name, p.language, p.is_active as "isActive"
    from people.invitation i join people.person p on p.tenant_id = i.tenant_id and p.id = i.person_id
    where i.token_hash = ${hashSecret(token)}`.execute(tx)
  if (!rows[0]) throw notFound('invitation')
  return rows[0]
}

export function stateOf(invitation: Invitation, now: Date): 'open' | 'expired' | 'used' | 'withdrawn' {
  if (invitation.acceptedAt) return 'used'
  if (!invitation.isActive) return 'withdrawn'
  return invitation.expiresAt <= now ? 'expired' : 'open'
}

/** Whoever holds an expired link may have a new one sent, to the address the first one went to and nowhere else. */
export async function renewInvitation(
  tx: Tx,
  services: Services,
  actor: Actor,
  token: string,
  now: Date,
): Promise<void> {
  const invitation = await findInvitation(tx, token)
  if (stateOf(invitation, now) !== 'expired') throw problem('link.used', 410)
  // Only the latest one can be renewed: an older link in an older mail must not throw out the one sent last.
  const { rows } = await sql<{ id: string }>`
    select id from people.invitation where person_id = ${invitation.personId} order by created_at desc, id desc limit 1`.execute(
    tx,
  )
  if (rows[0]!.id !== invitation.id) throw problem('link.superseded', 410)
  await sendInvitation(tx, services, actor, invitation, now)
}
