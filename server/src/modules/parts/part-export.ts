import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type WriteColumn, writeXlsx } from '../../kit/tables/index.ts'
import { groundOf } from './ground.ts'
import {
  type FileNumber,
  type FileSuccessor,
  type FileUnit,
  sayAmount,
  sayNumbers,
  saySuccessors,
  sayUnits,
  WRITTEN,
} from './part-columns.ts'
import { type FileSupplier, saySuppliers } from './supplier-cells.ts'

/** A part as the table has it, with what hangs on it; the names of its fields are those of the file where both have them. */
export interface PartRow {
  id: string
  number: string
  number_fold: string
  name: Record<string, string>
  class: string | null
  unit: string
  decimals: number
  tracking: string
  needs_proof: boolean
  is_active: boolean
  shelf_life_days: number | null
  old_part_due_days: number | null
  core_minor: string | null
  core_currency: string | null
  repair_code: string | null
  customs_code: string | null
  origin_country: string | null
  un_number: string | null
  hazard_class: string | null
  packing_group: string | null
  lithium: string | null
  net_grams: number | null
  hazard_code: string | null
  numbers: FileNumber[]
  units: FileUnit[]
  successors: FileSuccessor[]
  suppliers: FileSupplier[]
  has_stock: boolean
}

export async function allParts(tx: Tx): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    select p.id, p.number, p.number_fold, p.name, c.code as class, p.unit, p.decimals, p.tracking, p.needs_proof, p.is_active,
      p.shelf_life_days, p.old_part_due_days, p.core_minor::text as core_minor, p.core_currency, p.repair_code, p.customs_code,
      p.origin_country, p.un_number, p.hazard_class, p.packing_group, p.lithium, p.net_grams, p.hazard_code,
      coalesce(n.all, '[]') as numbers, coalesce(u.all, '[]') as units, coalesce(s.all, '[]') as successors, coalesce(y.all, '[]') as suppliers,
      exists (select from parts.balance b where b.tenant_id = p.tenant_id and b.part_id = p.id and b.on_hand <> 0) as has_stock
    from parts.part p left join parts.class c on c.tenant_id = p.tenant_id and c.id = p.class_id
    left join (select n.part_id, json_agg(json_build_object('kind', n.kind, 'issuer', n.issuer, 'number', n.number)
      order by n.kind, n.issuer, n.number) as all from parts.part_number n where n.tenant_id = kit.tenant() group by 1) n on n.part_id = p.id
    left join (select u.part_id, json_agg(json_build_object('unit', u.unit, 'numerator', u.numerator, 'denominator', u.denominator)
      order by u.unit) as all from parts.part_unit u where u.tenant_id = kit.tenant() group by 1) u on u.part_id = p.id
    left join (select s.part_id, json_agg(json_build_object('number', o.number, 'fromOn', s.from_on, 'bothWays', s.both_ways)
      order by s.from_on, o.number) as all from parts.supersession s join parts.part o on o.tenant_id = s.tenant_id and o.id = s.successor_id
      where s.tenant_id = kit.tenant() group by 1) s on s.part_id = p.id
    left join (select y.part_id, json_agg(json_build_object('supplier', y.supplier, 'number', y.number, 'unit_minor', y.unit_minor::text,
      'lead_days', y.lead_days, 'minimum', y.minimum::float8, 'pack', y.pack::float8, 'last_order_on', y.last_order_on)
      order by y.supplier) as all from parts.supply y where y.tenant_id = kit.tenant() group by 1) y on y.part_id = p.id
    order by p.number`.execute(tx)
  return rows
}

type Written = (typeof WRITTEN)[number]
const said = (is: boolean) => (is ? 'yes' : 'no')
/** The columns that are not simply what the table has. */
const SAID: Partial<Record<Written, (row: PartRow, currency: string) => string | null>> = {
  name_en: (row) => row.name.en ?? null,
  'name_zh-CN': (row) => row.name['zh-CN'] ?? null,
  'name_zh-TW': (row) => row.name['zh-TW'] ?? null,
  needs_proof: (row) => said(row.needs_proof),
  is_active: (row) => said(row.is_active),
  core_amount: (row) => sayAmount(row.core_minor, row.core_currency),
  numbers: (row) => sayNumbers(row.numbers),
  units: (row) => sayUnits(row.units),
  superseded_by: (row) => saySuccessors(row.successors),
  suppliers: (row, currency) => saySuppliers(row.suppliers, currency),
}

const WIDE = /^(name|numbers|suppliers)/

/** The whole catalogue as a spreadsheet that can be changed and brought back. */
export async function exportParts(tx: Tx) {
  const rows = await allParts(tx)
  const { currency } = await groundOf(tx)
  const columns = WRITTEN.map(
    (header): WriteColumn<PartRow> => ({
      ...{ header, type: 'text', width: WIDE.test(header) ? 36 : 16 },
      value: (row) => (SAID[header] ? SAID[header](row, currency) : row[header as 'unit']),
    }),
  )
  return writeXlsx('parts', columns, rows)
}
