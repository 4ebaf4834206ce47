import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../server/src/kit/actor.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { newId } from '../../server/src/kit/ids.ts'
import { putKit, supersede } from '../../server/src/modules/parts/catalogue.ts'
import { addClass } from '../../server/src/modules/parts/classes.ts'
import { closeBooks } from '../../server/src/modules/parts/closing.ts'
import { convertStock } from '../../server/src/modules/parts/conversions.ts'
import { addLateCost } from '../../server/src/modules/parts/costs.ts'
import { bookDocument } from '../../server/src/modules/parts/documents.ts'
import { findableParts } from '../../server/src/modules/parts/findable.ts'
import { addOwner } from '../../server/src/modules/parts/owners.ts'

const DAY = 864e5
/** What is valued at standard cost, and what the standard is above what was paid, in percent. */
const BOARDS = 'AC-PCB-02'
const ABOVE = 105n
const KIT = 'AC-KIT-01'
/** Whoever closes a month does it some days after its end, when the last papers are in. */
const DAYS_TO_CLOSE = 5

interface Part {
  id: string
  number: string
  cost: bigint
}

/** Circuit boards are valued at standard cost; the class is there before the first of them comes in. */
export async function writeStandards(tx: Tx, actor: Actor, parts: readonly Part[]): Promise<void> {
  const name = { en: 'Circuit boards', 'zh-CN': '电路板', 'zh-TW': '電路板' }
  const { id } = await addClass(tx, actor, { code: 'PCB', name, method: 'standard' })
  for (const one of parts.filter(({ number }) => number.startsWith(BOARDS)))
    await tx
      .updateTable('parts.part')
      .set({ class_id: id, standard_minor: ((one.cost * ABOVE) / 100n).toString() })
      .where('id', '=', one.id)
      .execute()
}

/** What customs and carriers ask: tariff code, origin, weight; refrigerants are dangerous goods. */
export async function writeCustoms(tx: Tx): Promise<void> {
  await sql`update parts.part p set customs_code = x.tariff, origin_country = x.origin, net_grams = x.grams, un_number = x.un, hazard_class = x.class
    from (values ('AC-R32-01', '2903.42', 'CN', 9500, '3252', '2.1'), ('CAR-REF-02', '2903.45', 'JP', 450, '3159', '2.2'),
      ('AC-PCB-02', '8537.10', 'CN', 320, null, null), ('AC-FAN-03', '8414.90', 'TH', 1850, null, null), ('KX-BRG-09', '8482.10', 'DE', 740, null, null))
      as x(number, tariff, origin, grams, un, class) where p.number = x.number`.execute(tx)
}

/** A van has used two of what it did not have; a supplier's fans lie in the central warehouse on consignment. */
export async function writeOthers(
  tx: Tx,
  actor: Actor,
  { parts, central, vans }: { parts: readonly Part[]; central: string; vans: readonly string[] },
  now: Date,
): Promise<void> {
  const at = (days: number) => new Date(now.getTime() - days * DAY).toISOString()
  const van = vans[0]
  const short = van && (await notIn(tx, van, parts))
  if (short)
    await bookDocument(
      tx,
      actor,
      { kind: 'issue', placeId: van, at: at(1), lines: [{ partId: short.id, quantity: 2 }] },
      now,
    )
  const owner = await addOwner(tx, actor, { kind: 'supplier', code: 'SCP', name: 'Shanghai Cool Parts' })
  const fans = parts.filter(({ number }) => number.startsWith('AC-FAN-03')).slice(0, 3)
  const lines = fans.map((one, i) => ({ partId: one.id, quantity: 12 + 4 * i, ownerId: owner.id }))
  await bookDocument(tx, actor, { kind: 'receipt', placeId: central, at: at(9), lines }, now)
}

async function notIn(tx: Tx, placeId: string, parts: readonly Part[]): Promise<Part | undefined> {
  const rows = await tx.selectFrom('parts.balance').select('part_id').where('place_id', '=', placeId).execute()
  const known = new Set(rows.map((row) => row.part_id))
  return parts.find((one) => !known.has(one.id))
}

/** A kit made up from the shelf and one of them opened again; filters that became others; freight that was billed later. */
export async function writeMadeUp(
  tx: Tx,
  actor: Actor,
  { parts, central }: { parts: readonly Part[]; central: string },
): Promise<void> {
  const named = (number: string) => parts.find((one) => one.number === number)!
  const kitId = newId()
  const name = { en: 'Fan service kit', 'zh-CN': '风扇维修套件', 'zh-TW': '風扇維修套件' }
  await tx
    .insertInto('parts.part')
    .values({ id: kitId, number: KIT, number_fold: foldSerial(KIT), name: JSON.stringify(name) })
    .execute()
  await findableParts(tx, [kitId])
  const items = [
    { partId: named('AC-FAN-03').id, quantity: 1 },
    { partId: named('AC-SEN-07').id, quantity: 2 },
  ]
  await putKit(tx, actor, kitId, { items })
  await convertStock(tx, actor, { kind: 'make_kit', placeId: central, partId: kitId, quantity: 3 })
  await convertStock(tx, actor, { kind: 'open_kit', placeId: central, partId: kitId, quantity: 1 })
  const [old, fresh] = [named('KX-FLT-02-F'), named('KX-FLT-02-G')]
  await supersede(tx, actor, old.id, { successorId: fresh.id, bothWays: false, fromOn: '2026-01-01' })
  await convertStock(tx, actor, {
    kind: 'supersede',
    ...{ placeId: central, partId: old.id, successorId: fresh.id, quantity: 2 },
  })
  const { rows } = await sql<{ id: string }>`select m.id from parts.movement m
    join parts.document d on d.tenant_id = m.tenant_id and d.id = m.document_id and d.kind = 'receipt' and d.place_id = ${central}
    where m.part_id = ${named('KX-BRG-09').id} order by m.effective_at limit 1`.execute(tx)
  await addLateCost(tx, actor, { movementId: rows[0]!.id, minor: '86000', note: '海运费 Sea freight' })
}

/** The last month is closed, and what was found out about it since came in as a late fact. Nothing older is booked after this. */
export async function closeLastMonth(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const { rows } = await sql<{
    until: Date
  }>`select date_trunc('month', (${now}::timestamptz - make_interval(days => ${DAYS_TO_CLOSE})) at time zone c.time_zone)
    at time zone c.time_zone as until from kit.company c`.execute(tx)
  const until = rows[0]!.until
  await closeBooks(tx, actor, until, now)
  const central = await tx.selectFrom('parts.place').select('id').where('code', '=', 'CW').executeTakeFirstOrThrow()
  const { id: partId } = await tx
    .selectFrom('parts.part')
    .select('id')
    .where('number', '=', 'KX-VLV-11')
    .executeTakeFirstOrThrow()
  const at = new Date(until.getTime() - 2 * DAY).toISOString()
  const lines = [{ partId, quantity: 1 }]
  await bookDocument(
    tx,
    actor,
    { kind: 'issue', placeId: central.id, at, isLate: true, lines, note: '漏记的领用 An issue nobody had booked' },
    now,
  )
}
