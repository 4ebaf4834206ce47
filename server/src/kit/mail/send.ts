import type { Readable } from 'node:stream'
import type { MailTemplate } from './queue.ts'
import { type MailValues, renderMail } from './render.ts'
import type { Mailer } from './transport.ts'

export interface Mail {
  to: string
  language: string
  template: MailTemplate
  values: MailValues
  attachments?: readonly { name: string; type: string; content: Buffer | Readable }[]
  calendar?: { method: 'REQUEST' | 'CANCEL'; text: string }
  /** The id of the queued mail: a job that runs twice sends the same Message-ID, and mail programs show it once. */
  messageId: string
}

// nodemailer would read a list of receivers from a comma, and another header from a line break.
const ONE_ADDRESS = /^[^\s,;:<>"()]+@[^\s,;:<>"()]+$/

/** Writes and hands over one mail; the caller is a job, never a transaction. */
export async function sendMail(mailer: Mailer, mail: Mail): Promise<void> {
  if (!ONE_ADDRESS.test(mail.to)) throw new Error('mail: not one address')
  const { subject, text, html } = renderMail(mail.template, mail.language, mail.values)
  await mailer.deliver({
    to: { name: '', address: mail.to },
    subject,
    text,
    html,
    messageId: `<${mail.messageId}@aftercare>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
    ...(mail.calendar
      ? { icalEvent: { method: mail.calendar.method, content: mail.calendar.text, filename: 'appointment.ics' } }
      : {}),
    attachments: (mail.attachments ?? []).map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content,
    })),
  })
}
