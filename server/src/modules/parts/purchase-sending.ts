import type { Language } from '@aftercare/rules'
import { calendarDay, money, words } from '@aftercare/words/server'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { loadCompany } from '../../kit/company/company.ts'
import type { Tx } from '../../kit/db.ts'
import { staleVersion } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { keepMade } from '../../kit/files/made.ts'
import { newId } from '../../kit/ids.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { problem } from '../../kit/problem.ts'
import { language, line } from '../../kit/shapes.ts'
import { contentHash, type OrderedLine, orderedLines } from './purchase-content.ts'
import { amountOf, orderPaper } from './purchase-paper.ts'
import { lastSending, sendingsOf } from './purchase-sendings.ts'
import { lockOrder } from './purchases.ts'

export const sendingBody = z.object({
  to: z.email(),
  language,
  person: line.nullable().default(null).describe('who reads it at the supplier'),
  account: line.nullable().default(null).describe('our number with the supplier'),
})

/**
 * Sends the order to its supplier: the paper is kept as it left, the mail leaves by its job after the commit, once. Whoever
 * read an older version is refused, so two people do not send it twice. The same content again is the same revision; a
 * changed one is the next. A cancelled order that was sent before may be sent, since its supplier must hear of it.
 */
export async function sendOrder(
  tx: Tx,
  services: Services,
  actor: Actor,
  { orderId, ifMatch, body }: { orderId: string; ifMatch: number; body: z.output<typeof sendingBody> },
): Promise<void> {
  const order = await lockOrder(tx, actor, orderId)
  const news = { subjectType: 'purchase_order' }
  if (order.version !== ifMatch) throw await staleVersion(tx, order, { id: orderId, ifMatch, patch: {}, news })
  const lines = await orderedLines(tx, orderId)
  const { isFirst, hash, revision } = await nextRevision(tx, order, lines)
  if (order.state === 'closed' || (order.state === 'cancelled' && isFirst))
    throw problem('conflict.state', 409, { from: order.state, to: 'sent' })
  const bytes = await orderPaper(tx, services, { order, lines, revision, ...body })
  const name = revision > 1 ? `${order.number}-r${revision}.pdf` : `${order.number}.pdf`
  const about = { type: 'purchase_order', id: orderId }
  const fileId = await keepMade(
    tx,
    services,
    actor,
    { name, bytes },
    { ...about, stationId: order.station_id, isPublic: false },
  )
  const mailId = await queueMail(tx, {
    ...{ to: body.to, language: body.language, template: 'purchase-order', fileIds: [fileId], subject: about },
    values: await mailValues(tx, order, lines, { ...body, revision, isCancelled: order.state === 'cancelled' }),
  })
  await keepContact(tx, order.supplier, body)
  await tx
    .insertInto('parts.purchase_sending')
    .values({
      ...{ id: newId(), order_id: orderId, revision, content_hash: hash, to_address: body.to, language: body.language },
      ...{ file_id: fileId, mail_id: mailId, sent_by: actor.id, sent_by_name: actor.name },
    })
    .execute()
  const version = order.version + 1
  await tx.updateTable('parts.purchase_order').set({ version }).where('id', '=', orderId).execute()
  await announce(tx, actor, {
    ...{ type: 'purchase_order.sent', subject: { ...about, version }, stationId: order.station_id },
    data: { number: order.number, to: body.to, revision },
  })
}

/** The same paper for a look before it is sent. */
export async function previewOrder(tx: Tx, services: Services, actor: Actor, orderId: string, asked?: Language) {
  const order = await lockOrder(tx, actor, orderId)
  const lines = await orderedLines(tx, orderId)
  const { contact } = await sendingsOf(tx, order)
  const next = await nextRevision(tx, order, lines)
  const tongue = asked ?? contact?.language ?? (await loadCompany(tx)).language
  const { person = null, account = null } = contact ?? {}
  return orderPaper(tx, services, { order, lines, ...next, person, account, language: tongue })
}

async function nextRevision(
  tx: Tx,
  order: Parameters<typeof contentHash>[0] & { id: string },
  lines: readonly OrderedLine[],
) {
  const [before, hash] = [await lastSending(tx, order.id), contentHash(order, lines)]
  const revision = !before ? 1 : before.content_hash === hash ? before.revision : before.revision + 1
  return { isFirst: !before, hash, revision }
}

interface Saying {
  language: string
  person: string | null
  revision: number
  isCancelled: boolean
}

async function mailValues(
  tx: Tx,
  order: { number: string; currency: string },
  lines: Awaited<ReturnType<typeof orderedLines>>,
  { language: tongue, person, revision, isCancelled }: Saying,
) {
  const say = words(tongue)
  const { name: company, email } = await loadCompany(tx)
  const total = lines.reduce((sum, one) => sum + amountOf(one), 0n)
  const first = lines.flatMap((one) => one.wantedOn ?? []).sort()[0]
  const kind = isCancelled ? 'cancelled' : revision > 1 ? 'changed' : 'new'
  return {
    ...{ company, name: person ?? '', answer: email ? say('mail:purchase_order.answer', { email }) : '' },
    number: revision > 1 ? say('paper:revision', { number: order.number, revision }) : order.number,
    says: say(`mail:purchase_order.says.${kind}`),
    amount: money(tongue, { minor: String(total), currency: order.currency }),
    wanted: first ? calendarDay(tongue, first) : '',
  }
}

/** The next order to the same supplier begins with what was said last. */
async function keepContact(tx: Tx, supplier: string, body: z.output<typeof sendingBody>): Promise<void> {
  const row = { email: body.to, language: body.language, person: body.person, account: body.account }
  await tx
    .insertInto('parts.supplier_contact')
    .values({ id: newId(), supplier, ...row })
    .onConflict((c) => c.columns(['tenant_id', 'supplier_fold']).doUpdateSet(row))
    .execute()
}
