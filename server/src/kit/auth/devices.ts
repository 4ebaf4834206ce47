import { sql } from 'kysely'
import type { Tx } from '../db.ts'
import { notFound } from '../problem.ts'
import { SESSION_SECONDS } from './terms.ts'

export interface Device {
  id: string
  userAgent: string | null
  address: string | null
  signedInAt: Date
  lastSeenAt: Date
  isThis: boolean
}

/** Where a person is signed in, the device that asks first. */
export async function listDevices(tx: Tx, userId: string, token: string | null): Promise<Device[]> {
  const { rows } = await sql<Device>`
    select id, "userAgent", "ipAddress" as address, "createdAt" as "signedInAt", "updatedAt" as "lastSeenAt", token = ${token ?? ''} as "isThis"
    from auth."session" where "userId" = ${userId} and "expiresAt" > now() order by 6 desc, "updatedAt" desc`.execute(
    tx,
  )
  return rows
}

export async function endDevice(tx: Tx, userId: string, id: string): Promise<void> {
  const { rows } = await sql`delete from auth."session" where "userId" = ${userId} and id = ${id} returning id`.execute(
    tx,
  )
  if (rows.length === 0) throw notFound('device')
}

/** Ends all sessions but the one that asks; tells how many. */
export async function endOtherDevices(tx: Tx, userId: string, token: string | null): Promise<number> {
  const { rows } =
    await sql`delete from auth."session" where "userId" = ${userId} and token <> ${token ?? ''} returning id`.execute(
      tx,
    )
  return rows.length
}

/** A session in use lasts: once a day its end moves on. True when it moved, so that the cookie may move with it. */
export async function keepSession(tx: Tx, token: string): Promise<boolean> {
  const { rows } =
    await sql`update auth."session" set "expiresAt" = now() + ${SESSION_SECONDS} * interval '1 second', "updatedAt" = now()
    where token = ${token} and "updatedAt" < now() - interval '1 day' and "expiresAt" > now() returning id`.execute(tx)
  return rows.length > 0
}

/** The session behind this token; null for none. */
export async function sessionOf(tx: Tx, token: string | null): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from auth."session" where token = ${token ?? ''}`.execute(tx)
  return rows[0]?.id ?? null
}

/** Whoever holds it is signed out. */
export async function endSession(tx: Tx, id: string): Promise<void> {
  await sql`delete from auth."session" where id = ${id}`.execute(tx)
}
