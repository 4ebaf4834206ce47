import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { useSearch } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { PartsSelect } from '../../assets/parts-select.tsx'
import { today } from '../../assets/today.ts'
import { minorOf } from '../../billing/minor.ts'
import { paths } from '../../paths.ts'
import { $api, api } from '../../shell/api.ts'
import { DayField } from '../../shell/day-field.tsx'
import { FormShell } from '../../shell/form-shell.tsx'
import { useGo } from '../../shell/go.tsx'
import { PageHeader } from '../../shell/page-header.tsx'
import { QueryState } from '../../shell/query-state.tsx'
import { useChange } from '../../shell/use-change.ts'
import { Evidence } from '../evidence.tsx'
import styles from '../panel.module.css'
import { reasons } from './goodwill-list.tsx'
import { InputsCard } from './inputs-card.tsx'

type Inputs = Answer<'/api/v1/entitlement/goodwill-inputs'>
type Kind = Inputs['paidKinds'][number]
type ShareRow = { kind: Kind; amount: number; manufacturerPct: number; dealerPct: number; customerPct: number }
type Values = {
  reasonCode: (typeof reasons)[number]
  note?: string
  maintenance: 'complete' | 'gaps' | 'none' | 'unknown'
  priorComplaints: number
  shares: ShareRow[]
  components?: string[]
  validTo: string
  fileIds?: string[]
}
const KINDS: Kind[] = ['part', 'labour', 'travel', 'consumable', 'rental', 'other']
const DAYS_VALID = 30

/** Asks for help beyond every right, with what speaks for it and who would bear which share. */
export function NewGoodwill() {
  const { t } = useTranslation('goodwill')
  const { assetId = '', requestId } = useSearch({ strict: false }) as { assetId?: string; requestId?: string }
  const inputs = $api.useQuery('get', '/api/v1/entitlement/goodwill-inputs', {
    params: { query: { assetId, ...(requestId && { requestId }) } },
  })
  const company = $api.useQuery('get', '/api/v1/company', {})
  return (
    <>
      <PageHeader back={{ to: paths.goodwillList(), label: t('title') }} title={t('new')} />
      <div className={styles.page}>
        <p className={styles.note}>{t('hint')}</p>
        <QueryState query={inputs}>
          {(known) => (
            <>
              <InputsCard inputs={known} />
              <QueryState query={company}>
                {({ currency }) => (
                  <Ask assetId={assetId} requestId={requestId} paid={known.paidKinds} currency={currency} />
                )}
              </QueryState>
            </>
          )}
        </QueryState>
      </div>
    </>
  )
}

type AskProps = { assetId: string; requestId: string | undefined; paid: readonly Kind[]; currency: string }

function Ask({ assetId, requestId, paid, currency }: AskProps) {
  const { t } = useTranslation(['goodwill', 'common'])
  const go = useGo()
  const open = KINDS.filter((kind) => !paid.includes(kind))
  const save = useChange(
    ({ shares, ...values }: Values) =>
      api
        .POST('/api/v1/entitlement/goodwill', {
          body: {
            assetId,
            ...(requestId && { requestId }),
            ...values,
            currency,
            shares: shares.map(({ amount, ...one }) => ({ ...one, amountMinor: minorOf(amount, currency) })),
          } as never,
        })
        .then((answer) => answer.data!),
    {
      paths: ['/api/v1/entitlement/goodwill'],
      done: ({ number }) => t('done.requested', { number }),
      next: ({ id }) => go(paths.goodwill(id)),
    },
  )
  const first = { kind: open[0] ?? 'part', manufacturerPct: 50, dealerPct: 0, customerPct: 50 }
  return (
    <Card title={t('new')}>
      <FormShell<Values>
        guard
        busy={save.isPending}
        error={save.error}
        submitLabel={t('new')}
        initial={{
          maintenance: 'unknown',
          priorComplaints: 0,
          shares: [first as ShareRow],
          validTo: inDays(DAYS_VALID),
        }}
        onSubmit={(values) => save.mutate(values)}
      >
        <Form.Item name="reasonCode" label={t('field.reasonCode')} rules={[{ required: true }]}>
          <Select options={reasons.map((value) => ({ value, label: t(`reasonCode.${value}`) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('field.note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <Shares kinds={open} currency={currency} />
        <Form.Item name="components" label={t('field.components')}>
          <PartsSelect placeholder={t('field.allComponents')} />
        </Form.Item>
        <Form.Item name="maintenance" label={t('field.maintenance')} rules={[{ required: true }]}>
          <Select
            options={(['complete', 'gaps', 'none', 'unknown'] as const).map((value) => ({
              value,
              label: t(`maintenance.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="priorComplaints" label={t('field.priorComplaints')} rules={[{ required: true }]}>
          <InputNumber min={0} max={1000} />
        </Form.Item>
        <Form.Item name="validTo" label={t('field.validTo')} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
        <Form.Item name="fileIds" label={t('field.files')}>
          <Evidence />
        </Form.Item>
      </FormShell>
    </Card>
  )
}

const inDays = (days: number) => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10)

function Shares({ kinds, currency }: { kinds: readonly Kind[]; currency: string }) {
  const { t } = useTranslation(['goodwill', 'entitlement', 'common'])
  const options = kinds.map((value) => ({ value, label: t(`entitlement:kind.${value}`) }))
  const pct = { min: 0, max: 100, precision: 0, style: { width: '100%' } } as const
  return (
    <Form.List name="shares">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <div key={key} className={styles.shareRow}>
              <Form.Item name={[name, 'kind']} label={t('field.kind')} rules={[{ required: true }]}>
                <Select options={options} />
              </Form.Item>
              <Form.Item
                name={[name, 'amount']}
                label={`${t('field.amount')} (${currency})`}
                rules={[{ required: true }]}
              >
                <InputNumber min={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={[name, 'manufacturerPct']} label={t('field.manufacturer')} rules={[{ required: true }]}>
                <InputNumber {...pct} />
              </Form.Item>
              <Form.Item name={[name, 'dealerPct']} label={t('field.dealer')} rules={[{ required: true }]}>
                <InputNumber {...pct} />
              </Form.Item>
              <Form.Item name={[name, 'customerPct']} label={t('field.customer')} rules={[{ required: true }]}>
                <InputNumber {...pct} />
              </Form.Item>
              {rows.length > 1 && (
                <Form.Item label={' '} colon={false}>
                  <Button type="text" onClick={() => remove(name)} aria-label={t('common:do.remove')}>
                    {'×'}
                  </Button>
                </Form.Item>
              )}
            </div>
          ))}
          {rows.length < kinds.length && (
            <Form.Item>
              <Button onClick={() => add({ manufacturerPct: 50, dealerPct: 0, customerPct: 50 })}>
                {t('field.addShare')}
              </Button>
            </Form.Item>
          )}
        </>
      )}
    </Form.List>
  )
}
