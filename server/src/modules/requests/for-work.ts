import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { findRequest } from './find.ts'
import { KIND_RULES, type Kind } from './kinds.ts'
import { cannotGo, isOpen } from './states.ts'

/** What planning and work need to know of a request. */
export interface RequestForWork {
  id: string
  number: string
  kind: Kind
  status: string
  title: string
  priority: string
  symptomCode: string | null
  isSafety: boolean
  stationId: string | null
  ownerId: string | null
  customerId: string | null
  contactId: string | null
  assetId: string | null
  country: string
  timeZone: string
  language: string
  preferredSlots: { date: string; part: string }[]
  needsVisit: boolean
  /** Where the work is; null while nobody has said. */
  site: {
    addressId: string
    line: string
    city: string | null
    lat: number | null
    lon: number | null
    timeZone: string
  } | null
  /** What a technician must be able to do, from the model. */
  skillCodes: string[]
}

/** The request as the actor may see it; planning work on one that has ended is refused with the way on. */
export async function requestForWork(
  tx: Tx,
  actor: Actor,
  id: string,
  options: { open?: boolean } = {},
): Promise<RequestForWork> {
  const row = await findRequest(tx, actor, id)
  if (options.open && !isOpen(row.status)) throw cannotGo(row, 'scheduled')
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as Kind,
    status: row.status,
    title: row.title,
    priority: row.priority,
    symptomCode: row.symptom_code,
    isSafety: row.is_safety,
    stationId: row.station_id,
    ownerId: row.owner_id,
    customerId: row.customer_id,
    contactId: row.contact_id,
    assetId: row.asset_id,
    country: row.country,
    timeZone: row.time_zone,
    language: row.language,
    preferredSlots: row.preferred_slots as unknown as { date: string; part: string }[],
    needsVisit: KIND_RULES[row.kind as Kind].needsVisit,
    site: await siteOf(tx, row.address_id),
    skillCodes: await skillsOf(tx, row.asset_id),
  }
}

async function siteOf(tx: Tx, addressId: string | null): Promise<RequestForWork['site']> {
  if (!addressId) return null
  const row = await tx
    .selectFrom('parties.address')
    .select(['id as addressId', 'line', 'city', 'lat', 'lon', 'time_zone as timeZone'])
    .where('id', '=', addressId)
    .executeTakeFirst()
  return row ?? null
}

async function skillsOf(tx: Tx, assetId: string | null): Promise<string[]> {
  if (!assetId) return []
  const row = await tx
    .selectFrom('assets.asset as a')
    .innerJoin('assets.model as m', 'm.id', 'a.model_id')
    .select('m.skill_codes')
    .where('a.id', '=', assetId)
    .executeTakeFirst()
  return row?.skill_codes ?? []
}
