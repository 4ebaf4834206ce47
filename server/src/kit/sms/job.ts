import { words } from '@aftercare/words/server'
import { sql } from 'kysely'
import type { Services } from '../app.ts'
import { job } from '../jobs.ts'
import type { SmsTemplate } from './queue.ts'
import { SmsRefused } from './transport.ts'

interface Row {
  id: string
  to_phone: string
  language: string
  template: SmsTemplate
  details: Record<string, string | number>
  is_late: boolean
  company: string
}

/** Hands one written-down message over; tried again when the gateway is away, given up when it refuses or it is too late. */
export const sendSmsJob = job<{ smsId: string }>('send-sms', async ({ services, tenantId, payload, log }) => {
  await services.db.alone(`sms ${payload.smsId}`, async () => {
    const sms = await waiting(services, tenantId, payload.smsId)
    if (!sms) return
    if (sms.is_late) return mark(services, tenantId, sms.id, 'suppressed', 'too late')
    try {
      await services.texter.deliver({ id: sms.id, to: sms.to_phone, text: textOf(sms), language: sms.language })
      await mark(services, tenantId, sms.id, 'sent', null)
    } catch (error) {
      const refused = error instanceof SmsRefused
      await mark(services, tenantId, sms.id, refused ? 'failed' : 'queued', (error as Error).message.slice(0, 500))
      if (!refused) throw error
      log.error({ err: error, smsId: sms.id }, 'text message refused')
    }
  })
})

const textOf = ({ language, template, details, company }: Row) =>
  words(language)(`mail:sms.${template}`, { company, ...details })

async function waiting(services: Services, tenantId: string, id: string): Promise<Row | undefined> {
  return services.db.tx(tenantId, async (tx) => {
    const { rows } = await sql<Row>`
      select s.id, s.to_phone, s.language, s.template, s.details, c.name as company,
        coalesce(s.expires_at < now(), false) as is_late
      from kit.sms s join kit.company c on c.tenant_id = s.tenant_id
      where s.id = ${id} and s.state = 'queued'`.execute(tx)
    return rows[0]
  })
}

/** What it said is kept only as long as it has to be said. */
async function mark(services: Services, tenantId: string, id: string, state: string, reason: string | null) {
  await services.db.tx(tenantId, (tx) =>
    sql`update kit.sms set state = ${state}, reason = ${reason},
      details = case when ${state} = 'queued' then details else '{}'::jsonb end,
      sent_at = case when ${state} = 'sent' then now() end
      where id = ${id}`.execute(tx),
  )
}
