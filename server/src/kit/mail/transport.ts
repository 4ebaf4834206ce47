import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import nodemailer, { type SendMailOptions } from 'nodemailer'

export interface Mailer {
  /** Hands the mail over; throws when that fails, so that the job tries again. */
  deliver(mail: SendMailOptions & { messageId: string }): Promise<void>
  close(): void
}

export interface MailSettings {
  /** smtp://user:password@host:587, or null: mails are written to the folder instead. */
  smtpUrl: string | null
  from: string
  folder: string
}

/** The way out: an SMTP server, or without one a folder in which a demo shows its mails. */
export function openMailer(settings: MailSettings): Mailer {
  return settings.smtpUrl ? overSmtp(settings.smtpUrl, settings.from) : intoFolder(settings.folder, settings.from)
}

function overSmtp(url: string, from: string): Mailer {
  const given = new URL(url)
  const transport = nodemailer.createTransport({
    pool: true,
    maxConnections: 3,
    host: given.hostname,
    port: Number(given.port || (given.protocol === 'smtps:' ? 465 : 587)),
    secure: given.protocol === 'smtps:',
    // A password never goes over an open line, except to this machine.
    requireTLS: given.username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(given.hostname),
    ...(given.username
      ? { auth: { user: decodeURIComponent(given.username), pass: decodeURIComponent(given.password) } }
      : {}),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async deliver(mail) {
      await transport.sendMail({ from, ...mail })
    },
    close: () => transport.close(),
  }
}

export interface KeptMail {
  messageId: string
  at: string
  to: string
  subject: string
  text: string
  attachments: string[]
  /** The whole mail, in the form every mail program opens. */
  file: string
}

/** The name comes from the message id, so a mail written twice by a repeated job is there once. */
function intoFolder(folder: string, from: string): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async deliver(mail) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { message } = await transport.sendMail({ from, ...mail })
      const name = createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24)
      const kept: KeptMail = {
        messageId: mail.messageId,
        at: new Date().toISOString(),
        to: addressOf(mail.to),
        subject: String(mail.subject ?? ''),
        text: String(mail.text ?? ''),
        attachments: [
          ...(mail.attachments ?? []).map((one) => String(one.filename ?? '')),
          ...(mail.icalEvent ? ['appointment.ics'] : []),
        ],
        file: `${name}.eml`,
      }
      await writeFile(path.join(folder, kept.file), message as Buffer, { mode: 0o600 })
      await writeFile(path.join(folder, `${name}.new`), JSON.stringify(kept, null, 2), { mode: 0o600 })
      await rename(path.join(folder, `${name}.new`), path.join(folder, `${name}.json`))
    },
    close: () => transport.close(),
  }
}

const addressOf = (to: SendMailOptions['to']) =>
  typeof to === 'object' && to !== null && 'address' in to ? (to.address ?? '') : String(to)

/** The mails of the folder, the newest first. */
export async function keptMails(folder: string): Promise<KeptMail[]> {
  const names = await readdir(folder).catch(() => [])
  const mails = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readFile(path.join(folder, name), 'utf8')),
  )
  return mails.map((text) => JSON.parse(text) as KeptMail).sort((a, b) => b.at.localeCompare(a.at))
}
