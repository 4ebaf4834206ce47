import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../server/src/kit/actor.ts'
import { systemActor } from '../../server/src/kit/actor.ts'
import type { Services } from '../../server/src/kit/app.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { newId } from '../../server/src/kit/ids.ts'
import { openDemand } from '../../server/src/modules/parts/demands.ts'
import { bookDocument } from '../../server/src/modules/parts/documents.ts'
import { findableParts } from '../../server/src/modules/parts/findable.ts'
import { addPlace } from '../../server/src/modules/parts/places.ts'
import { confirmOrder, orderParts, viewOrder } from '../../server/src/modules/parts/purchases.ts'
import { draftShipment, sendShipment } from '../../server/src/modules/parts/shipments.ts'
import { writeFitted } from './fitted.ts'
import { writeOldParts } from './old-parts.ts'
import { writeCustoms, writeMadeUp, writeOthers, writeStandards } from './stock-books.ts'
import { writeStoreWork } from './store-work.ts'

type Db = Pick<Services, 'db'>
const DAY = 864e5
const VARIANTS = ['', '-A', '-B', '-C', '-D', '-E', '-F', '-G'] as const
const VANS = 12
type Price = { code: string; name: Record<string, string>; minor: string }

/** A few hundred parts on three tiers and in vans: what the price lists sell lies somewhere, and some of it has been used. */
export async function writeStock(tx: Tx, services: Db, tenantId: string, now: Date): Promise<void> {
  const actor = systemActor(tenantId)
  const parts = await writeParts(tx)
  await writeCatalogue(tx)
  await writeCustoms(tx)
  await writeStandards(tx, actor, parts)
  const { central, depots, stations, vans } = await writePlaces(tx, actor)
  const at = (days: number) => new Date(now.getTime() - days * DAY).toISOString()
  const book = (
    kind: 'receipt' | 'issue',
    placeId: string,
    chosen: typeof parts,
    quantity: number,
    days: number,
    least = 1,
  ) =>
    bookDocument(
      tx,
      actor,
      {
        ...{ kind, placeId, at: at(days) },
        lines: chosen.map((part, i) => {
          const units = least + ((i * 7 + quantity) % quantity)
          return {
            partId: part.id,
            quantity: units,
            ...(kind === 'receipt' ? { costMinor: (part.cost * BigInt(units)).toString() } : {}),
          }
        }),
      },
      now,
    )
  const some = (every: number, from: number) => parts.filter((_, i) => i % every === from % every)
  await book('receipt', central, parts, 40, 200, 6)
  for (const [i, place] of depots.entries()) await book('receipt', place, some(2, i), 12, 120 - i)
  for (const [i, place] of stations.entries()) await book('receipt', place, some(5, i), 6, 80 - i)
  for (const [i, place] of vans.entries()) {
    const kit = some(24, i)
    await book('receipt', place, kit, 4, 40 - i)
    await book('issue', place, kit.slice(0, 4), 1, 20 - i)
  }
  await writeFitted(tx, actor, { parts, place: central }, now)
  await writeFlow(tx, actor, { parts, central, stations, vans }, { services, now })
  // The keepers who sign in belong to the first and the seventh station.
  for (const place of [stations[0], stations[6]])
    if (place) await writeStoreWork(tx, actor, { parts, place }, { services, now })
  await writeOthers(tx, actor, { parts, central, vans }, now)
  await writeMadeUp(tx, actor, { parts, central })
  await writeOldParts(tx, actor, { parts, vans, depot: depots[0]! }, { services, now })
}

interface Ground {
  parts: { id: string; number: string; cost: bigint }[]
  central: string
  stations: string[]
  vans: string[]
}

/** Jobs that ask, orders that are on their way, transfers between shelves: a few of each, in every state. */
async function writeFlow(
  tx: Tx,
  actor: Actor,
  { parts, central, stations, vans }: Ground,
  context: { services: Db; now: Date },
): Promise<void> {
  const { services, now } = context
  const dayIn = (days: number) => new Date(now.getTime() + days * DAY).toISOString().slice(0, 10)
  const { rows: orders } = await sql<{ id: string; request: string; family: string }>`
    select w.id, w.request_id as request, f.code as family from dispatch.work_order w
    join requests.request r on r.tenant_id = w.tenant_id and r.id = w.request_id join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id join assets.family f on f.tenant_id = m.tenant_id and f.id = m.family_id
    where w.status = 'unscheduled' order by w.number limit 6`.execute(tx)
  for (const [i, order] of orders.entries()) {
    const own = parts.filter((part) => part.number.startsWith(order.family.slice(0, part.number.indexOf('-'))))
    const from = own.length > 8 ? own : parts
    await openDemand(
      tx,
      actor,
      {
        placeId: stations[i % stations.length] ?? central,
        ...(i % 2 === 0 && vans[i] ? { toPlaceId: vans[i] } : {}),
        ...{ workOrderId: order.id, requestId: order.request, priority: 1 + (i % 4) },
        lines: [0, 1].map((n) => ({ partId: from[(3 * i + 5 * n) % from.length]!.id, quantity: 1 + n })),
      },
      context,
    )
  }
  const { rows: waiting } = await sql<{ part: string; place: string; quantity: number }>`
    select l.part_id as part, l.place_id as place, sum(l.quantity)::float8 as quantity from parts.demand_line l where l.is_waiting
    group by 1, 2 order by 1, 2 limit 4`.execute(tx)
  for (const [i, one] of waiting.entries()) {
    const part = parts.find((known) => known.id === one.part)!
    const supplier = i % 2 === 0 ? 'Meridian 备件中心' : 'Shanghai Cool Parts'
    const line = {
      partId: one.part,
      quantity: one.quantity + 4,
      unitMinor: part.cost.toString(),
      expectedOn: dayIn(5 + i),
    }
    const id = await orderParts(tx, actor, { supplier, placeId: one.place, lines: [line] }, services, now)
    if (i % 2 === 1) continue
    const { lines } = await viewOrder(tx, actor, id)
    await confirmOrder(tx, actor, id, { lines: [{ lineId: lines[0]!.id, on: dayIn(7 + i), cancelled: 0 }] })
  }
  for (const [i, toPlaceId] of stations.slice(0, 3).entries()) {
    const lines = parts.slice(i * 3, i * 3 + 3).map((part) => ({ partId: part.id, quantity: 2 }))
    const id = await draftShipment(
      tx,
      actor,
      { fromPlaceId: central, toPlaceId, expectedOn: dayIn(2 + i), lines },
      services,
      now,
    )
    if (i !== 1) await sendShipment(tx, actor, id, now)
  }
}

