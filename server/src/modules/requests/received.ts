import { dates } from '@aftercare/words/server'
import { sql } from 'kysely'
import { portalLink } from '../../kit/company/portal-link.ts'
import type { Tx } from '../../kit/db.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { mailAddressOf } from './conversation.ts'
import { insertLink } from './links.ts'
import { tell } from './notices.ts'

async function requestOf(tx: Tx, id: string) {
  return tx.selectFrom('requests.request').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The customer is told that we heard them, and by when they hear from us. */
export async function confirmByMail({ tx, event, services }: ReactionCall): Promise<void> {
  const row = await requestOf(tx, event.subjectId)
  if (!row || row.status === 'cancelled') return
  const to = await mailAddressOf(tx, row)
  if (!to) return
  const { rows } = await sql<{ due_at: Date; serial: string | null }>`
    select c.due_at, a.serial from requests.clock c
    join requests.request r on r.tenant_id = c.tenant_id and r.id = c.request_id
    left join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
    where c.request_id = ${row.id} and c.kind = 'respond'`.execute(tx)
  await queueMail(tx, {
    to: to.email,
    language: row.language,
    template: 'request-received',
    values: {
      name: to.name,
      number: row.number,
      title: row.title,
      product: rows[0]?.serial ?? row.product ?? '',
      respondBy: rows[0] ? dates(row.language, row.time_zone).full(rows[0].due_at) : '',
      link: await portalLink(tx, services, `/requests/${row.id}`),
    },
    subject: { type: 'request', id: row.id },
  })
}

/** A request that follows from another is linked to it. */
export async function linkFollowUp({ tx, event }: ReactionCall): Promise<void> {
  const { followUpOf } = event.data
  if (typeof followUpOf === 'string') await insertLink(tx, event.subjectId, followUpOf, 'follow_up', null)
}

/** Whoever was named as owner at intake hears of it. */
export async function tellOwner({ tx, event }: ReactionCall): Promise<void> {
  const row = await requestOf(tx, event.subjectId)
  if (row?.owner_id) await tell(tx, [row.owner_id], 'assigned', row)
}

const NOTICE_OF: Record<string, string> = {
  'request.answered': 'answered',
  'request.replied': 'replied',
  'request.paused': 'paused',
  'request.resolved': 'resolved',
  'request.reopened': 'reopened',
  'request.closed': 'closed',
  'request.cancelled': 'cancelled',
  'request.merged': 'merged',
}
export const WATCHED = Object.keys(NOTICE_OF)

/** Watchers hear of what matters; the owner of what the customer does. Nobody hears of their own doing. */
export async function tellWatchers({ tx, event }: ReactionCall): Promise<void> {
  const row = await requestOf(tx, event.subjectId)
  if (!row) return
  const watchers = await tx
    .selectFrom('requests.watcher')
    .select('person_id')
    .where('request_id', '=', row.id)
    .execute()
  const ofCustomer = event.type === 'request.answered' || event.type === 'request.reopened'
  const people = [...watchers.map((one) => one.person_id), ...(ofCustomer && row.owner_id ? [row.owner_id] : [])]
  const doer = await tx.selectFrom('kit.event').select('actor_id').where('id', '=', event.id).executeTakeFirst()
  await tell(
    tx,
    people.filter((one) => one !== doer?.actor_id),
    NOTICE_OF[event.type]!,
    row,
  )
}
