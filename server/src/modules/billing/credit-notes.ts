import { type CREDIT_REASONS, type Taxed, taxSums } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { type FieldError, notFound, Problem, problem } from '../../kit/problem.ts'
import { balanceOf, moveBalance } from './balance.ts'
import { bookDay, findInvoice, type InvoiceRow, lockInvoice } from './invoices.ts'
import { nextInSeries } from './issuing.ts'
import { type KeptLine, linesOf } from './lines.ts'

export interface NewCreditNote {
  id?: string | undefined
  reason: (typeof CREDIT_REASONS)[number]
  note?: string | undefined
  /** What is credited of which line, as the line states it (with or without tax); without `minor` its rest, without lines all. */
  lines?: readonly { lineId: string; minor?: string | undefined }[] | undefined
  /** Refuses when the invoice changed since it was read. */
  ifMatch?: number | null
}

/**
 * Takes an issued invoice back, whole or by line; issued at once, with a number of its own. Usable inside another module's
 * transaction. The invoice is held meanwhile: two at once never credit more than it says.
 */
export async function creditNote(
  tx: Tx,
  actor: Actor,
  invoiceId: string,
  input: NewCreditNote,
  now: Date,
): Promise<string> {
  const row = await lockInvoice(tx, actor, invoiceId)
  if (input.id && (await isKept(tx, input.id))) return input.id
  if (input.ifMatch != null && row.version !== input.ifMatch)
    throw new Problem('conflict.version', 409, { values: { version: row.version }, changes: [] })
  if (row.status === 'draft' || row.status === 'credited')
    throw problem('conflict.state', 409, { from: row.status, to: 'credited' })
  const lines = (await linesOf(tx, 'invoice_id', invoiceId)).filter((line) => line.customerMinor !== '0')
  const before = await creditedOf(tx, invoiceId)
  const adding = chosen(lines, before, input)
  const sums = difference(row, lines, before, adding)
  if (sums.total <= 0n) throw problem('billing.nothing_to_credit', 409)
  const id = input.id ?? newId()
  const number = await nextInSeries(tx, 'CR', row.country, await bookDay(tx, now))
  await keep(tx, actor, row, { id, number, input, adding, sums, now })
  const balance = balanceOf(row)
  const data = { creditNoteId: id, creditNumber: number, minor: sums.total.toString(), reason: input.reason }
  await moveBalance(tx, actor, row, { credited: balance.credited + sums.total }, { what: 'credited', data })
  await announce(tx, actor, {
    type: 'credit_note.issued',
    subject: { type: 'credit_note', id },
    stationId: row.station_id,
    isPublic: true,
    data: { number, invoiceNumber: row.number },
  })
  return id
}

/** What earlier notes took of each line. */
export async function creditedOf(tx: Tx, invoiceId: string): Promise<Map<string, bigint>> {
  const rows = await tx
    .selectFrom('billing.credit_line as c')
    .innerJoin('billing.credit_note as n', 'n.id', 'c.credit_note_id')
    .select(['c.line_id as lineId', 'c.minor'])
    .where('n.invoice_id', '=', invoiceId)
    .execute()
  const sums = new Map<string, bigint>()
  for (const { lineId, minor } of rows) sums.set(lineId, (sums.get(lineId) ?? 0n) + BigInt(minor))
  return sums
}

function chosen(lines: readonly KeptLine[], before: ReadonlyMap<string, bigint>, input: NewCreditNote) {
  const restOf = (line: KeptLine) => BigInt(line.customerMinor) - (before.get(line.id) ?? 0n)
  if (!input.lines)
    return new Map(lines.flatMap((line) => (restOf(line) > 0n ? [[line.id, restOf(line)] as const] : [])))
  const errors: FieldError[] = []
  const adding = new Map<string, bigint>()
  for (const [i, one] of input.lines.entries()) {
    const line = lines.find(({ id }) => id === one.lineId)
    const minor = one.minor === undefined ? line && restOf(line) : BigInt(one.minor)
    if (!line || adding.has(one.lineId)) errors.push({ path: `lines.${i}.lineId`, code: 'not_found' })
    else if (minor === 0n || minor === undefined)
      errors.push({ path: `lines.${i}.minor`, code: 'billing.line_credited' })
    else if (minor > restOf(line))
      errors.push({
        path: `lines.${i}.minor`,
        code: 'billing.credit_too_much',
        values: { most: restOf(line).toString() },
      })
    else adding.set(line.id, minor)
  }
  if (errors.length > 0) throw new Problem('validation.failed', 422, { errors })
  return adding
}

type Sums = Pick<Taxed, 'net' | 'tax' | 'rounding'> & { total: bigint }

/**
 * What the credited part comes to: the bill of everything credited by now less the bill of what was credited before. So the
 * parts of a whole credit sum to the invoice to the unit, whatever was rounded on the way.
 */
function difference(
  row: InvoiceRow,
  lines: readonly KeptLine[],
  before: ReadonlyMap<string, bigint>,
  adding: ReadonlyMap<string, bigint>,
): Sums {
  const rule = { taxIncluded: row.tax_included, reverseCharge: row.reverse_charge, rounding: row.rounding }
  const billOf = (credited: (line: KeptLine) => bigint) =>
    taxSums(
      lines.map((line) => ({ minor: credited(line), taxBp: line.taxBp, taxCategory: line.taxCategory })),
      rule,
    )
  const was = billOf((line) => before.get(line.id) ?? 0n)
  const is = billOf((line) => (before.get(line.id) ?? 0n) + (adding.get(line.id) ?? 0n))
  return {
    net: is.net - was.net,
    tax: is.tax - was.tax,
    rounding: is.rounding - was.rounding,
    total: is.payable - was.payable,
  }
}

interface Kept {
  id: string
  number: string
  input: NewCreditNote
  adding: ReadonlyMap<string, bigint>
  sums: Sums
  now: Date
}

async function keep(tx: Tx, actor: Actor, row: InvoiceRow, of: Kept): Promise<void> {
  await tx
    .insertInto('billing.credit_note')
    .values({
      id: of.id,
      number: of.number,
      invoice_id: row.id,
      customer_id: row.customer_id,
      station_id: row.station_id,
      reason: of.input.reason,
      note: of.input.note ?? null,
      currency: row.currency,
      net_minor: of.sums.net,
      tax_minor: of.sums.tax,
      rounding_minor: of.sums.rounding,
      total_minor: of.sums.total,
      language: row.language,
      issued_at: of.now,
      created_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await tx
    .insertInto('billing.credit_line')
    .values([...of.adding].map(([line_id, minor]) => ({ credit_note_id: of.id, line_id, minor })))
    .execute()
}

/** A credit note with its lines and the invoice it takes back; whoever sees the invoice sees it. */
export async function findCreditNote(tx: Tx, actor: Actor, id: string) {
  const row = await tx.selectFrom('billing.credit_note').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('credit_note')
  const invoice = await findInvoice(tx, actor, row.invoice_id).catch((error: unknown) => {
    throw error instanceof Problem && error.status === 404 ? notFound('credit_note') : error
  })
  const lines = await tx
    .selectFrom('billing.credit_line as c')
    .innerJoin('billing.line as l', 'l.id', 'c.line_id')
    .select(['l.name', 'l.code', 'l.tax_bp as taxBp', 'c.minor'])
    .where('c.credit_note_id', '=', id)
    .orderBy('l.position')
    .execute()
  return { ...row, invoice, lines }
}

async function isKept(tx: Tx, id: string): Promise<boolean> {
  return (await tx.selectFrom('billing.credit_note').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}
