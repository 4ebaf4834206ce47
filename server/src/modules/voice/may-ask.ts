import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { allows } from '../parties/index.ts'

/** Nobody is asked twice within so many days, whatever happened meanwhile. */
const FATIGUE_DAYS = 30

/**
 * A call about work just done belongs to that work: it needs no consent of its own, but one that was withdrawn ends it.
 * A survey does need one: never asked is no.
 */
export async function mayBeRung(tx: Tx, customerId: string): Promise<boolean> {
  const { rows } = await sql<{ granted: boolean }>`
    select distinct on (purpose) granted from parties.consent
    where customer_id = ${customerId} and purpose in ('service', 'survey') order by purpose, at desc, id desc`.execute(
    tx,
  )
  return rows.every((row) => row.granted)
}

export async function maySurvey(tx: Tx, customerId: string, at: Date): Promise<boolean> {
  if (!(await allows(tx, customerId, 'survey'))) return false
  const lately = await tx
    .selectFrom('voice.survey')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('sent_at', '>', daysBefore(at))
    .executeTakeFirst()
  return !lately
}

/** Another call to this customer, made or still to come, in the last thirty days. */
export async function calledLately(tx: Tx, customerId: string, at: Date): Promise<boolean> {
  const lately = await tx
    .selectFrom('voice.return_visit')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('status', '<>', 'skipped')
    .where((eb) => eb.or([eb('due_at', '>', daysBefore(at)), eb('done_at', '>', daysBefore(at))]))
    .executeTakeFirst()
  return lately !== undefined
}

const daysBefore = (at: Date) => new Date(at.getTime() - FATIGUE_DAYS * 86_400_000)
