import type { REPLACE_REASONS } from '@aftercare/rules'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { invalid, notFound, Problem, problem } from '../../kit/problem.ts'
import { type PublishedList, priceLines, rateOf } from '../billing/index.ts'
import { checkAndKeep, mustBeGenuine, type PartSource } from '../parts/index.ts'
import { keepDeposits } from './core-deposits.ts'
import { decisionFor, shareOf } from './cover.ts'
import { listOf } from './prices.ts'
import { openReport } from './report.ts'
import type { lineBody } from './shapes.ts'
import { findOpenWork, findOwnWork, localDayOf, mustBeUnderWay, type Work } from './work.ts'

export type LineBody = z.output<typeof lineBody>

/** Puts a line on the visit, or another one in its place: the phone made the id, so a repeated call is the same line. */
export async function putLine(
  tx: Tx,
  actor: Actor,
  visitId: string,
  lineId: string,
  input: LineBody,
  now: Date,
  { ifMatch = null, isTold = false }: { ifMatch?: number | null; isTold?: boolean } = {},
): Promise<void> {
  const { work } = await openReport(tx, actor, visitId)
  const before = await tx.selectFrom('field_work.line').selectAll().where('id', '=', lineId).executeTakeFirst()
  // A deposit comes and goes with its part.
  if (before && (before.visit_id !== visitId || before.deposit_for)) throw notFound('line')
  if (before && ifMatch !== null && ifMatch !== before.version)
    throw new Problem('conflict.version', 409, { values: { version: before.version }, changes: [] })
  if (before?.quotation_id) throw problem('field_work.line_approved', 409)
  await holdToChain(tx, actor, work, input, now, isTold)
  await writeLines(tx, work, await listOf(tx, work, now, work.id), [{ ...freeOfCharge(input), id: lineId }], { now })
  const type = before ? 'line.changed' : 'line.added'
  const data = { visitId, kind: input.kind, code: input.code ?? null, quantity: input.quantity }
  await announce(tx, actor, { type, subject: { type: 'line', id: lineId }, stationId: work.stationId, data })
}

/** Nobody pays for a part that is theirs. */
export function freeOfCharge<L extends LineBody>(line: L): L {
  return line.source === 'customers_own' ? { ...line, unitMinor: '0', priceReason: 'agreed_with_customer' } : line
}

/**
 * A part whose number was read must be what it says it is, before it is put in. Where a phone tells of it, it is in the machine
 * already: the line is kept, the evidence lies with quality, and the end of the visit leaves the part to the desk.
 */
async function holdToChain(
  tx: Tx,
  actor: Actor,
  work: Work,
  line: LineBody,
  now: Date,
  isTold: boolean,
): Promise<void> {
  const number = line.partSerial ?? line.partBatch
  if (!number) return
  const kind = line.partSerial ? ('serial' as const) : ('batch' as const)
  const { country, assetId, stationId, id: visitId, timeZone } = work
  const reason = line.unprovenReason ?? null
  const scanned = { code: line.code ?? line.name ?? '', number, kind, country, assetId, reason }
  const occasion = { occasion: 'line', stationId, visitId, at: now, day: localDayOf(now, timeZone) } as const
  try {
    await mustBeGenuine(tx, actor, scanned, occasion)
  } catch (error) {
    if (!isTold || !(error instanceof Problem)) throw error
    await checkAndKeep(tx, actor, scanned, occasion)
  }
}

