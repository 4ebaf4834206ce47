import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { invalid } from '../../kit/problem.ts'
import { assetVisible } from '../assets/index.ts'
import type { Place } from './sellers.ts'
import type { Sale, Terms } from './shapes.ts'

/** More than one contract line sensibly holds; a fleet beyond it is sold in several lines. */
const MOST_UNITS = 500

export interface Unit {
  id: string
  serial: string
  modelName: Record<string, string>
  modelCode: string
  familyCode: string
  familyName: Record<string, string>
  /** What a technician must know to work on it. */
  skillCodes: string[]
  place: Place
  verification: 'verified' | 'failed' | 'missing'
  hasLabel: boolean
}

/** The customer's products a line speaks of: the serial, or all of the model or family. */
export async function unitsOf(
  tx: Tx,
  actor: Actor,
  customerId: string,
  line: Pick<Sale['lines'][number], 'scope' | 'scopeId'>,
  path: string,
): Promise<Unit[]> {
  const column = { asset: 'a.id', model: 'a.model_id', family: 'm.family_id' }[line.scope]
  const { rows } = await sql<Unit>`
    select a.id, a.serial, m.name as "modelName", m.code as "modelCode", f.code as "familyCode", f.name as "familyName", m.skill_codes as "skillCodes",
      json_build_object('country', coalesce(p.country, a.sale_country, c.country), 'city', p.city, 'lat', p.lat, 'lon', p.lon) as place,
      -- Registered by its label is proof of both; otherwise what somebody found who looked.
      coalesce(v.result, case when a.registered_on is not null then 'verified' else 'missing' end) as verification,
      coalesce(v.has_label, a.registered_on is not null) as "hasLabel"
    from assets.asset a
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    join assets.family f on f.tenant_id = m.tenant_id and f.id = m.family_id
    join parties.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id
    left join parties.address p on p.tenant_id = a.tenant_id and p.id = a.address_id
    left join lateral (select v.result, v.has_label from contracts.verification v
      where v.tenant_id = a.tenant_id and v.asset_id = a.id order by v.at desc limit 1) v on true
    where a.customer_id = ${customerId} and a.status in ('in_use', 'in_stock') and ${sql.ref(column)} = ${line.scopeId}
      and ${assetVisible(actor, 'a')}
    order by a.serial limit ${MOST_UNITS + 1}`.execute(tx)
  if (rows.length === 0) throw invalid({ path: `${path}.scopeId`, code: 'contracts.no_units' })
  if (rows.length > MOST_UNITS)
    throw invalid({ path: `${path}.scopeId`, code: 'contracts.too_many_units', values: { most: MOST_UNITS } })
  return rows
}

/** A product line the service product is not made for is named, not silently left out. */
export function mustServe(terms: Terms, units: readonly Unit[], path: string): void {
  const other = units.find((unit) => terms.productLines.length > 0 && !terms.productLines.includes(unit.familyCode))
  if (other)
    throw invalid({ path: `${path}.scopeId`, code: 'contracts.other_family', values: { family: other.familyCode } })
  const abroad = units.find((unit) => terms.territory.length > 0 && !terms.territory.includes(unit.place.country))
  if (abroad)
    throw invalid({
      path: `${path}.scopeId`,
      code: 'contracts.other_country',
      values: { country: abroad.place.country },
    })
}
