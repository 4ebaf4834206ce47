import { recallCompletion, UNIT_STATES, type UnitState } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { reachOf, undatedOf } from './reach.ts'

/** A campaign with its products counted; of a draft those that would be in it. */
export async function viewCampaign(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('campaigns.campaign')
    .select(['id', 'number', 'kind', 'is_safety as isSafety', 'stop_use as stopUse', 'title', 'hazard', 'remedy'])
    .select(['advice', 'components', 'covers', 'minutes', 'filing', 'starts_on as startsOn', 'ends_on as endsOn'])
    .select([
      'status',
      'announced_on as announcedOn',
      'ended_reason as endedReason',
      'created_at as createdAt',
      'version',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('campaign')
  const units = await unitCounts(tx, id)
  const population = UNIT_STATES.reduce((sum, state) => sum + units[state], 0)
  const isDraft = row.status === 'draft'
  return {
    ...row,
    ...(await listsOf(tx, id)),
    units,
    completion: completionOf(units, population),
    reach: {
      ...(isDraft
        ? { ...(await reachOf(tx, id)), undated: await undatedOf(tx, id) }
        : { products: population, owners: null, undated: null }),
      unknownSerials: await unknownSerials(tx, id),
    },
  }
}

async function listsOf(tx: Tx, id: string) {
  const parts = await tx
    .selectFrom('campaigns.needed_part as n')
    .innerJoin('parts.part as p', 'p.id', 'n.part_id')
    .select(['p.id as partId', 'p.number', 'p.name', 'n.quantity'])
    .where('n.campaign_id', '=', id)
    .orderBy('p.number')
    .execute()
  const { rows: scopes } = await sql`
    select s.id, s.family_id as "familyId", s.model_id as "modelId", s.built_from as "builtFrom", s.built_to as "builtTo",
      s.sold_from as "soldFrom", s.sold_to as "soldTo", s.serial_from as "serialFrom", s.serial_to as "serialTo", s.undated,
      coalesce(m.code, f.code) as code, coalesce(m.name, f.name) as name
    from campaigns.scope s
    left join assets.model m on m.tenant_id = s.tenant_id and m.id = s.model_id
    left join assets.family f on f.tenant_id = s.tenant_id and f.id = s.family_id
    where s.tenant_id = kit.tenant() and s.campaign_id = ${id} order by 10, s.id`.execute(tx)
  return { parts: parts.map((one) => ({ ...one, quantity: Number(one.quantity) })), scopes }
}

async function unitCounts(tx: Tx, id: string): Promise<Record<UnitState, number>> {
  const { rows } = await sql<{ state: UnitState; n: number }>`
    select state, units as n from campaigns.tally where tenant_id = kit.tenant() and campaign_id = ${id}`.execute(tx)
  const counted = new Map(rows.map((row) => [row.state, row.n]))
  return Object.fromEntries(UNIT_STATES.map((state) => [state, counted.get(state) ?? 0])) as Record<UnitState, number>
}

/** By the definition of the figures: who cannot be reached stays in the base, what is gone or never belonged leaves it. */
function completionOf(units: Record<UnitState, number>, population: number) {
  const done = units.remedied + units.inspected_no_fault
  const gone = units.scrapped + units.stolen + units.exported + units.duplicate_not_affected
  const counts = { population, remedied: units.remedied, inspectedNoFault: units.inspected_no_fault }
  const left = { scrapped: units.scrapped, stolen: units.stolen, exported: units.exported }
  return {
    rate: recallCompletion({ ...counts, ...left, duplicateNotAffected: units.duplicate_not_affected }),
    ...{ rawRate: recallCompletion(counts), done, reachable: population - gone },
  }
}

async function unknownSerials(tx: Tx, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from campaigns.listed_serial l where l.tenant_id = kit.tenant() and l.campaign_id = ${id}
      and not exists (select from assets.asset a where a.tenant_id = l.tenant_id and a.serial = l.serial)`.execute(tx)
  return rows[0]!.n
}
