import { type Answer, ifMatch } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { decimalOf, useFormat } from '@aftercare/words/web'
import { Button, Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { EditableCard } from '../shell/editable-card.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './bill-lines.module.css'
import { digitsOf, minorOf } from './minor.ts'

type PriceList = Answer<'/api/v1/price-lists/{id}'>
type Values = { rates: { level?: string; price: string }[] }

/** What an hour costs at which level of station: with it the flat-rate times of operations become prices. */
export function LabourRates({ list }: { list: PriceList }) {
  const { t } = useTranslation('billing')
  const can = useCan()
  const { money } = useFormat()
  const facts = list.labourRates.map((one) => ({
    label: one.level || t('every_station'),
    value: t('per_hour', { amount: money({ minor: one.minor, currency: list.currency }) }),
  }))
  return (
    <EditableCard
      title={t('labourRates')}
      may={can('billing.prices') && !list.isPublished}
      facts={facts.length > 0 ? <Facts facts={facts} /> : <p className={styles.quiet}>{t('empty.rates')}</p>}
      form={(close) => <RatesForm list={list} onDone={close} />}
    />
  )
}

function RatesForm({ list, onDone }: { list: PriceList; onDone: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const digits = digitsOf(list.currency)
  const save = useChange(
    ({ rates }: Values) =>
      api.PUT('/api/v1/price-lists/{id}/labour-rates', {
        params: { path: { id: list.id } },
        headers: ifMatch(list.version),
        body: {
          rates: rates.map(({ level, price }) => ({ level: level ?? '', minor: minorOf(price, list.currency) })),
        },
      }),
    { paths: ['/api/v1/price-lists/{id}', '/api/v1/price-lists'], next: onDone },
  )
  const known = list.labourRates.map(({ level, minor }) => ({ level, price: decimalOf(minor, digits) }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      onSubmit={save.mutate}
      onCancel={onDone}
      initial={{ rates: known.length > 0 ? known : [{ level: '', price: '' }] }}
    >
      <Form.List name="rates">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.pair}>
                <Form.Item name={[name, 'level']} label={t('field.level')}>
                  <Input placeholder={t('every_station')} />
                </Form.Item>
                <Form.Item
                  name={[name, 'price']}
                  label={t('field.hour', { currency: list.currency })}
                  rules={[{ required: true }]}
                >
                  <InputNumber<string> stringMode min="0" precision={digits} style={{ width: '100%' }} />
                </Form.Item>
                <Button onClick={() => remove(name)}>{t('common:do.remove')}</Button>
              </div>
            ))}
            <Button onClick={() => add({ level: '', price: '' })}>{t('do.addRate')}</Button>
          </>
        )}
      </Form.List>
    </FormShell>
  )
}
