import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Services } from '../app.ts'
import { readFile } from '../files/index.ts'
import { job } from '../jobs.ts'
import type { MailTemplate } from './queue.ts'
import { type Mail, sendMail } from './send.ts'

interface Row {
  id: string
  to_address: string
  language: string
  template: MailTemplate
  details: Record<string, unknown>
  file_ids: string[]
  company: string
}

/**
 * Hands one written-down mail over, one job at a time. Whoever was killed while handing over is taken over by the next job,
 * with the same Message-ID, which mail programs show once.
 */
export const sendMailJob = job<{ mailId: string }>('send-mail', async ({ services, tenantId, payload, log }) => {
  await services.db.alone(`mail ${payload.mailId}`, async () => {
    const mail = await waiting(services, tenantId, payload.mailId)
    if (mail) await handOver(services, tenantId, mail, log)
  })
})

async function handOver(services: Services, tenantId: string, mail: Row, log: Logger): Promise<void> {
  try {
    await sendMail(services.mailer, await complete(services, tenantId, mail))
    await mark(services, tenantId, mail.id, 'sent', null)
  } catch (error) {
    const reason = (error as Error).message.slice(0, 500)
    const final = isFinal(error as Error)
    await mark(services, tenantId, mail.id, final ? 'failed' : 'queued', reason)
    if (!final) throw error
    log.error({ err: error, mailId: mail.id }, 'mail cannot be sent')
  }
}

async function waiting(services: Services, tenantId: string, mailId: string): Promise<Row | undefined> {
  return services.db.tx(tenantId, async (tx) => {
    const { rows } = await sql<Row>`
      select m.id, m.to_address, m.language, m.template, m.details, m.file_ids, c.name as company
      from kit.mail m join kit.company c on c.tenant_id = m.tenant_id
      where m.id = ${mailId} and m.state = 'queued'`.execute(tx)
    return rows[0]
  })
}

async function mark(services: Services, tenantId: string, mailId: string, state: string, reason: string | null) {
  await services.db.tx(tenantId, (tx) =>
    sql`update kit.mail set state = ${state}, reason = ${reason}, sent_at = case when ${state} = 'sent' then now() end
      where id = ${mailId}`.execute(tx),
  )
}

async function complete(services: Services, tenantId: string, row: Row): Promise<Mail> {
  const files = await services.db.tx(tenantId, (tx) =>
    tx
      .selectFrom('kit.file')
      .selectAll()
      .where('id', 'in', [...row.file_ids, row.id])
      .execute(),
  )
  const { calendar, ...details } = row.details as { calendar?: NonNullable<Mail['calendar']> }
  return {
    to: row.to_address,
    language: row.language,
    template: row.template,
    values: { company: row.company, ...details },
    ...(calendar ? { calendar } : {}),
    messageId: row.id,
    attachments: await Promise.all(
      files.map(async ({ name, type, storage_key }) => ({
        name,
        type,
        content: await readFile(services.files, storage_key),
      })),
    ),
  }
}

/** Refused for good by the receiving server (5xx), or not a mail at all: trying again would change nothing. */
function isFinal(error: Error & { responseCode?: number }): boolean {
  return (error.responseCode ?? 0) >= 500 || /^mail[: ]/.test(error.message)
}
