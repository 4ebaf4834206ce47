import type { Case, FittedPart, ModelTerm } from '@aftercare/entitlement'
import { localDay } from '@aftercare/rules'
import type { RepairRow } from './facts.ts'

/** A term as the catalogue has it: absent limits are null, and it may start when a part is put in. */
export interface TermRow extends Pick<ModelTerm, 'id' | 'covers'> {
  startsFrom: ModelTerm['startsFrom'] | 'replacement'
  months: number | null
  distanceKm: number | null
  hours: number | null
  components: string[]
  excludedComponents: string[] | null
  name: NonNullable<ModelTerm['name']> | null
}

/** The maker's promises for one product: those of its model, and those each part carries that was put in since. */
export function promisesFor(
  terms: readonly TermRow[],
  repairs: readonly RepairRow[],
): Pick<Case, 'warranty' | 'fittedParts'> {
  const ofModel = terms.filter(({ startsFrom }) => startsFrom !== 'replacement')
  const ofParts = terms.filter(({ startsFrom }) => startsFrom === 'replacement')
  const fittedParts = ofParts.flatMap((term) => repairs.flatMap((repair) => fittedIn(repair, term)))
  return {
    warranty: ofModel.map((term) => withoutNulls(term) as unknown as ModelTerm),
    ...(fittedParts.length > 0 && { fittedParts }),
  }
}

function fittedIn(repair: RepairRow, term: TermRow): FittedPart[] {
  if (!repair.out) return []
  const fittedAt = localDay(Date.parse(repair.out), repair.timeZone)
  const codes = [...new Set(repair.replaced.flatMap(({ mainPart, assembly }) => mainPart ?? assembly ?? []))]
  return codes
    .filter((code) => names(term, code))
    .map((component) => ({
      id: `${term.id}:${repair.id}:${component}`,
      component,
      fittedAt,
      covers: [term.covers],
      ...withoutNulls({ months: term.months, distanceKm: term.distanceKm, fittedKm: repair.meterKm, name: term.name }),
    }))
}

/** `engine` names `engine.piston`, too; no names at all mean every part. */
function names({ components, excludedComponents }: TermRow, code: string): boolean {
  const among = (list: readonly string[]) => list.some((one) => code === one || code.startsWith(`${one}.`))
  return (components.length === 0 || among(components)) && !among(excludedComponents ?? [])
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], null> }
export function withoutNulls<T extends object>(row: T): Present<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<T>
}
