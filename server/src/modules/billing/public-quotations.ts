import { localDay } from '@aftercare/rules'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { paperAnswer } from '../../kit/pdf/index.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { viewQuotation } from './bill-pages.ts'
import { quotationPaper } from './papers.ts'
import { answerQuotation, zoneOf } from './quotation-answers.ts'
import { quotationToken, readQuotationToken } from './quotation-link.ts'
import { answerBody, quotationView } from './shapes.ts'

const ofLink = z.object({ company: z.string().max(40), token: z.string().max(400) })
const publicQuotation = z
  .object({
    quotation: quotationView,
    newer: z.string().nullable().describe('token of the offer that took the place of this one'),
  })
  .meta({ id: 'PublicQuotation' })

interface Call {
  tx: Tx
  services: Services
  actor: Actor
  now: Date
}

/** The link in the mail is the key to its offer: the customer answers without signing in, with their name. */
export const publicQuotationRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/public/:company/quotations/:token',
    needs: 'public',
    summary: 'The offer a link opens, as the desk sees it',
    params: ofLink,
    returns: publicQuotation,
    ratePerMinute: 60,
    handle: async (call) => {
      const row = await offerOf(call, call.params.token)
      await mustBeOpen(call, row)
      const newer = await newerOf(call, row)
      return { quotation: await viewQuotation(call.tx, guest(call.actor, row), row.id), newer }
    },
  }),
  route({
    method: 'PUT',
    path: '/public/:company/quotations/:token/answer',
    needs: 'public',
    summary: 'Accepts or declines the offer of a link, by name; optional lines may be left out',
    params: ofLink,
    body: answerBody,
    returns: quotationView,
    ratePerMinute: 20,
    handle: async (call) => {
      const row = await offerOf(call, call.params.token)
      await mustBeOpen(call, row)
      const actor = { ...guest(call.actor, row), name: call.body.name }
      await answerQuotation(call.tx, actor, row.id, { ...call.body, ifMatch: call.ifMatch }, call.now)
      return viewQuotation(call.tx, actor, row.id)
    },
  }),
  route({
    method: 'GET',
    path: '/public/:company/quotations/:token/quotation.pdf',
    needs: 'public',
    summary: 'The offer on paper',
    params: ofLink,
    raw: true,
    ratePerMinute: 20,
    handle: async (call) => {
      const row = await offerOf(call, call.params.token)
      const paper = await quotationPaper(call.tx, call.services, guest(call.actor, row), row.id)
      return paperAnswer(call.reply, paper, `${row.number}.pdf`)
    },
  }),
]

export type Offer = Awaited<ReturnType<typeof offerOf>>

/** What a link speaks of; drafts are nobody's yet. */
export async function offerOf({ tx, services, now }: Omit<Call, 'actor'>, token: string) {
  const id = readQuotationToken(services.secret, token, now)
  const row = await tx
    .selectFrom('billing.quotation')
    .select(['id', 'number', 'status', 'valid_until', 'customer_id', 'request_id', 'station_id', 'root_id', 'version'])
    .where('id', '=', id)
    .where('status', '<>', 'draft')
    .executeTakeFirst()
  if (!row) throw notFound('quotation')
  return row
}

/** An offer that ran out unanswered says so, and that a new one can be had. */
export async function isOver({ tx, now }: Pick<Call, 'tx' | 'now'>, row: Offer): Promise<boolean> {
  if (row.status !== 'sent' && row.status !== 'expired') return false
  return row.valid_until < localDay(now.getTime(), await zoneOf(tx, row.customer_id))
}

async function mustBeOpen(call: Call, row: Offer): Promise<void> {
  if (await isOver(call, row)) throw problem('link.expired', 410, { validUntil: row.valid_until, renewable: true })
}

async function newerOf({ tx, services }: Call, row: Offer): Promise<string | null> {
  if (row.status !== 'superseded') return null
  const newer = await tx
    .selectFrom('billing.quotation')
    .select(['id', 'valid_until'])
    .where('root_id', '=', row.root_id)
    .where('status', 'not in', ['draft', 'superseded'])
    .orderBy('revision', 'desc')
    .executeTakeFirst()
  return newer ? quotationToken(services.secret, newer) : null
}

/** Who holds the link acts as the customer it was sent to. */
const guest = (actor: Actor, row: Offer): Actor => ({ ...actor, kind: 'customer', id: row.customer_id })
