import type { Case, Contract, CoverKind } from './case.ts'
import { reaches } from './components.ts'
import { type Day, dateOf, dayOf } from './days.ts'
import { weighCase } from './decide.ts'
import type { Considered } from './decision.ts'
import type { Library } from './library.ts'
import type { Right } from './rights.ts'
import { within } from './situation.ts'

/** Days on which one kind of cost is free anyway, or (`ruleId` null) may be: a fact is missing. */
export interface FreeStretch {
  kind: CoverKind
  component?: string
  from: string
  /** Last day, included. */
  to: string
  days: number
  ruleId: string | null
  /** How the rule is called and where it stands. */
  title?: Considered['title']
  clause?: Considered['clause']
  missing: string[]
}

type Part = Pick<FreeStretch, 'kind' | 'component'>

/** Each kind of cost of each component counts its own days. */
const partsOf = (line: Contract): Part[] =>
  line.covers.flatMap((kind): Part[] =>
    line.components?.length ? line.components.map((component) => ({ kind, component })) : [{ kind }],
  )

export const paidDays = (line: Contract) => (dayOf(line.end) - dayOf(line.start) + 1) * partsOf(line).length

/**
 * What law and the maker's warranty give for nothing in the days of a contract line, for a defect that nobody but the maker
 * answers for. Rights only change on the days their terms begin and end, so it is enough to weigh the unit once per stretch;
 * at its end, where a distance that is not yet reached is least certain.
 */
export function freeCover(library: Library, unit: Case, line: Contract): FreeStretch[] {
  const first = dayOf(line.start)
  const last = dayOf(line.end)
  const facts = plainDefect(unit)
  const cuts = cutsOf(weighCase(library, { ...facts, at: line.start }).rights, first, last)
  return cuts
    .flatMap((from, index) => {
      const to = (cuts[index + 1] ?? last + 1) - 1
      const { rights } = weighCase(library, { ...facts, at: dateOf(to) })
      const promises = rights.filter(({ rule }) => rule.layer === 'statute' || rule.layer === 'warranty')
      return partsOf(line).flatMap((part) => stretch(part, promises, line, from, to))
    })
    .sort((a, b) => order(line, a) - order(line, b))
    .reduce<FreeStretch[]>(joined, [])
}

/** A repair that is still open would go on and on in the days to come: it is taken to end today. */
function plainDefect(unit: Case): Case {
  const repairs = unit.history?.repairs.map((repair) =>
    repair.out === undefined ? { ...repair, out: unit.at } : repair,
  )
  return {
    ...unit,
    contracts: [],
    grants: [],
    lines: [],
    fault: { cause: 'quality' },
    ...(repairs && { history: { repairs } }),
  }
}

/** The first days of the stretches. */
function cutsOf(rights: readonly Right[], first: Day, last: Day): Day[] {
  const days = rights.flatMap(({ began, ending }) => [
    ...(began ? [began.first, began.low, began.high] : []),
    ...(ending ? [ending.low + 1, ending.high + 1] : []),
  ])
  return [...new Set([first, ...days.filter((day) => day > first && day <= last)])].sort((a, b) => a - b)
}

function stretch(part: Part, promises: readonly Right[], line: Contract, from: Day, to: Day): FreeStretch[] {
  const paying = promises.filter((right) => right.rule.covers.includes(part.kind) && reachesWhole(right, part, line))
  const found = { ...part, from: dateOf(from), to: dateOf(to), days: to - from + 1 }
  const sure = paying.find((right) => right.finding.result === 'met')
  if (sure) {
    const { id, title, clause } = sure.rule
    return [{ ...found, ruleId: id, title, ...(clause && { clause }), missing: [] }]
  }
  // What hangs on the fault itself is a right of some faults: no reason to say the line repeats it.
  const missing = paying
    .filter(({ finding }) => finding.result === 'undetermined')
    .map(({ finding }) => finding.missing)
    .filter((facts) => !facts.some((fact) => fact.startsWith('fault.')))
  return missing.length > 0 ? [{ ...found, ruleId: null, missing: [...new Set(missing.flat())] }] : []
}

/** Whether the right gives as much as the line would: the same component, or the whole product, and as large a share. */
function reachesWhole({ rule, setting }: Right, { component }: Part, line: Contract): boolean {
  if ((rule.sharePct ?? 100) < (line.sharePct ?? 100)) return false
  if (component !== undefined) return reaches(rule, component, setting).result === 'met'
  if (rule.mainPartsOnly || rule.components?.length) return false
  return (rule.excludedComponents ?? []).every((code) => line.excludedComponents?.some((wider) => within(code, wider)))
}

const order = (line: Contract, { kind, component, from }: FreeStretch) =>
  (line.covers.indexOf(kind) * 1000 + (line.components?.indexOf(component ?? '') ?? 0)) * 1e6 + dayOf(from)

/** Neighbours that rest on the same rule are one stretch. */
function joined(done: FreeStretch[], next: FreeStretch): FreeStretch[] {
  const before = done.at(-1)
  const same =
    before &&
    before.kind === next.kind &&
    before.component === next.component &&
    before.ruleId === next.ruleId &&
    String(before.missing) === String(next.missing) &&
    dayOf(before.to) + 1 === dayOf(next.from)
  if (!same) return [...done, next]
  return [...done.slice(0, -1), { ...before, to: next.to, days: before.days + next.days }]
}