/** Priced from the list, shared by the decision of today. */
export async function writeLines(
  tx: Tx,
  work: Work,
  list: PublishedList,
  wanted: readonly (LineBody & { id: string })[],
  more: { now: Date; quotationId?: string },
): Promise<void> {
  const named = (names: Record<string, string>) => names[work.language] ?? names.en ?? Object.values(names)[0] ?? ''
  const path = wanted.length === 1 && !more.quotationId ? '' : 'lines'
  const lines = await priceLines(tx, list, wanted, named, path)
  const decision = await decisionFor(tx, work, wanted, more.now)
  for (const [i, line] of lines.entries()) {
    const { component, partSerial, partBatch, unprovenReason, removedSerial, source, replaceReason, addedAt } =
      wanted[i]!
    const share = shareOf(work, decision, line.id)
    const columns = {
      kind: line.kind,
      code: line.code,
      name: line.name,
      component: component ?? null,
      part_serial: partSerial ?? null,
      part_batch: partBatch ?? null,
      unproven_reason: unprovenReason ?? null,
      removed_serial: removedSerial ?? null,
      source: source ?? null,
      replace_reason: replaceReason ?? null,
      quantity: line.quantity,
      unit: line.unit,
      unit_minor: line.unitMinor,
      published_minor: line.publishedMinor,
      price_reason: line.priceReason,
      price_note: line.priceNote ?? null,
      tax_category: line.taxCategory ?? 'standard',
      tax_bp: rateOf(list, line.taxCategory ?? 'standard'),
      currency: list.currency,
      payer: share.payer,
      customer_share_pct: share.customerSharePct,
      why: share.why ? JSON.stringify(share.why) : null,
      quotation_id: more.quotationId ?? null,
    }
    await tx
      .insertInto('field_work.line')
      .values({ ...columns, id: line.id, visit_id: work.id, added_at: addedAt ?? more.now })
      .onConflict((c) =>
        c
          .columns(['tenant_id', 'id'])
          .doUpdateSet((eb) => ({ ...columns, version: eb('field_work.line.version', '+', 1) })),
      )
      .execute()
  }
  await keepDeposits(
    tx,
    work,
    lines.map((line) => line.id),
  )
}

/** Where the part of a line came from: said until the visit is over, also when it is signed, since no price hangs on it. */
export async function tellSource(
  tx: Tx,
  actor: Actor,
  visitId: string,
  lineId: string,
  source: PartSource,
): Promise<void> {
  const work = await findOwnWork(tx, actor, visitId)
  mustBeUnderWay(work)
  const line = await tx
    .selectFrom('field_work.line')
    .select('source')
    .where('id', '=', lineId)
    .where('visit_id', '=', visitId)
    .where('kind', '=', 'part')
    .executeTakeFirst()
  if (!line) throw notFound('line')
  // A customer's own part costs nothing: that is another line, shown before it is signed.
  if ((source === 'customers_own') !== (line.source === 'customers_own'))
    throw invalid({ path: 'source', code: 'field_work.source_by_line' })
  await tx.updateTable('field_work.line').set({ source }).where('id', '=', lineId).execute()
}

/** Why a part is replaced: said until the visit is over, also when it is signed, since no price hangs on it. */
export async function tellReplacement(
  tx: Tx,
  actor: Actor,
  visitId: string,
  lineId: string,
  reason: (typeof REPLACE_REASONS)[number],
): Promise<void> {
  await findOpenWork(tx, actor, visitId)
  const told = await tx
    .updateTable('field_work.line')
    .set({ replace_reason: reason })
    .where('id', '=', lineId)
    .where('visit_id', '=', visitId)
    .where('kind', '=', 'part')
    .returning('id')
    .executeTakeFirst()
  if (!told) throw notFound('line')
}

export async function removeLine(tx: Tx, actor: Actor, visitId: string, lineId: string): Promise<void> {
  const { work } = await openReport(tx, actor, visitId)
  const gone = await tx
    .deleteFrom('field_work.line')
    .where('id', '=', lineId)
    .where('visit_id', '=', visitId)
    .where('deposit_for', 'is', null)
    .returning(['kind', 'code', 'name'])
    .executeTakeFirst()
  // A phone repeats what it has no answer to: a line that is not there is removed.
  if (!gone) return
  const data = { visitId, ...gone }
  await announce(tx, actor, {
    type: 'line.removed',
    subject: { type: 'line', id: lineId },
    stationId: work.stationId,
    data,
  })
}
