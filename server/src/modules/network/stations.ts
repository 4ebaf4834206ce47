import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { makeStationFindable } from './findable.ts'
import { lockTree, mustFitBelow } from './place.ts'
import type { stationInput, stationPatch } from './shapes.ts'

type Input = z.output<typeof stationInput>

/** Opens a place in the tree. It takes country, zone and language from above where they are not said. */
export async function addStation(tx: Tx, services: Services, actor: Actor, input: Input, now: Date): Promise<string> {
  await lockTree(tx)
  const parent = await parentOf(tx, actor, input)
  const id = newId()
  const country = input.country ?? parent?.country ?? null
  if (actor.stations !== 'all' && country !== parent?.country) {
    // Who works for one country would open a place out of their own sight.
    throw invalid({ path: 'country', code: 'validation.invalid_value' })
  }
  const home = parent ?? (await company(tx))
  await tx
    .insertInto('network.station')
    .values({
      ...columns(input),
      id,
      number: await takeNumber(services.db, actor.tenantId, 'ST', now.getUTCFullYear()),
      parent_id: parent?.id ?? null,
      path: [...(parent?.path ?? []), id],
      kind: input.kind,
      name: input.name,
      country,
      time_zone: input.timeZone ?? home.time_zone,
      language: input.language ?? home.language,
      product_lines: input.productLines,
      area: JSON.stringify(input.area),
    })
    .execute()
  const subject = { type: 'station', id, version: 1 }
  await announce(tx, actor, {
    type: 'station.added',
    subject,
    stationId: id,
    data: { name: input.name, kind: input.kind },
  })
  await makeStationFindable(tx, id)
  afterCommit(tx, () => services.forgetActors())
  return id
}

async function parentOf(tx: Tx, actor: Actor, { parentId, kind }: Input) {
  if (!parentId) {
    if (kind !== 'hq') throw invalid({ path: 'parentId', code: 'validation.required' })
    if (actor.stations !== 'all') throw problem('forbidden.company_wide', 403)
    return null
  }
  if (!sees(actor, parentId)) throw notFound('station')
  const parent = await tx
    .selectFrom('network.station')
    .select(['id', 'path', 'kind', 'country', 'time_zone', 'language'])
    .where('id', '=', parentId)
    .executeTakeFirst()
  if (!parent) throw notFound('station')
  mustFitBelow(kind, parent.kind)
  return parent
}

function company(tx: Tx) {
  return tx.selectFrom('kit.company').select(['time_zone', 'language']).executeTakeFirstOrThrow()
}

export async function changeStation(
  tx: Tx,
  services: Services,
  actor: Actor,
  id: string,
  patch: z.output<typeof stationPatch>,
  ifMatch: number,
): Promise<void> {
  if (patch.isActive === false) await mustHaveNoActiveBelow(tx, id)
  if (patch.kind) await mustFitWhereItIs(tx, id, patch.kind)
  await edit(tx, actor, {
    table: 'network.station',
    id,
    ifMatch,
    patch: { ...columns(patch), is_active: patch.isActive },
    visible: visibleTo(actor, 'id'),
    news: { type: 'station.changed', subjectType: 'station', stationId: id },
  })
  await makeStationFindable(tx, id)
  // Countries decide who sees what.
  if (patch.country !== undefined) afterCommit(tx, () => services.forgetActors())
}

async function mustHaveNoActiveBelow(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql`
    select 1 from network.station where path @> array[${id}::uuid] and id <> ${id} and is_active limit 1`.execute(tx)
  if (rows.length > 0) throw problem('network.in_use', 409)
}

async function mustFitWhereItIs(tx: Tx, id: string, kind: string): Promise<void> {
  const { rows } = await sql<{ kind: string; side: string }>`
    select up.kind, 'above' as side from network.station s join network.station up on up.tenant_id = s.tenant_id and up.id = s.parent_id
    where s.id = ${id}
    union all select kind, 'below' from network.station where parent_id = ${id}`.execute(tx)
  for (const other of rows) {
    if (other.side === 'above') mustFitBelow(kind, other.kind)
    else mustFitBelow(other.kind, kind)
  }
}

function columns(facts: z.output<typeof stationPatch>) {
  return {
    name: facts.name,
    legal_name: facts.legalName,
    kind: facts.kind,
    country: facts.country,
    region: facts.region,
    city: facts.city,
    district: facts.district,
    line: facts.line,
    postal_code: facts.postalCode,
    lat: facts.lat,
    lon: facts.lon,
    time_zone: facts.timeZone,
    phone: facts.phone,
    email: facts.email,
    language: facts.language,
    currency: facts.currency,
    calendar_id: facts.calendarId,
    level: facts.level,
    product_lines: facts.productLines,
    area: facts.area,
  }
}
