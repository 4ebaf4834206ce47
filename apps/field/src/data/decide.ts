import { type Case, type Decision, decideWith, type Fault, makeLibrary, paidBy } from '@aftercare/entitlement'
import type { KeptRules } from './rules.ts'
import type { Visit, WorkLine } from './store.ts'

export type Position = Pick<NonNullable<Case['lines']>[number], 'id' | 'kind' | 'component'>
/** What was found out since the day was read. */
export interface Found {
  fault?: Partial<Fault> | undefined
  facts?: Case['facts'] | undefined
  meter?: { kind: 'km' | 'hour' | 'cycle'; value: number; day: string } | undefined
}

/**
 * Who pays, decided on the phone: the same engine, facts and packs as on the server, so the same bytes. Null without the
 * packs of the place, or with facts that cannot be: then nobody says anything until the server does.
 */
export function decideHere(
  visit: Pick<Visit, 'cover'>,
  rules: readonly KeptRules[],
  positions: readonly Position[],
  found: Found = {},
): Decision | null {
  if (!visit.cover) return null
  const facts = visit.cover.facts as unknown as Case
  const kept = rules.find(({ country }) => country === facts.jurisdiction.split('-')[0])
  if (!kept) return null
  const known = withFound(facts, found)
  try {
    return decideWith(libraryFrom(kept), { ...known, lines: positions.map(plain) })
  } catch {
    return null
  }
}

/** Packs are checked once, not for every line that is priced. */
const libraries = new Map<string, ReturnType<typeof makeLibrary>>()
function libraryFrom({ digest, packs }: KeptRules) {
  const library = libraries.get(digest) ?? makeLibrary(packs)
  libraries.set(digest, library)
  return library
}

function withFound(facts: Case, { fault, facts: assessed, meter }: Found): Case {
  const readings = facts.asset.meters ?? []
  const read = meter && { kind: meter.kind, value: meter.value, at: meter.day }
  return {
    ...facts,
    ...(read && { asset: { ...facts.asset, meters: [...readings, read] } }),
    ...(fault && { fault: { ...facts.fault, ...fault } }),
    ...(assessed && { facts: { ...facts.facts, ...assessed } }),
  }
}

/** The lines of the visit's own decision, for asking the same again. */
export const kindsOf = ({ cover }: Pick<Visit, 'cover'>): Position[] => (cover?.facts as unknown as Case)?.lines ?? []

const plain = ({ id, kind, component }: Position) => ({ id, kind, ...(component ? { component } : {}) })

export type Share = Pick<WorkLine, 'payer' | 'customerSharePct' | 'why'>

/** Who pays which share of these positions. */
export function sharesHere(
  visit: Pick<Visit, 'asset' | 'cover'>,
  rules: readonly KeptRules[],
  positions: readonly Position[],
): Share[] {
  if (!visit.asset) return positions.map(() => ({ payer: 'customer', customerSharePct: 100, why: null }))
  const decision = positions.length > 0 ? decideHere(visit, rules, positions) : null
  if (!decision) return positions.map(() => ({ payer: 'undetermined', customerSharePct: 100, why: null }))
  return positions.map(({ id }) => paidBy(decision, id) as Share)
}
