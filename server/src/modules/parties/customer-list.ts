import { sql } from 'kysely'
import { choice, defineList, instantColumn, text } from '../../kit/list/definition.ts'
import { KINDS, TIERS } from './shapes.ts'
import { customerVisible } from './visible.ts'

const plain = { filter: false, nullable: true }

/** Customers that were merged into another are not listed; their page leads on. */
export const customerList = defineList({
  name: 'customers',
  words: 'parties',
  path: '/customers',
  needs: 'parties.read',
  summary: 'Customers',
  from: `parties.customer c left join lateral (
    select a.city, a.line from parties.address a
    where a.tenant_id = c.tenant_id and a.customer_id = c.id and a.removed_at is null
    order by a.is_primary desc, a.id limit 1) home on true`,
  id: 'c.id',
  visible: (actor) => sql<boolean>`c.merged_into is null and ${customerVisible(actor, 'c.id')}`,
  columns: {
    number: text('c.number', { sortable: true }),
    name: text('c.name', { sortable: true }),
    kind: choice('c.kind', KINDS),
    tier: choice('c.tier', TIERS),
    country: text('c.country'),
    city: text('home.city', plain),
    address: text('home.line', plain),
    phone: text('c.phone', { nullable: true }),
    email: text('c.email', { nullable: true }),
    language: text('c.language', { words: 'voice:language' }),
    externalId: text('c.external_id', { nullable: true }),
    createdAt: instantColumn('c.created_at', { sortable: true }),
  },
  sort: '-createdAt',
  search: 'customer',
})
