import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { compose } from './compose.ts'
import type { Sale } from './shapes.ts'
import type { Unit } from './units.ts'

/** What the contract would be, and what speaks against it: shown while it is typed, nothing is written. */
export async function previewContract(tx: Tx, actor: Actor, input: Sale, now: Date) {
  const made = await compose(tx, actor, input, newId(), now)
  return {
    currency: made.list.currency,
    taxBp: made.list.taxBp,
    taxIncluded: made.list.taxIncluded,
    totalMinor: made.totalMinor,
    startsOn: made.startsOn,
    endsOn: made.endsOn,
    billing: made.billing,
    lines: made.lines.map((line) => ({
      id: line.id,
      product: { id: line.productId, code: line.terms.code, name: line.terms.name, kind: line.terms.kind },
      terms: line.terms,
      scope: line.scope,
      ...scopeOf(line.scope, line.units[0]!),
      units: line.units.length,
      unitMinor: line.unitMinor,
      publishedMinor: line.publishedMinor,
      priceReason: line.priceReason,
      totalMinor: line.totalMinor,
      covers: line.periods.map(({ unit, start, end }) => ({
        assetId: unit.id,
        serial: unit.serial,
        model: unit.modelName,
        startsOn: start,
        endsOn: end,
      })),
    })),
    instalments: made.instalments,
    findings: made.findings.map((one) => ({
      ...one,
      id: null,
      overriddenAt: null,
      overriddenBy: null,
      overrideReason: null,
    })),
    maySell: !made.findings.some((one) => one.gate === 'refused'),
  }
}

function scopeOf(scope: Sale['lines'][number]['scope'], unit: Unit) {
  if (scope === 'asset') return { scopeName: unit.serial, scopeNames: null }
  return scope === 'model'
    ? { scopeName: unit.modelCode, scopeNames: unit.modelName }
    : { scopeName: unit.familyCode, scopeNames: unit.familyName }
}
