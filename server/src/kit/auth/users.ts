import { randomBytes } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Tx } from '../db.ts'
import { newId } from '../ids.ts'
import { SESSION_SECONDS } from './terms.ts'

/** Users are people who sign in: one per e-mail address, however many companies they work for. Rows as better-auth writes them. */
export async function findUser(
  tx: Tx,
  email: string,
): Promise<{ id: string; email: string; hash: string | null; twoFactor: boolean } | null> {
  const { rows } = await sql<{ id: string; email: string; hash: string | null; twoFactor: boolean }>`
    select u.id, u.email, a.password as hash, coalesce(u."twoFactorEnabled", false) as "twoFactor" from auth."user" u
    left join auth."account" a on a."userId" = u.id and a."providerId" = 'credential'
    where u.email = ${email.toLowerCase()}`.execute(tx)
  return rows[0] ?? null
}

export async function addUser(tx: Tx, user: { email: string; name: string; password: string }): Promise<string> {
  const id = newId()
  await sql`insert into auth."user" (id, name, email, "emailVerified") values (${id}, ${user.name}, ${user.email.toLowerCase()}, true)`.execute(
    tx,
  )
  await setPassword(tx, id, user.password)
  return id
}

/** Sets the password, also for somebody who so far came through the company's identity provider only. */
export async function setPassword(tx: Tx, userId: string, password: string): Promise<void> {
  const hash = await hashPassword(password)
  const { rows } = await sql`update auth."account" set password = ${hash}, "updatedAt" = now()
    where "userId" = ${userId} and "providerId" = 'credential' returning id`.execute(tx)
  if (rows.length > 0) return
  await sql`insert into auth."account" (id, "accountId", "providerId", "userId", password, "updatedAt")
    values (${newId()}, ${userId}, 'credential', ${userId}, ${hash}, now())`.execute(tx)
}

export function isPassword(hash: string, password: string): Promise<boolean> {
  return verifyPassword({ hash, password })
}

/** Opens a session without a password: for somebody who has just proved who they are by a link. */
export async function openSession(
  tx: Tx,
  userId: string,
  from: { ip: string; userAgent: string | undefined },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await sql`insert into auth."session" (id, "expiresAt", token, "updatedAt", "ipAddress", "userAgent", "userId")
    values (${newId()}, now() + ${SESSION_SECONDS} * interval '1 second', ${token}, now(), ${from.ip}, ${from.userAgent ?? null}, ${userId})`.execute(
    tx,
  )
  return token
}

export async function endAllSessions(tx: Tx, userId: string): Promise<void> {
  await sql`delete from auth."session" where "userId" = ${userId}`.execute(tx)
}
