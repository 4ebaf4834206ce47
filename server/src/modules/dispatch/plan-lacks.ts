import { wishFor } from '@aftercare/dispatch'
import type { PlanFacts, PlanJob } from './plan-facts.ts'
import { mayCollect } from './plan-pick-ups.ts'
import { lacksPart } from './plan-van-parts.ts'
import type { WorkingDay } from './plan-vehicles.ts'

/** Others than those the customer asks for: half an hour at the wheel. */
const NOT_PREFERRED = 1800

/** What of a person does not fit a job on that day: codes of their words `dispatch:lack.<code>`. */
export function lacksOf(
  facts: PlanFacts,
  job: PlanJob,
  day: WorkingDay,
): { code: 'skill' | 'certificate' | 'territory' | 'excluded' | 'shift' | 'part'; values: Record<string, unknown> }[] {
  const { technician, onlyPinned } = day
  const isOwn = job.visit?.technicianId === technician.id
  const abroad = !isOwn && job.stationId !== null && !technician.stationPath.includes(job.stationId)
  return [
    ...(onlyPinned ? [{ code: 'shift' as const, values: { isOff: true } }] : []),
    ...skillLacks(day, job.skills, facts.certified),
    ...(abroad ? [{ code: 'territory' as const, values: {} }] : []),
    ...(job.declinedBy.includes(technician.id) ? [{ code: 'excluded' as const, values: {} }] : []),
    ...excludedBy(job.people, technician.id),
    ...(hasNoPart(job, day) ? [{ code: 'part' as const, values: {} }] : []),
  ]
}

/** Neither in the van, nor at a store that hands out to them. A visit that is booked knows its store. */
const hasNoPart = (job: PlanJob, day: WorkingDay) =>
  job.collect
    ? job.visit === null && !mayCollect(day, job.collect.place)
    : lacksPart(job, day.technician.id, day.fromAt)

/** Whom order, customer or product never want to see. */
function excludedBy(people: PlanJob['people'], technicianId: string) {
  const found = wishFor(people, technicianId)
  return found?.wish === 'excluded' ? [{ code: 'excluded' as const, values: { of: found.of, note: found.note } }] : []
}

/** By how much anybody is dearer than those who are asked for; nobody, where nobody is. */
export function preferencePrice(people: PlanJob['people'], technicianId: string): number {
  const isAsked = people.some((one) => one.wish === 'preferred')
  return isAsked && wishFor(people, technicianId)?.wish !== 'preferred' ? NOT_PREFERRED : 0
}

/** What somebody lacks on that day for work of these skills. */
export function skillLacks(
  { technician, date }: WorkingDay,
  skills: readonly string[],
  certified: ReadonlySet<string>,
) {
  const skill = skills.find((code) => !technician.skills.includes(code))
  const uncertified = skills.find((code) => certified.has(code) && !isCertified(technician, code, date))
  return [
    ...(skill ? [{ code: 'skill' as const, values: { skill } }] : []),
    ...(uncertified ? [{ code: 'certificate' as const, values: { skill: uncertified } }] : []),
  ]
}

/** A certificate that has run out by that day does not count. */
const isCertified = (technician: WorkingDay['technician'], code: string, date: string) =>
  technician.certificates.some(
    (one) =>
      one.code === code &&
      (one.validFrom === null || one.validFrom <= date) &&
      (one.validTo === null || one.validTo >= date),
  )
