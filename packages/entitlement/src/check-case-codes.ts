import type { Case } from './case.ts'
import type { Problem } from './check.ts'

const kinds = new Set(['part', 'labour', 'travel', 'consumable', 'rental', 'other'])
const causes = 'quality wear misuse modification mishandling accident force_majeure disclosed'
const set = (codes: string) => new Set(codes.split(' '))

const ofAsset = {
  buyerKind: set('consumer business'),
  saleChannel: set('shop online tv phone mail off_premises'),
  condition: set('new used'),
}
const ofRepair = {
  under: set('statute warranty contract goodwill customer'),
  delayCause: set('producer_parts repairer customer other'),
}
const ofTerm = { covers: kinds, startsFrom: set('sale delivery installation registration') }

/** A code nobody knows would be read as "another one" and decide wrongly without a word. */
export function checkCodes(facts: Case): Problem[] {
  const problems: Problem[] = []
  const check = (item: object | undefined, path: string, allowed: Record<string, ReadonlySet<string>>) => {
    if (!item) return
    for (const name in allowed) {
      const value: unknown = (item as Record<string, unknown>)[name]
      if (value !== undefined && !allowed[name]?.has(value as string))
        problems.push({ path: `${path}.${name}`, code: 'notAllowed' })
    }
  }
  const each = (items: readonly object[] | undefined, path: string, allowed: Record<string, ReadonlySet<string>>) => {
    for (const [index, item] of (items ?? []).entries()) check(item, `${path}[${index}]`, allowed)
  }
  check(facts.asset, '.asset', ofAsset)
  check(facts.fault, '.fault', ofFault)
  each(facts.asset.meters, '.asset.meters', ofMeter)
  each(facts.history?.repairs, '.history.repairs', ofRepair)
  each(facts.warranty, '.warranty', ofTerm)
  each(facts.grants, '.grants', ofGrant)
  each(facts.lines, '.lines', ofLine)
  for (const name of ['contracts', 'suppliers', 'grants', 'fittedParts'] as const) {
    facts[name]?.forEach(({ covers }, index) => {
      if (covers?.some((kind) => !kinds.has(kind)))
        problems.push({ path: `.${name}[${index}].covers`, code: 'notAllowed' })
    })
  }
  return problems
}

const ofFault = { cause: set(causes) }
const ofMeter = { kind: set('km mile hour cycle') }
const ofGrant = { layer: set('recall goodwill') }
const ofLine = { kind: kinds }
