import { localDay } from '@aftercare/rules'
import type { Reason, Work } from './work.ts'

const LACKING = -100
/** As much as some thirty kilometres. */
const IN_VAN = 30
const MOST_NAMED = 3

/** What is lacking when the work begins before its parts are there, and what is gained by who has them in the van. */
export function partsReasons({ parts, timeZone }: Work, technicianId: string, startAt: number): Reason[] {
  if (!parts || (parts.readyAt !== null && parts.readyAt <= startAt)) return []
  const named = { parts: namesOf(parts.codes) }
  if (parts.inVanOf?.includes(technicianId)) return [{ code: 'parts_in_van', ok: true, points: IN_VAN, values: named }]
  const lacking = { ok: false, points: LACKING }
  return parts.readyAt === null
    ? [{ code: 'parts_unknown', ...lacking, values: named }]
    : [{ code: 'parts_later', ...lacking, values: { ...named, readyOn: localDay(parts.readyAt, timeZone) } }]
}

/** A long list says no more than its beginning and how many there are. */
function namesOf(codes: readonly string[]): string {
  const more = codes.length - MOST_NAMED
  return [...codes.slice(0, MOST_NAMED), ...(more > 0 ? [`+${more}`] : [])].join(', ')
}
