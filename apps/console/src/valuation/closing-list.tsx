import type { RowOf } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Alert, Checkbox, Form, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import styles from '../parts/parts.module.css'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { startOfMonth } from '../shell/list/zone-day.ts'
import { MomentField } from '../shell/moment-field.tsx'
import { useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'

type Row = RowOf<'/api/v1/stock-closings'>
const path = '/api/v1/stock-closings'

const list = defineList<Row>({
  name: 'stock_closings',
  title: 'parts:closing.title',
  path,
  sort: '-until',
  subject: 'stock_closing',
  nameOf: (row) => row.until,
  pathOf: (row) => paths.stockAt({ at: row.until }),
  Actions: ClosePeriod,
  empty: { title: 'parts:closing.none', hint: 'parts:closing.noneHint', Action: ClosePeriod },
  columns: [
    {
      key: 'until',
      label: 'parts:column.until',
      sortable: true,
      width: 200,
      render: (row) => <At at={row.until} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'closedAt',
      label: 'parts:column.closedAt',
      width: 200,
      render: (row) => <At at={row.closedAt} />,
      filter: { kind: 'instant' },
    },
    { key: 'closedBy', label: 'parts:column.closedBy', width: 200, filter: { kind: 'text' } },
  ],
})

/** Until when the books of the stock are closed. A row opens what lay where at that moment. */
export function StockClosings() {
  return <ListPage list={list} />
}

function ClosePeriod() {
  const { t } = useTranslation('parts')
  return (
    <DialogButton label={t('closing.do')} needs="parts.close" isMain>
      {(close) => <CloseForm onClose={close} />}
    </DialogButton>
  )
}

type Values = { until: string; isSure: boolean }

function CloseForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('parts')
  const { timeZone } = useSession().person
  const [form] = Form.useForm<Values>()
  const until = Form.useWatch('until', form)
  const month = startOfMonth(new Date(), timeZone)
  const known = $api.useQuery('get', '/api/v1/stock-closings/outlook', { params: { query: { until: month } } })
  const save = useChange(({ until }: Values) => api.POST(path, { body: { until } }), {
    paths: [path],
    done: t('closing.done'),
    next: onClose,
  })
  if (known.isPending) return <Skeleton active />
  const { closedUntil = null } = known.data ?? {}
  // What is closed already is not offered again.
  const isNext = !closedUntil || new Date(closedUntil) < new Date(month)
  return (
    <FormShell<Values>
      form={form}
      busy={save.isPending}
      error={save.error}
      submitLabel={t('closing.do')}
      initial={isNext ? { until: month } : {}}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <p>{t('closing.hint')}</p>
      <Form.Item name="until" label={t('closing.until')} rules={[{ required: true }]}>
        <MomentField until="today" />
      </Form.Item>
      {until && <Outlook until={until} />}
      <Form.Item
        name="isSure"
        valuePropName="checked"
        rules={[{ validator: (_, is) => (is ? Promise.resolve() : Promise.reject(new Error(t('closing.sure')))) }]}
      >
        <Checkbox>{t('closing.sure')}</Checkbox>
      </Form.Item>
    </FormShell>
  )
}

/** What the closing shuts in, and what had better be finished first. */
function Outlook({ until }: { until: string }) {
  const { t } = useTranslation('parts')
  const { numbers, dates } = useFormat()
  const { person } = useSession()
  const { data } = $api.useQuery('get', '/api/v1/stock-closings/outlook', { params: { query: { until } } })
  if (!data) return null
  const open = [
    { label: t('closing.openCounts'), count: data.openCounts, to: paths.store({ task: 'count' }) },
    { label: t('closing.inTransit'), count: data.inTransit, to: `${paths.transfers()}?filter[shipmentState]=sent` },
    { label: t('closing.openDebts'), count: data.openDebts, to: `${paths.stockDebts()}?view=open` },
  ].filter((one) => one.count > 0)
  const facts = [
    { label: t('closing.documents'), value: numbers.whole(data.documents) },
    {
      label: t('closing.already'),
      value: data.closedUntil && dates(person.timeZone).dayTime(data.closedUntil),
    },
    ...open.map(({ label, count, to }) => ({ label, value: <Go to={to}>{numbers.whole(count)}</Go> })),
  ]
  return (
    <div className={styles.outlook}>
      <Card>
        <Facts facts={facts.filter((fact) => fact.value)} />
        {open.length > 0 && <Alert type="warning" showIcon title={t('closing.finish')} />}
      </Card>
    </div>
  )
}
