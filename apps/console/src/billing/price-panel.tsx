import { Facts } from '@aftercare/ui'
import { Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { DialogButton } from './dialog-button.tsx'
import { Money } from './marks.tsx'
import { type Price, PriceForm } from './price-form.tsx'

/** A price beside the list: changed or taken out while the list is a draft; a published list stands. */
export function PricePanel({ row }: { row: Price }) {
  const { t } = useTranslation(['billing', 'common'])
  const can = useCan()
  const list = $api.useQuery('get', '/api/v1/price-lists/{id}', { params: { path: { id: row.listId } } })
  const remove = useChange(() => api.DELETE('/api/v1/prices/{id}', { params: { path: { id: row.id } } }), {
    paths: ['/api/v1/prices', '/api/v1/price-lists/{id}'],
    tellRefusal: true,
  })
  const isOpen = list.data?.isPublished === false && can('billing.prices')
  const facts = [
    { label: t('column.code'), value: row.code },
    { label: t('column.kind'), value: t(`kind.${row.kind}`) },
    { label: t('column.unit'), value: t(`unit.${row.unit}`) },
    ...(row.rule === 'operation'
      ? [{ label: t('column.minutes'), value: t('rule_minutes', { minutes: row.minutes }) }]
      : [{ label: t('field.price'), value: <Money minor={row.minor} currency={row.currency} /> }]),
    { label: t('column.taxCategory'), value: t(`taxCategory.${row.taxCategory}`) },
  ]
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <Facts facts={facts} />
      {list.data?.isPublished && t('published_hint')}
      {isOpen && (
        <Space wrap>
          <DialogButton label={t('common:do.edit')}>
            {(close) => <PriceForm list={{ id: row.listId, currency: row.currency }} price={row} onClose={close} />}
          </DialogButton>
          <Button danger loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('common:do.remove')}
          </Button>
        </Space>
      )}
    </Space>
  )
}
