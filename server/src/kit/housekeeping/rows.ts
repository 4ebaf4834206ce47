import { type RawBuilder, sql } from 'kysely'
import type { Services } from '../app.ts'

const DAY_MS = 86_400_000
/** Small transactions: a large delete would hold back writers and vacuum. */
const BATCH = 5_000

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS)

/** A device that was offline for a month may still ask what became of what it sent; after that the answers go. */
export async function dropOldKeys(services: Services, tenantId: string, now: Date): Promise<void> {
  await deleteBatches(
    services,
    tenantId,
    sql`delete from kit.idempotency where key in
    (select key from kit.idempotency where created_at < ${daysBefore(now, 31)} limit ${BATCH})`,
  )
}

/** Finished work after a month (its file is swept by `sweepFiles`), read notices and text messages after
 * three, unread notices after a year. */
export async function dropOldRows(services: Services, tenantId: string, now: Date): Promise<void> {
  await deleteBatches(
    services,
    tenantId,
    sql`delete from kit.task where id in
    (select id from kit.task where state in ('done', 'failed', 'cancelled') and finished_at < ${daysBefore(now, 30)} limit ${BATCH})`,
  )
  await deleteBatches(
    services,
    tenantId,
    sql`delete from kit.notice where id in
    (select id from kit.notice where read_at < ${daysBefore(now, 90)} or created_at < ${daysBefore(now, 365)} limit ${BATCH})`,
  )
  await deleteBatches(
    services,
    tenantId,
    sql`delete from kit.sms where id in (select id from kit.sms where created_at < ${daysBefore(now, 90)} limit ${BATCH})`,
  )
}

async function deleteBatches(services: Services, tenantId: string, statement: RawBuilder<unknown>): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await services.db.tx(tenantId, (tx) => statement.execute(tx))
    if (numAffectedRows < BigInt(BATCH)) return
  }
}
