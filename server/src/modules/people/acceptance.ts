import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { systemActor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { writeSessionCookie } from '../../kit/auth/cookie.ts'
import { forgive, takeTry } from '../../kit/auth/slowdown.ts'
import { addUser, findUser, isPassword, openSession, setPassword } from '../../kit/auth/users.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import { findInvitation, type Invitation, stateOf } from './invitation.ts'

export interface Acceptance {
  tx: Tx
  services: Services
  tenantId: string
  token: string
  password: string
  now: Date
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * Turns the invited person into one who signs in, and signs them in. Somebody who already signs in elsewhere proves it with
 * the password they have; with a second factor they then sign in the ordinary way.
 */
export async function acceptInvitation(call: Acceptance): Promise<{ signedIn: boolean }> {
  const { tx, services, now } = call
  const invitation = await findInvitation(tx, call.token)
  const state = stateOf(invitation, now)
  if (state !== 'open') throw problem(state === 'used' ? 'link.used' : 'link.expired', 410)
  const known = await findUser(tx, invitation.email)
  const userId = known ? await provenUser(call, known) : await addUser(tx, { ...invitation, password: call.password })
  const { rows } =
    await sql`update people.invitation set accepted_at = ${now} where id = ${invitation.id} and accepted_at is null returning id`.execute(
      tx,
    )
  if (rows.length === 0) throw problem('link.used', 410)
  await join(tx, services, call.tenantId, invitation, userId)
  if (known?.twoFactor) return { signedIn: false }
  const token = await openSession(tx, userId, { ip: call.request.ip, userAgent: call.request.headers['user-agent'] })
  writeSessionCookie(call.reply, services, token)
  return { signedIn: true }
}

type User = NonNullable<Awaited<ReturnType<typeof findUser>>>

async function provenUser({ tx, services, password, request }: Acceptance, user: User): Promise<string> {
  if (user.hash === null) {
    // Came through the company's identity provider so far: the link has proved the address, the password is a first one.
    await setPassword(tx, user.id, password)
    return user.id
  }
  const limits = [
    { key: `sign-in ${user.email} ${request.ip}`, free: 5, kind: 'subject' as const },
    { key: `sign-in ${user.email}`, free: 20, kind: 'subject' as const },
  ]
  await takeTry(services.db, limits)
  if (!(await isPassword(user.hash, password))) throw problem('sign_in.failed', 401)
  await forgive(services.db, limits)
  return user.id
}

async function join(
  tx: Tx,
  services: Services,
  tenantId: string,
  invitation: Invitation,
  userId: string,
): Promise<void> {
  await sql`update people.person set user_id = ${userId}, email = coalesce(email, ${invitation.email}), version = version + 1
    where id = ${invitation.personId}`.execute(tx)
  const actor = { ...systemActor(tenantId), name: invitation.name }
  const subject = { type: 'person', id: invitation.personId }
  await announce(tx, actor, { type: 'person.joined', subject, data: { email: invitation.email } })
  afterCommit(tx, () => services.forgetActors())
}
