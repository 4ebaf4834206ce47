import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { filledInBulk } from '../../kit/statistics.ts'
import { findableParts } from './findable.ts'
import type { PartRow } from './part-export.ts'

/** A part as it is to be kept, from a file. */
export type Wanted = Omit<PartRow, 'has_stock'> & { isNew: boolean }

const FIELDS = [
  ...['unit', 'decimals', 'tracking', 'needs_proof', 'is_active', 'shelf_life_days', 'old_part_due_days', 'core_minor'],
  ...['core_currency', 'repair_code', 'customs_code', 'origin_country', 'un_number', 'hazard_class', 'packing_group'],
  ...['lithium', 'net_grams', 'hazard_code'],
]
const COLUMNS = ['id', 'number', 'number_fold', 'name', 'class_id', ...FIELDS].join(', ')
const UPDATES = ['number', 'name', 'class_id', ...FIELDS].map((field) => `${field} = excluded.${field}`).join(', ')
const AT_ONCE = 1000

/** Keeps the parts of a file with what hangs on them; whoever replaces another may stand further down in it. */
export async function keepParts(
  tx: Tx,
  actor: Actor,
  rows: readonly Wanted[],
  classes: ReadonlyMap<string, string>,
  counts: { added: number; changed: number },
): Promise<void> {
  const parts = []
  for (let at = 0; at < rows.length; at += AT_ONCE) parts.push(rows.slice(at, at + AT_ONCE))
  for (const some of parts) await keepSome(tx, some, classes)
  for (const some of parts) await keepSuccessors(tx, some)
  for (const some of parts)
    await findableParts(
      tx,
      some.map((row) => row.id),
    )
  await filledInBulk(tx, rows.length, ['parts.part', 'parts.part_number', 'kit.search_entry', 'kit.search_word'])
  await announce(tx, actor, { type: 'parts.imported', subject: { type: 'parts', id: actor.tenantId }, data: counts })
}

async function keepSome(tx: Tx, rows: readonly Wanted[], classes: ReadonlyMap<string, string>): Promise<void> {
  const given = JSON.stringify(rows.map((row) => ({ ...row, class_id: row.class && classes.get(row.class) })))
  await sql`insert into parts.part (${sql.raw(COLUMNS)})
    select ${sql.raw(COLUMNS)} from jsonb_populate_recordset(null::parts.part, ${given}::jsonb)
    on conflict (tenant_id, number_fold) do update set ${sql.raw(UPDATES)}, version = parts.part.version + 1`.execute(
    tx,
  )
  const numbers = rows.flatMap((row) =>
    row.numbers.map((one) => ({ ...one, part_id: row.id, number_fold: foldSerial(one.number) })),
  )
  await sql`insert into parts.part_number (id, part_id, kind, issuer, number, number_fold)
    select gen_random_uuid(), x.part_id, x.kind, x.issuer, x.number, x.number_fold
    from jsonb_populate_recordset(null::parts.part_number, ${JSON.stringify(numbers)}::jsonb) x on conflict do nothing`.execute(
    tx,
  )
  const units = rows.flatMap((row) => row.units.map((one) => ({ ...one, part_id: row.id })))
  await sql`insert into parts.part_unit as u (id, part_id, unit, numerator, denominator)
    select gen_random_uuid(), x.part_id, x.unit, x.numerator, x.denominator
    from jsonb_populate_recordset(null::parts.part_unit, ${JSON.stringify(units)}::jsonb) x
    on conflict (tenant_id, part_id, unit) do update set numerator = excluded.numerator, denominator = excluded.denominator`.execute(
    tx,
  )
  await keepSuppliers(tx, rows)
}

async function keepSuppliers(tx: Tx, rows: readonly Wanted[]): Promise<void> {
  const given = rows.flatMap((row) => row.suppliers.map((one) => ({ ...one, part_id: row.id })))
  if (given.length === 0) return
  await sql`insert into parts.supply as y (id, part_id, supplier, number, unit_minor, lead_days, minimum, pack, last_order_on)
    select gen_random_uuid(), x.part_id, x.supplier, x.number, x.unit_minor, x.lead_days, x.minimum, x.pack, x.last_order_on
    from jsonb_populate_recordset(null::parts.supply, ${JSON.stringify(given)}::jsonb) x
    on conflict (tenant_id, part_id, supplier_fold) do update set supplier = excluded.supplier, number = excluded.number,
      unit_minor = excluded.unit_minor, lead_days = excluded.lead_days, minimum = excluded.minimum, pack = excluded.pack,
      last_order_on = excluded.last_order_on`.execute(tx)
}

async function keepSuccessors(tx: Tx, rows: readonly Wanted[]): Promise<void> {
  const given = rows.flatMap((row) =>
    row.successors.map((one) => ({
      ...{ part_id: row.id, fold: foldSerial(one.number), from_on: one.fromOn, both_ways: one.bothWays },
    })),
  )
  if (given.length === 0) return
  await sql`insert into parts.supersession as s (id, part_id, successor_id, both_ways, from_on)
    select gen_random_uuid(), x.part_id, p.id, x.both_ways, x.from_on
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as x(part_id uuid, fold text, from_on date, both_ways boolean)
    join parts.part p on p.number_fold = x.fold
    on conflict (tenant_id, part_id, successor_id) do update set both_ways = excluded.both_ways, from_on = excluded.from_on`.execute(
    tx,
  )
}
