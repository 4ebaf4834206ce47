import { sql } from 'kysely'
import type { Tx } from '../db.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../jobs.ts'

export type SmsTemplate = 'one_time_code'

export interface QueuedSms {
  /** E.164: +8613800138000 */
  to: string
  language: string
  template: SmsTemplate
  values: Record<string, string | number>
  /** Not sent any more after that. */
  expiresAt?: Date
}

/** Writes a text message down inside the change; it leaves after the commit, by a job. */
export async function queueSms(tx: Tx, sms: QueuedSms): Promise<string> {
  const id = newId()
  await sql`
    insert into kit.sms (id, to_phone, language, template, details, expires_at)
    values (${id}, ${sms.to}, ${sms.language}, ${sms.template}, ${JSON.stringify(sms.values)}::jsonb,
      ${sms.expiresAt ?? null})`.execute(tx)
  await enqueue(tx, 'send-sms', { smsId: id }, { key: `sms ${id}` })
  return id
}
