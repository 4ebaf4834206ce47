import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { gapFreeNumber } from '../../kit/numbers.ts'
import { Problem, problem } from '../../kit/problem.ts'
import { shareAsset } from '../assets/index.ts'
import { shareCustomer } from '../parties/index.ts'
import { type ComposedLine, compose, standing } from './compose.ts'
import { lockContract, moveContract, mustBeVersion } from './contracts.ts'
import { findingsOf, keepFindings } from './findings.ts'
import type { Instalment } from './instalments.ts'
import { openPlans } from './plans.ts'
import type { Terms } from './shapes.ts'

/**
 * Signs a draft: looked over once more as things are now, numbered without a gap, resolved to the products it covers.
 * Prices are those of the day the draft was signed; a check that fails today refuses today.
 */
export async function activateContract(tx: Tx, actor: Actor, id: string, ifMatch: number, now: Date): Promise<void> {
  const row = await lockContract(tx, actor, id)
  mustBeVersion(row, ifMatch)
  if (row.status !== 'draft') throw problem('conflict.state', 409, { from: row.status, to: 'active' })
  const kept = await tx
    .selectFrom('contracts.line')
    .selectAll()
    .where('contract_id', '=', id)
    .orderBy('position')
    .execute()
  const made = await compose(
    tx,
    actor,
    {
      customerId: row.customer_id,
      stationId: row.station_id,
      signedOn: row.signed_on,
      lines: kept.map((line) => ({
        productId: line.product_id,
        scope: line.scope as ComposedLine['scope'],
        scopeId: line.scope_id,
        unitMinor: line.unit_minor,
        // A list that changed meanwhile is no reason to ask for one: the price was right when it was offered.
        priceReason: line.price_reason ?? 'published when it was offered',
      })),
    },
    id,
    now,
  )
  const lines = made.lines.map((line, i) => ({ ...line, id: kept[i]!.id, terms: kept[i]!.terms as unknown as Terms }))
  const renamed = new Map(made.lines.map((line, i) => [line.id, kept[i]!.id]))
  await keepFindings(
    tx,
    id,
    made.findings.map((one) => ({ ...one, lineId: renamed.get(one.lineId)! })),
  )
  await mustPass(tx, id)
  const sameUnits = lines.every((line, i) => line.units.length === kept[i]!.units)
  if (!sameUnits) throw problem('contracts.units_changed', 409)
  const number = await gapFreeNumber(tx, 'CO', Number(made.signedOn.slice(0, 4)))
  await keepCover(tx, id, lines)
  await keepAllowances(tx, id, lines)
  await keepInstalments(tx, id, made.instalments)
  await openPlans(tx, id, row.station_id, lines)
  await tieToStation(tx, row.station_id, row.customer_id, lines)
  await moveContract(tx, actor, row, 'active', {
    type: 'contract.activated',
    set: { number, activated_at: now, starts_on: made.startsOn, ends_on: made.endsOn },
    data: { startsOn: made.startsOn, endsOn: made.endsOn, totalMinor: row.total_minor, currency: row.currency },
  })
}

/** Refuses with every finding that stands in the way, each named by its code. */
async function mustPass(tx: Tx, id: string): Promise<void> {
  const findings = await findingsOf(tx, id)
  const { refused, open } = standing(findings)
  if (!refused && open === 0) return
  const blocking = findings.filter((one) => one.gate === 'refused' || (one.gate === 'role' && !one.overriddenAt))
  throw new Problem(refused ? 'contracts.refused' : 'contracts.reasons_needed', 409, {
    values: { count: blocking.length },
    errors: blocking.map((one) => ({
      path: `lines.${one.lineId}`,
      code: `contracts.check.${one.code}`,
      values: { ...one.values, serials: one.serials.join(', ') },
    })),
  })
}

/** One row per product and line: what every decision about the product finds with one look. */
async function keepCover(tx: Tx, contractId: string, lines: readonly ComposedLine[]): Promise<void> {
  const rows = lines.flatMap((line) =>
    line.periods.map(({ unit, start, end }) => ({
      asset_id: unit.id,
      line_id: line.id,
      contract_id: contractId,
      kind: line.terms.kind,
      name: JSON.stringify(line.terms.name),
      covers: line.terms.covers,
      components: line.terms.components,
      excluded_components: line.terms.excludedComponents,
      share_pct: line.terms.sharePct,
      level: line.terms.level,
      starts_on: start,
      ends_on: end,
    })),
  )
  await tx.insertInto('contracts.cover').values(rows).execute()
}

async function keepAllowances(tx: Tx, contractId: string, lines: readonly ComposedLine[]): Promise<void> {
  const rows = lines.flatMap((line) =>
    line.terms.allowances.map(({ unit, total }) => ({
      id: newId(),
      contract_id: contractId,
      line_id: line.id,
      unit,
      // Visits and jobs are promised for each product of the line.
      total: unit === 'amount' ? BigInt(total) : BigInt(total) * BigInt(line.units.length),
    })),
  )
  if (rows.length > 0) await tx.insertInto('contracts.allowance').values(rows).execute()
}

async function keepInstalments(tx: Tx, contractId: string, instalments: readonly Instalment[]): Promise<void> {
  if (instalments.length === 0) return
  await tx
    .insertInto('contracts.instalment')
    .values(
      instalments.map((one, i) => ({
        id: newId(),
        contract_id: contractId,
        position: i + 1,
        from_on: one.fromOn,
        to_on: one.toOn,
        due_on: one.dueOn,
        minor: one.minor,
      })),
    )
    .execute()
}

/** A sale ties them together: the station sees the customer and the products from now on. */
async function tieToStation(
  tx: Tx,
  stationId: string | null,
  customerId: string,
  lines: readonly ComposedLine[],
): Promise<void> {
  if (!stationId) return
  await shareCustomer(tx, customerId, stationId)
  for (const assetId of new Set(lines.flatMap((line) => line.units.map((unit) => unit.id))))
    await shareAsset(tx, assetId, stationId)
}
