import { localDay, oldPartDueOn, oldPartId, oldPartLabel, oldPieces } from '@aftercare/rules'
import type { DayFacts, Visit } from './store.ts'

export type OldPart = Visit['oldParts'][number]

/**
 * What came out and goes back when the visit ends at `at`, labelled with the numbers the server will give: both make them from the
 * line. What it has labelled already stays as it is.
 */
export function oldPartsHere(visit: Visit, facts: Pick<DayFacts, 'partDuties' | 'priceLists'>, at: string): OldPart[] {
  const removedOn = localDay(Date.parse(at), visit.timeZone)
  const made = visit.lines.flatMap((line) => {
    const duty = facts.partDuties?.find((one) => one.code.toLowerCase() === line.code?.toLowerCase())
    const days = duty?.oldPartDueDays ?? null
    if (!duty || days === null || line.kind !== 'part' || line.source === 'customers_own') return []
    return Array.from({ length: oldPieces(line.quantity) }, (_, i) => {
      const id = oldPartId(line.id, i)
      return {
        ...{ id, label: oldPartLabel(id), part: duty.code, name: namesOf(line, facts), state: 'labelled' as const },
        ...{ serial: i === 0 ? line.removedSerial : null, dueOn: oldPartDueOn(removedOn, days) },
      }
    })
  })
  const known = visit.oldParts ?? []
  return [...known, ...made.filter((one) => !known.some((old) => old.id === one.id))]
}

function namesOf(line: Visit['lines'][number], facts: Pick<DayFacts, 'priceLists'>): OldPart['name'] {
  const names = facts.priceLists.flatMap((list) => list.prices).find((one) => one.code === line.code)?.name
  return { ...names, en: names?.en ?? line.name }
}
