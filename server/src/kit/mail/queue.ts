import { sql } from 'kysely'
import type { Tx } from '../db.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../jobs.ts'

export type MailTemplate =
  | 'invitation'
  | 'password-reset'
  | 'one-time-code'
  | 'request-received'
  | 'visit-booked'
  | 'visit-en-route'
  | 'service-report'
  | 'survey-invitation'
  | 'quotation'
  | 'cover-voided'
  | 'objection-answered'
  | 'purchase-order'
  | 'notice'

export interface QueuedMail {
  to: string
  language: string
  template: MailTemplate
  values: Record<string, unknown>
  fileIds?: readonly string[]
  subject?: { type: string; id: string }
  /** A calendar file (RFC 5545) that mail programs offer to take over. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; text: string }
}

/** Writes a mail down inside the change; it leaves after the commit, by a job, and not at all when the change is undone. */
export async function queueMail(tx: Tx, mail: QueuedMail): Promise<string> {
  const id = newId()
  await sql`
    insert into kit.mail (id, to_address, language, template, details, file_ids, subject_type, subject_id)
    values (${id}, ${mail.to}, ${mail.language}, ${mail.template}, ${JSON.stringify(mail.calendar ? { ...mail.values, calendar: mail.calendar } : mail.values)}::jsonb,
      ${[...(mail.fileIds ?? [])]}::uuid[], ${mail.subject?.type ?? null}, ${mail.subject?.id ?? null})`.execute(tx)
  await enqueue(tx, 'send-mail', { mailId: id }, { key: `mail ${id}` })
  return id
}
