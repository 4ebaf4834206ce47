import { calendarDay, words } from '@aftercare/words/server'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { portalLink } from '../../kit/company/portal-link.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { job } from '../../kit/jobs.ts'
import {
  boolColumn,
  choice,
  dayColumn,
  defineList,
  idColumn,
  minorColumn,
  namesColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { notify } from '../../kit/notices/notify.ts'
import { bookDay } from '../billing/index.ts'
import { contractVisible, lockContract } from './contracts.ts'
import { draftContract } from './sale.ts'
import { BILLINGS, CONTRACT_STATES, PRODUCT_KINDS, type Sale } from './shapes.ts'
import { dayAfter } from './terms.ts'

const first = (what: string) =>
  `(select ${what} from contracts.line l where l.tenant_id = c.tenant_id and l.contract_id = c.id order by l.position limit 1)`
const follower = `from contracts.contract n where n.tenant_id = c.tenant_id and n.renews_id = c.id and n.status <> 'cancelled'`

/** What ends soon or has just ended and is not followed by another: the list of who to talk to. */
export const renewalList = defineList({
  name: 'contract-renewals',
  words: 'contracts',
  path: '/contracts/renewals',
  needs: 'contracts.read',
  summary: 'Contracts that end soon, or have just ended',
  from: `contracts.contract c join parties.customer k on k.tenant_id = c.tenant_id and k.id = c.customer_id
    left join network.station s on s.tenant_id = c.tenant_id and s.id = c.station_id`,
  id: 'c.id',
  visible: (actor) =>
    sql`${contractVisible(actor)} and c.status in ('active', 'suspended', 'expired')
      and c.ends_on between current_date - 60 and current_date + 120`,
  columns: {
    number: text('c.number', { nullable: true }),
    status: choice('c.status', CONTRACT_STATES),
    customerId: idColumn('c.customer_id'),
    customer: text('k.name', { filter: false }),
    stationId: idColumn('c.station_id', { nullable: true }),
    station: text('s.name', { nullable: true, filter: false }),
    kind: choice(first(`l.terms ->> 'kind'`), PRODUCT_KINDS),
    product: namesColumn(first(`l.terms -> 'name'`)),
    billing: choice('c.billing', BILLINGS),
    totalMinor: minorColumn('c.total_minor'),
    currency: text('c.currency', { filter: false }),
    endsOn: dayColumn('c.ends_on', { sortable: true }),
    daysLeft: numberColumn('(c.ends_on - current_date)', { filter: false }),
    noticed: numberColumn(
      '(select min(r.days) from contracts.renewal_notice r where r.tenant_id = c.tenant_id and r.contract_id = c.id)',
      { filter: false, nullable: true },
    ),
    isRenewed: boolColumn(`exists (select ${follower})`),
    renewedBy: idColumn(`(select n.id ${follower} limit 1)`, { nullable: true, filter: false }),
  },
  sort: 'endsOn',
  subject: 'contract_renewal',
})

/** The same lines once more, from the day after the last; a draft that is checked and priced like every other. */
export async function renewContract(tx: Tx, actor: Actor, id: string, now: Date): Promise<string> {
  const before = await lockContract(tx, actor, id)
  const today = await bookDay(tx, now)
  const lines = await tx
    .selectFrom('contracts.line')
    .selectAll()
    .where('contract_id', '=', id)
    .orderBy('position')
    .execute()
  const after = dayAfter(before.ends_on)
  return draftContract(
    tx,
    actor,
    {
      customerId: before.customer_id,
      stationId: before.station_id,
      signedOn: [after, today].sort().at(-1)!,
      renewsId: before.id,
      lines: lines.map((line) => ({
        productId: line.product_id,
        scope: line.scope as Sale['lines'][number]['scope'],
        scopeId: line.scope_id,
      })),
    },
    now,
  )
}

/** Days before the end on which customers are told; a company may set its own (`settings.renewalNoticeDays`). */
const STEPS = [60, 30, 7]
const steps = z.array(z.number().int().min(1).max(365)).min(1).max(10)

export const noticeRenewals = job<object>(
  'contracts-renewal-notices',
  async ({ services, tenantId }) =>
    services.db.tx(tenantId, (tx) => sendNotices(tx, services, new Date())).then(() => {}),
  '35 1 * * *',
)

/** Each step once: a contract sold late is told the step it is in, not all that lie behind. */
export async function sendNotices(tx: Tx, services: Services, now: Date): Promise<number> {
  const company = await tx.selectFrom('kit.company').select(['settings', 'tenant_id']).executeTakeFirstOrThrow()
  const set = steps.safeParse((company.settings as Record<string, unknown>).renewalNoticeDays)
  const days = set.success ? set.data : STEPS
  const today = await bookDay(tx, now)
  const { rows } = await sql<{
    id: string
    number: string
    step: number
    endsOn: string
    language: string
    name: string
    email: string | null
    soldBy: string | null
    stationId: string | null
    customerId: string
  }>`
    select c.id, c.number, due.step, c.ends_on as "endsOn", k.language, k.name, k.email, c.created_by as "soldBy",
      c.station_id as "stationId", c.customer_id as "customerId"
    from contracts.contract c join parties.customer k on k.tenant_id = c.tenant_id and k.id = c.customer_id
    cross join lateral (select min(s.step) as step from unnest(${days}::int[]) s(step) where s.step >= c.ends_on - ${today}::date) due
    where c.status = 'active' and c.ends_on >= ${today}::date and due.step is not null
      and not exists (select from contracts.renewal_notice r where r.tenant_id = c.tenant_id and r.contract_id = c.id and r.days <= due.step)
      and not exists (select ${sql.raw(follower)})
    order by c.ends_on, c.id limit 1000`.execute(tx)
  const actor = systemActor(tenantOf(tx))
  for (const row of rows) {
    await tx.insertInto('contracts.renewal_notice').values({ contract_id: row.id, days: row.step, at: now }).execute()
    const endsOn = calendarDay(row.language, row.endsOn)
    const say = words(row.language)
    if (row.email)
      await queueMail(tx, {
        to: row.email,
        language: row.language,
        template: 'notice',
        values: {
          number: row.number,
          title: say('contracts:mail.ending_title', { number: row.number }),
          text: say('contracts:mail.ending_text', { name: row.name, number: row.number, endsOn }),
          url: await portalLink(tx, services, `/contracts/${row.id}`),
        },
        subject: { type: 'contract', id: row.id },
      })
    if (row.soldBy)
      await notify(tx, company.tenant_id, [row.soldBy], {
        kind: 'contracts:notice.ending',
        details: { number: row.number, endsOn: row.endsOn },
        subject: { type: 'contract', id: row.id },
      })
    await announce(tx, actor, {
      type: 'contract.renewal_noticed',
      subject: { type: 'contract', id: row.id },
      threadId: row.customerId,
      stationId: row.stationId,
      data: { number: row.number, days: row.step, endsOn: row.endsOn, mailed: row.email !== null },
    })
  }
  return rows.length
}