async function writeParts(tx: Tx): Promise<{ id: string; number: string; cost: bigint }[]> {
  const { rows: prices } =
    await sql<Price>`select distinct on (p.code) p.code, p.name, p.minor::text as minor from billing.price p
    join billing.price_list l on l.tenant_id = p.tenant_id and l.id = p.list_id where p.kind in ('part', 'consumable') and l.country = 'CN'
    order by p.code, l.valid_from desc`.execute(tx)
  const made = prices.flatMap((price) =>
    VARIANTS.map((variant) => ({
      id: newId(),
      number: price.code + variant,
      fold: foldSerial(price.code + variant),
      name: variant
        ? Object.fromEntries(
            Object.entries(price.name).map(([tongue, name]) => [tongue, `${name} ${variant.slice(1)}`]),
          )
        : price.name,
      cost: (BigInt(price.minor) * 6n) / 10n,
    })),
  )
  const rows = JSON.stringify(made.map(({ id, number, fold, name }) => ({ id, number, fold, name })))
  await sql`insert into parts.part (id, number, number_fold, name, old_part_due_days)
    select id, number, fold, name, 30 from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, number text, fold text, name jsonb)`.execute(
    tx,
  )
  await sql`insert into parts.part_number (id, part_id, kind, issuer, number, number_fold)
    select gen_random_uuid(), id, 'maker', 'Meridian', 'MR' || number, 'MR' || fold from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, number text, fold text)`.execute(
    tx,
  )
  await findableParts(
    tx,
    made.map((one) => one.id),
  )
  return made.map(({ id, number, cost }) => ({ id, number, cost }))
}

/** A place is called in the language of those who work there. */
const inWords = (name: string, zh: string, en: string) => (/\p{Script=Han}/u.test(name) ? zh : en)

/** Parts fit the models of the family their number begins with; two suppliers sell them. */
async function writeCatalogue(tx: Tx): Promise<void> {
  await sql`insert into parts.fit (id, part_id, model_id, position)
    select gen_random_uuid(), p.id, m.id, null from parts.part p join lateral (select m.id from assets.model m
      join assets.family f on f.tenant_id = m.tenant_id and f.id = m.family_id
      where split_part(p.number, '-', 1) = upper(left(f.code, length(split_part(p.number, '-', 1)))) order by m.code limit 3) m on true`.execute(
    tx,
  )
  await sql`insert into parts.supply (id, part_id, supplier, lead_days, minimum)
    select gen_random_uuid(), p.id, s.supplier, s.days, s.minimum from parts.part p
    cross join (values ('Meridian 备件中心', 5, 0), ('Shanghai Cool Parts', 12, 4)) as s(supplier, days, minimum)`.execute(
    tx,
  )
}

async function writePlaces(tx: Tx, actor: Actor) {
  const stations = await tx
    .selectFrom('network.station')
    .select(['id', 'name', 'kind', 'number'])
    .orderBy('number')
    .execute()
  const add = async (
    code: string,
    name: string,
    kind: 'warehouse' | 'depot' | 'station' | 'van',
    stationId: string | null,
    suppliedById: string | null,
    personId: string | null = null,
  ) => (await addPlace(tx, actor, { code, name, kind, stationId, personId, suppliedById, mayOwe: kind === 'van' })).id
  const hq = stations.find((one) => one.kind === 'hq')
  const central = await add('CW', '中央备件库 Central warehouse', 'warehouse', hq?.id ?? null, null)
  const depots: string[] = []
  for (const one of stations.filter((row) => row.kind === 'region' || row.kind === 'country').slice(0, 3))
    depots.push(
      await add(`D-${one.number}`, `${one.name} ${inWords(one.name, '备件库', 'depot')}`, 'depot', one.id, central),
    )
  const shelves: string[] = []
  const own = stations.filter((row) => !['hq', 'region', 'country'].includes(row.kind)).slice(0, 10)
  for (const [i, one] of own.entries())
    shelves.push(await add(`S-${one.number}`, one.name, 'station', one.id, depots[i % depots.length] ?? central))
  const technicians = await tx
    .selectFrom('people.role_grant as g')
    .innerJoin('people.person as p', 'p.id', 'g.person_id')
    .innerJoin('network.staff as s', 's.person_id', 'p.id')
    .select(['p.id', 'p.name', 'p.number', 's.station_id'])
    .where('g.role', '=', 'technician')
    .orderBy('p.number')
    .execute()
  const vans: string[] = []
  for (const person of [...new Map(technicians.map((one) => [one.id, one])).values()].slice(0, VANS))
    vans.push(
      await add(
        `V-${person.number}`,
        `${person.name} ${inWords(person.name, '服务车', 'van')}`,
        'van',
        person.station_id,
        shelves[0] ?? central,
        person.id,
      ),
    )
  return { central, depots, stations: shelves, vans }
}
