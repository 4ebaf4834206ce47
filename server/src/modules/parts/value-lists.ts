import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import {
  choice,
  defineList,
  idColumn,
  instantColumn,
  minorColumn,
  namesColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { id, names } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { findDocument } from './documents.ts'
import { DOCUMENT_KINDS } from './shapes.ts'
import { ACCOUNTS } from './valuation.ts'

/** Why a value was booked: by which kind of document, or because a fact came late. */
const REASONS = [...DOCUMENT_KINDS, 'late_fact'] as const

/** The history of the value of stock: every entry on the stock account, with what stands against it. */
export const valueList = defineList({
  name: 'stock_values',
  words: 'parts',
  path: '/stock-values',
  needs: 'parts.value',
  summary: 'Every change of the value of stock, newest first',
  from: `parts.value_entry v
    join parts.document d on d.tenant_id = v.tenant_id and d.id = v.document_id
    join parts.part p on p.tenant_id = v.tenant_id and p.id = v.part_id
    join parts.owner o on o.tenant_id = v.tenant_id and o.id = v.owner_id`,
  id: 'v.id',
  visible: (actor) => sql<boolean>`v.account = 'stock' and ${visibleTo(actor, 'd.station_id')}`,
  search: 'part',
  searchId: 'v.part_id',
  subject: 'stock_value',
  columns: {
    standsAt: instantColumn('v.stands_at', { sortable: true }),
    valueReason: choice('v.reason', REASONS, { words: 'parts:documentKind' }),
    part: text('p.number'),
    name: namesColumn('p.name'),
    quantity: numberColumn('v.quantity::float8'),
    changeMinor: minorColumn('v.minor'),
    currency: text('o.currency', { filter: false }),
    owner: text('o.name'),
    by: text('d.by_name', { nullable: true }),
    note: text('d.note', { nullable: true }),
    bookedAt: instantColumn('v.booked_at'),
    partId: idColumn('v.part_id'),
    documentId: idColumn('v.document_id'),
  },
  sort: '-standsAt',
})

/** Parts whose stock is worth a set cost, with what hangs on it. */
export const standardList = defineList({
  name: 'part_standards',
  words: 'parts',
  path: '/part-standards',
  needs: 'parts.value',
  summary: 'Parts at standard cost: the cost, what lies there, what it is worth',
  from: `parts.part p join parts.class c on c.tenant_id = p.tenant_id and c.id = p.class_id and c.method = 'standard'
    left join parts.owner o on o.tenant_id = p.tenant_id and o.code = 'own'
    left join lateral (select sum(l.quantity) as quantity, sum(l.minor) as minor from parts.layer l
      join parts.owner w on w.tenant_id = l.tenant_id and w.id = l.owner_id and w.kind = 'own'
      where l.tenant_id = p.tenant_id and l.part_id = p.id) l on true`,
  id: 'p.id',
  visible: (actor) => sql<boolean>`p.tracking <> 'serial' and ${actor.stations === 'all'}`,
  search: 'part',
  searchId: 'p.id',
  subject: 'part_standard',
  columns: {
    part: text('p.number', { sortable: true }),
    name: namesColumn('p.name'),
    class: text('c.code'),
    standardMinor: minorColumn('p.standard_minor', { nullable: true }),
    unit: text('p.unit', { words: 'parts:unit' }),
    quantity: numberColumn('coalesce(l.quantity, 0)::float8'),
    worthMinor: minorColumn('coalesce(l.minor, 0)'),
    currency: text('o.currency', { nullable: true, filter: false }),
    isActive: { sql: 'p.is_active', type: 'bool', filter: true },
  },
  sort: 'part',
})

export const documentValuesView = z.object({
  items: z.array(
    z.object({
      partId: id,
      part: z.string(),
      name: names,
      account: z.enum(ACCOUNTS),
      quantity: z.number(),
      minor: z.string().describe('signed: what the account gains'),
      currency: z.string(),
    }),
  ),
})

/** What a document did to values: by part and account. */
export async function documentValues(tx: Tx, actor: Actor, documentId: string) {
  await findDocument(tx, actor, documentId)
  const { rows } = await sql<z.input<typeof documentValuesView>['items'][number]>`
    select v.part_id as "partId", p.number as part, p.name, v.account, sum(v.quantity)::float8 as quantity, sum(v.minor)::text as minor, o.currency
    from parts.value_entry v join parts.part p on p.tenant_id = v.tenant_id and p.id = v.part_id
    join parts.owner o on o.tenant_id = v.tenant_id and o.id = v.owner_id
    where v.document_id = ${documentId} group by 1, 2, 3, 4, 7
    having sum(v.minor) <> 0 or sum(v.quantity) <> 0 order by p.number, v.account = 'stock' desc, v.account`.execute(tx)
  return { items: rows }
}
