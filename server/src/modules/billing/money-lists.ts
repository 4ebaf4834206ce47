import { CREDIT_REASONS, PRICE_REASONS } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import {
  choice,
  dayColumn,
  defineList,
  idColumn,
  instantColumn,
  minorColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { PAYERS } from './shapes.ts'

const plain = { filter: false }
const TODAY = '(select (now() at time zone k.time_zone)::date from kit.company k where k.tenant_id = i.tenant_id)'
const AGES = ['not_due', 'days_30', 'days_60', 'days_90', 'older'] as const

/** What customers still owe, oldest first, with the age a reminder is written by. Rows come from the index `invoice_open`. */
export const openItems = defineList({
  name: 'open-items',
  words: 'billing',
  path: '/open-items',
  needs: 'billing.read',
  summary: 'Open items with their age',
  from: `billing.invoice i join parties.customer c on c.tenant_id = i.tenant_id and c.id = i.customer_id
    left join network.station s on s.tenant_id = i.tenant_id and s.id = i.station_id`,
  id: 'i.id',
  visible: (actor) => sql<boolean>`i.status in ('issued', 'part_paid') and ${visibleTo(actor, 'i.station_id')}`,
  columns: {
    number: text('i.number'),
    customer: text('c.name', plain),
    customerId: idColumn('i.customer_id'),
    station: text('s.name', { filter: false, nullable: true }),
    stationId: idColumn('i.station_id', { nullable: true }),
    country: text('i.country', { nullable: true }),
    currency: text('i.currency'),
    totalMinor: minorColumn('i.total_minor'),
    openMinor: minorColumn('i.open_minor'),
    dueOn: dayColumn('i.due_on', { sortable: true }),
    daysOverdue: numberColumn(`(${TODAY} - i.due_on)`, plain),
    age: choice(
      `(case when i.due_on >= ${TODAY} then 'not_due' when i.due_on >= ${TODAY} - 30 then 'days_30'
        when i.due_on >= ${TODAY} - 60 then 'days_60' when i.due_on >= ${TODAY} - 90 then 'days_90' else 'older' end)`,
      AGES,
    ),
    issuedAt: instantColumn('i.issued_at'),
  },
  sort: 'dueOn',
  subject: 'open_item',
})

export const creditNoteList = defineList({
  name: 'credit-notes',
  words: 'billing',
  path: '/credit-notes',
  needs: 'billing.read',
  summary: 'Credit notes',
  from: `billing.credit_note n join billing.invoice i on i.tenant_id = n.tenant_id and i.id = n.invoice_id
    join parties.customer c on c.tenant_id = n.tenant_id and c.id = n.customer_id
    left join network.station s on s.tenant_id = n.tenant_id and s.id = n.station_id`,
  id: 'n.id',
  visible: (actor) => visibleTo(actor, 'n.station_id'),
  columns: {
    number: text('n.number'),
    invoice: text('i.number', { filter: false, nullable: true }),
    invoiceId: idColumn('n.invoice_id'),
    customer: text('c.name', plain),
    customerId: idColumn('n.customer_id'),
    station: text('s.name', { filter: false, nullable: true }),
    stationId: idColumn('n.station_id', { nullable: true }),
    creditReason: choice('n.reason', CREDIT_REASONS),
    totalMinor: minorColumn('n.total_minor'),
    currency: text('n.currency'),
    issuedAt: instantColumn('n.issued_at', { sortable: true }),
  },
  sort: '-issuedAt',
  subject: 'credit_note',
})

const DEVIATION_FROM = `billing.line l
    left join billing.quotation q on q.tenant_id = l.tenant_id and q.id = l.quotation_id
    left join billing.invoice i on i.tenant_id = l.tenant_id and i.id = l.invoice_id
    cross join lateral (select coalesce(q.station_id, i.station_id) as station_id, coalesce(q.created_by, i.created_by) as person_id,
      coalesce(q.currency, i.currency) as currency, coalesce(q.number, i.number) as number) b
    left join people.person p on p.tenant_id = l.tenant_id and p.id = b.person_id
    left join network.station s on s.tenant_id = l.tenant_id and s.id = b.station_id`
const DIFFERENCE = 'round((l.unit_minor - l.published_minor) * l.quantity)::bigint'

const deviating = (actor: Actor) =>
  sql<boolean>`l.published_minor <> l.unit_minor and ${visibleTo(actor, 'b.station_id')}`

/** Every price that is not the published one: who asked it, where, why, and what it made. Index `line_deviating`. */
export const deviationList = defineList({
  name: 'price-deviations',
  words: 'billing',
  path: '/price-deviations',
  needs: 'billing.read',
  summary: 'Prices other than the published ones',
  from: DEVIATION_FROM,
  id: 'l.id',
  visible: deviating,
  columns: {
    of: choice("(case when l.quotation_id is null then 'invoice' else 'quotation' end)", ['quotation', 'invoice']),
    number: text('b.number', { filter: false, nullable: true }),
    billId: idColumn('coalesce(l.quotation_id, l.invoice_id)'),
    name: text('l.name', plain),
    code: text('l.code', { nullable: true }),
    priceReason: choice('l.price_reason', PRICE_REASONS, { nullable: true }),
    note: text('l.price_note', { filter: false, nullable: true }),
    person: text('p.name', { filter: false, nullable: true }),
    personId: idColumn('b.person_id', { nullable: true }),
    station: text('s.name', { filter: false, nullable: true }),
    stationId: idColumn('b.station_id', { nullable: true }),
    publishedMinor: minorColumn('l.published_minor'),
    unitMinor: minorColumn('l.unit_minor'),
    differenceMinor: minorColumn(DIFFERENCE),
    currency: text('b.currency'),
    createdAt: instantColumn('l.created_at', { sortable: true }),
  },
  sort: '-createdAt',
  subject: 'price_deviation',
})

/** What others than the customer bore of visits: recorded, never billed. */
export const internalCostList = defineList({
  name: 'internal-costs',
  words: 'billing',
  path: '/internal-costs',
  needs: 'billing.read',
  summary: 'Costs of visits that are not billed to the customer',
  from: `billing.internal_cost n left join network.station s on s.tenant_id = n.tenant_id and s.id = n.station_id`,
  id: 'n.id',
  visible: (actor) => visibleTo(actor, 'n.station_id'),
  columns: {
    payer: choice('n.payer', PAYERS),
    visitId: idColumn('n.visit_id'),
    requestId: idColumn('n.request_id', { nullable: true }),
    station: text('s.name', { filter: false, nullable: true }),
    stationId: idColumn('n.station_id', { nullable: true }),
    minor: minorColumn('n.minor'),
    currency: text('n.currency'),
    at: instantColumn('n.at', { sortable: true }),
  },
  sort: '-at',
  subject: 'internal_cost',
})

export interface DeviationSum {
  key: string | null
  name: string | null
  currency: string
  lines: number
  minor: string
}

/** The same summed by reason, person and station, for quotations and invoices apart: a quotation becomes an invoice. */
export async function deviationSums(
  tx: Tx,
  actor: Actor,
  of: { from: string; to: string; of: 'quotation' | 'invoice' },
): Promise<Record<'reason' | 'person' | 'station', DeviationSum[]>> {
  const by = async (key: string, name: string) => {
    const { rows } = await sql<DeviationSum>`
      select ${sql.raw(key)} as key, ${sql.raw(name)} as name, b.currency, count(*)::int as lines,
        sum(${sql.raw(DIFFERENCE)})::bigint::text as minor
      from ${sql.raw(DEVIATION_FROM)}
      where l.tenant_id = kit.tenant() and ${deviating(actor)}
        and (l.quotation_id is not null) = ${of.of === 'quotation'}
        and l.created_at >= ${of.from}::date and l.created_at < ${of.to}::date + 1
      group by 1, 2, 3 order by 3, sum(${sql.raw(DIFFERENCE)}), 1 limit 200`.execute(tx)
    return rows
  }
  return {
    reason: await by('l.price_reason', 'null::text'),
    person: await by('b.person_id::text', 'p.name'),
    station: await by('b.station_id::text', 's.name'),
  }
}
