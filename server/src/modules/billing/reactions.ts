import { calendarDay, money } from '@aftercare/words/server'
import { systemActor } from '../../kit/actor.ts'
import { keepMade } from '../../kit/files/made.ts'
import type { Job, ReactionCall, Reactions } from '../../kit/jobs.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { customersOwn } from '../../kit/subjects.ts'
import { findCreditNote } from './credit-notes.ts'
import { creditForInvoice, creditForOldPart } from './deposit-credits.ts'
import { findInvoice } from './invoices.ts'
import { creditNotePaper, customerOf, invoicePaper, quotationPaper } from './papers.ts'
import { expireQuotations } from './quotation-answers.ts'
import { quotationUrl } from './quotation-link.ts'
import { findQuotation } from './quotations.ts'
import { addShippedRates } from './shipping-rates.ts'

const BILLS = {
  quotation: 'billing.quotation',
  invoice: 'billing.invoice',
  credit_note: 'billing.credit_note',
} as const

for (const [type, table] of Object.entries(BILLS) as [string, 'billing.quotation'][])
  customersOwn(type, async (tx, customerId, id) =>
    Boolean(
      await tx
        .selectFrom(table)
        .select('id')
        .where('id', '=', id)
        .where('customer_id', '=', customerId)
        // A credit note is never a draft.
        .$if(type !== 'credit_note', (q) => q.where('status', '<>', 'draft'))
        .executeTakeFirst(),
    ),
  )

/** The paper that was sent is kept as it was; the mail carries it and leads to the portal. */
async function mailQuotation({ tx, event, services }: ReactionCall): Promise<void> {
  const actor = systemActor(await tenantOf(tx))
  const row = await findQuotation(tx, actor, event.subjectId)
  const bytes = await quotationPaper(tx, services, actor, row.id)
  const to = { type: 'quotation', id: row.id, stationId: row.station_id, isPublic: true }
  const fileId = await keepMade(tx, services, actor, { name: `${row.number}.pdf`, bytes }, to)
  await tx.updateTable('billing.quotation').set({ file_id: fileId }).where('id', '=', row.id).execute()
  const customer = await customerOf(tx, row.customer_id)
  if (event.data.by !== 'mail' || !customer.email) return
  const amount = money(row.language, { minor: row.customer_minor, currency: row.currency })
  await queueMail(tx, {
    to: customer.email,
    language: row.language,
    template: 'quotation',
    values: {
      name: customer.name,
      number: row.number,
      amount,
      validUntil: calendarDay(row.language, row.valid_until),
      link: await quotationUrl(tx, services, row),
    },
    fileIds: [fileId],
    subject: { type: 'quotation', id: row.id },
  })
}

/** An issued invoice is printed once and never again. */
async function keepInvoicePaper({ tx, event, services }: ReactionCall): Promise<void> {
  const actor = systemActor(await tenantOf(tx))
  const row = await findInvoice(tx, actor, event.subjectId)
  const bytes = await invoicePaper(tx, services, actor, row.id)
  const to = { type: 'invoice', id: row.id, stationId: row.station_id, isPublic: true }
  const fileId = await keepMade(tx, services, actor, { name: `${row.number}.pdf`, bytes }, to)
  await tx.updateTable('billing.invoice').set({ file_id: fileId }).where('id', '=', row.id).execute()
}

/** The same for what takes it back. */
async function keepCreditPaper({ tx, event, services }: ReactionCall): Promise<void> {
  const actor = systemActor(await tenantOf(tx))
  const note = await findCreditNote(tx, actor, event.subjectId)
  const bytes = await creditNotePaper(tx, services, actor, note.id)
  const to = { type: 'credit_note', id: note.id, stationId: note.station_id, isPublic: true }
  const fileId = await keepMade(tx, services, actor, { name: `${note.number}.pdf`, bytes }, to)
  await tx.updateTable('billing.credit_note').set({ file_id: fileId }).where('id', '=', note.id).execute()
}

const giveDepositBack = async ({ tx, event }: ReactionCall) =>
  creditForOldPart(tx, systemActor(await tenantOf(tx)), event.subjectId, event.at)
const giveDepositsBack = async ({ tx, event }: ReactionCall) =>
  creditForInvoice(tx, systemActor(await tenantOf(tx)), event.subjectId, event.at)

/** A new company can bill on its first day. */
const shipRates = async ({ tx }: ReactionCall) => {
  await addShippedRates(tx, systemActor(await tenantOf(tx)))
}

type Tx = ReactionCall['tx']
const tenantOf = async (tx: Tx) =>
  (await tx.selectFrom('kit.company').select('tenant_id').executeTakeFirstOrThrow()).tenant_id

export const reactions: Reactions = {
  'company.founded': { 'billing-shipped-rates': shipRates },
  'quotation.sent': { 'billing-quotation-mail': mailQuotation },
  'credit_note.issued': { 'billing-credit-paper': keepCreditPaper },
  'invoice.issued': { 'billing-invoice-paper': keepInvoicePaper, 'billing-deposits-back': giveDepositsBack },
  'old_part.received': { 'billing-deposit-back': giveDepositBack },
}
export const jobs: Job[] = [expireQuotations]
