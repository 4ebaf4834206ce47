import { sql } from 'kysely'
import { boolColumn, choice, dayColumn, defineList, numberColumn, text } from '../../kit/list/definition.ts'
import { TAX_CATEGORIES } from './terms.ts'

const everyone = () => sql<boolean>`true`
const plain = { filter: false }

/** Both kinds of rules have a country, a validity and a source. */
const dated = (alias: string) => ({
  country: text(`${alias}.country`),
  validFrom: dayColumn(`${alias}.valid_from`, { sortable: true }),
  validTo: dayColumn(`${alias}.valid_to`, { nullable: true }),
  source: text(`${alias}.source`, { filter: false, nullable: true }),
  version: numberColumn(`${alias}.version`, plain),
})

export const taxRateList = defineList({
  name: 'tax-rates',
  words: 'billing',
  path: '/tax-rates',
  needs: 'billing.read',
  summary: 'Tax rates',
  from: 'billing.tax_rate t',
  id: 't.id',
  visible: everyone,
  columns: {
    ...dated('t'),
    taxCategory: choice('t.category', TAX_CATEGORIES),
    bp: numberColumn('t.bp', plain),
    isConfirmed: boolColumn('t.is_confirmed'),
  },
  sort: '-validFrom',
  subject: 'tax_rate',
})

export const roundingList = defineList({
  name: 'rounding-rules',
  words: 'billing',
  path: '/rounding-rules',
  needs: 'billing.read',
  summary: 'Rounding rules',
  from: 'billing.rounding_rule t',
  id: 't.id',
  visible: everyone,
  columns: { ...dated('t'), currency: text('t.currency'), rule: text('t.rule', plain) },
  sort: '-validFrom',
  subject: 'rounding_rule',
})

export const exchangeRateList = defineList({
  name: 'exchange-rates',
  words: 'billing',
  path: '/exchange-rates',
  needs: 'billing.read',
  summary: 'Exchange rates by day',
  from: 'billing.exchange_rate t',
  id: 't.id',
  visible: everyone,
  columns: {
    onDay: dayColumn('t.on_day', { sortable: true }),
    base: text('t.base'),
    quote: text('t.quote'),
    rate: text('trim_scale(t.rate)::text', plain),
    source: text('t.source'),
    version: numberColumn('t.version', plain),
  },
  sort: '-onDay',
  subject: 'exchange_rate',
})
