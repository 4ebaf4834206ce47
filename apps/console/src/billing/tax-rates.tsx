import { StatusTag } from '@aftercare/ui'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { CountryName } from '../shell/country.tsx'
import { type Column, defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { dayColumn } from './bill-columns.tsx'
import { DialogButton } from './dialog-button.tsx'
import { Percent, RuleText, TAX_CATEGORIES } from './marks.tsx'
import { type Rounding, RoundingForm } from './rounding-form.tsx'
import { RoundingPanel, TaxPanel } from './setting-panels.tsx'
import { type Tax, TaxForm } from './tax-form.tsx'

const dated = <Row extends { country: string }>(what: readonly Column<Row>[]): Column<Row>[] => [
  {
    key: 'country',
    label: 'billing:column.country',
    width: 150,
    filter: { kind: 'text' },
    render: (row) => <CountryName code={row.country} />,
  },
  ...what,
  dayColumn('validFrom', true),
  dayColumn('validTo'),
  { key: 'source', label: 'billing:column.source', width: 280 },
]

const taxes = defineList<Tax>({
  name: 'tax-rates',
  title: 'billing:taxRates',
  path: '/api/v1/tax-rates',
  sort: '-validFrom',
  subject: 'tax_rate',
  nameOf: (row) => `${row.country} ${row.bp / 100}%`,
  Actions: TaxTools,
  Panel: TaxPanel,
  empty: { title: 'billing:taxRates', hint: 'billing:empty.taxes', Action: TaxTools },
  columns: dated<Tax>([
    {
      key: 'taxCategory',
      label: 'billing:column.taxCategory',
      width: 180,
      render: (row) => <Category of={row.taxCategory} />,
      filter: {
        kind: 'choice',
        choices: TAX_CATEGORIES.map((value) => ({ value, label: `billing:taxCategory.${value}` as const })),
      },
    },
    { key: 'bp', label: 'billing:field.taxRate', width: 110, align: 'end', render: (row) => <Percent bp={row.bp} /> },
    {
      key: 'isConfirmed',
      label: 'billing:column.confirmation',
      width: 180,
      filter: { kind: 'yesNo' },
      render: (row) => <Confirmed is={row.isConfirmed} />,
    },
  ]),
})

const roundings = defineList<Rounding>({
  name: 'rounding-rules',
  title: 'billing:roundingRules',
  path: '/api/v1/rounding-rules',
  sort: '-validFrom',
  subject: 'rounding_rule',
  nameOf: (row) => `${row.country} ${row.currency}`,
  Actions: NewRounding,
  Panel: RoundingPanel,
  empty: { title: 'billing:roundingRules', hint: 'billing:empty.roundings', Action: NewRounding },
  columns: dated<Rounding>([
    { key: 'currency', label: 'billing:column.currency', width: 110, filter: { kind: 'text' } },
    { key: 'rule', label: 'billing:column.rule', width: 460, render: (row) => <RuleText of={row.rule} /> },
  ]),
})

/** The rates and rounding rules of countries, each from a day on. */
export function TaxRates() {
  return <ListPage list={taxes} />
}
export function RoundingRules() {
  return <ListPage list={roundings} />
}

function Category({ of }: { of: Tax['taxCategory'] }) {
  const { t } = useTranslation('billing')
  return t(`taxCategory.${of}`)
}

function Confirmed({ is }: { is: boolean }) {
  const { t } = useTranslation(['billing', 'common'])
  return is ? t('common:yes') : <StatusTag tone="waiting">{t('toConfirm')}</StatusTag>
}

function TaxTools() {
  const { t } = useTranslation('billing')
  const can = useCan()
  const ship = useChange(async () => (await api.POST('/api/v1/tax-rates/shipped')).data!, {
    paths: ['/api/v1/tax-rates'],
    done: ({ added }) => t('said.shipped', { count: added }),
    tellRefusal: true,
  })
  if (!can('billing.settings')) return null
  return (
    <>
      <Button loading={ship.isPending} onClick={() => ship.mutate(undefined)}>
        {t('do.shipped')}
      </Button>
      <DialogButton label={t('do.newTax')} isMain>
        {(close) => <TaxForm onClose={close} />}
      </DialogButton>
    </>
  )
}
function NewRounding() {
  const { t } = useTranslation('billing')
  return (
    <DialogButton label={t('do.newRounding')} needs="billing.settings" isMain>
      {(close) => <RoundingForm onClose={close} />}
    </DialogButton>
  )
}
