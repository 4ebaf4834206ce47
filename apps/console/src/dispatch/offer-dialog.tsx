import type { Answer } from '@aftercare/api'
import { EmptyState, SkeletonRows, useNow } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './order-page.module.css'
import type { Order } from './order-page.tsx'

type Partner = Answer<'/api/v1/work-orders/{id}/partners'>['items'][number]
type Values = { stationId: string; next?: string[]; hours: number; note?: string }
const touched = ['/api/v1/work-orders/{id}', '/api/v1/work-orders', '/api/v1/board']

/** Asks a station, the best known first, and after it others in turn, each with the same time to answer. */
export function OfferDialog({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useTranslation('dispatch')
  const params = { path: { id: order.id } }
  const partners = $api.useQuery('get', '/api/v1/work-orders/{id}/partners', { params })
  const items = partners.data?.items
  return (
    <Modal open title={t('do.offer')} footer={null} onCancel={onDone}>
      {!items && <SkeletonRows rows={4} />}
      {items?.length === 0 && <EmptyState icon="person" title={t('partner.none')} hint={t('partner.noneHint')} />}
      {items && items.length > 0 && <OfferForm order={order} partners={items} onDone={onDone} />}
    </Modal>
  )
}

type FormProps = { order: Order; partners: readonly Partner[]; onDone: () => void }

function OfferForm({ order, partners, onDone }: FormProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const offer = useChange(
    ({ note, next = [], ...body }: Values) =>
      api.POST('/api/v1/work-orders/{id}/offers', {
        params: { path: { id: order.id } },
        body: { ...body, next, ...(note ? { note } : {}) },
      }),
    { paths: touched, done: t('offer.made'), next: onDone },
  )
  const factsOf = usePartnerFacts()
  const options = partners.map((one) => ({ value: one.id, label: one.name, facts: factsOf(one) }))
  const render = ({ data }: { data: (typeof options)[number] }) => (
    <span className={styles.partner}>
      {data.label}
      <span className={styles.quiet}>{data.facts}</span>
    </span>
  )
  return (
    <FormShell<Values>
      busy={offer.isPending}
      error={offer.error}
      submitLabel={t('do.offerIt')}
      initial={{ hours: 4, stationId: partners[0]!.id }}
      onSubmit={(values) => offer.mutate(values)}
      onCancel={onDone}
    >
      <Form.Item name="stationId" label={t('partner.first')} extra={t('partner.hint')} rules={[{ required: true }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} optionRender={render as never} />
      </Form.Item>
      <Form.Item noStyle dependencies={['stationId']}>
        {({ getFieldValue }) => (
          <Form.Item name="next" label={t('partner.next')} extra={t('partner.nextHint')}>
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              maxCount={10}
              options={options.filter((one) => one.value !== getFieldValue('stationId'))}
              optionRender={render as never}
            />
          </Form.Item>
        )}
      </Form.Item>
      <Form.Item name="hours" label={t('offer.hours')}>
        <InputNumber min={0.25} max={168} />
      </Form.Item>
      <Form.Item noStyle dependencies={['hours']}>
        {({ getFieldValue }) => <Deadline hours={getFieldValue('hours')} zone={order.place.timeZone} />}
      </Form.Item>
      <Form.Item name="note" label={t('common:note')}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </FormShell>
  )
}

function Deadline({ hours, zone }: { hours: number | null; zone: string }) {
  const { t } = useTranslation('dispatch')
  const { dates } = useFormat()
  const now = useNow()
  if (!hours) return null
  return <p className={styles.quiet}>{t('offer.until', { when: dates(zone).dayTime(now + hours * 3_600_000) })}</p>
}

/** Why it stands where it stands in the list. */
function usePartnerFacts(): (partner: Partner) => string {
  const { t } = useTranslation('dispatch')
  const { numbers } = useFormat()
  return ({ able, technicians, distanceKm, openOrders, declinedBefore }) =>
    [
      t('partner.able', { able, technicians }),
      distanceKm !== null && t('unit.km', { n: numbers.decimal(distanceKm, 1) }),
      t('partner.open', { count: openOrders }),
      declinedBefore && t('partner.declined'),
    ]
      .filter(Boolean)
      .join(' · ')
}
