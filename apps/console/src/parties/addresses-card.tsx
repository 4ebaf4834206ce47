import { type Answer, ifMatch } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { addressText, useFormat } from '@aftercare/words/web'
import { Button, Checkbox, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { changed, cleaned } from '../shell/cleaned.ts'
import { CountrySelect } from '../shell/country.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { EditButton } from './contacts-card.tsx'
import fields from './customer-fields.module.css'
import styles from './people-card.module.css'
import { mapUrl } from './reach.tsx'

type Customer = Answer<'/api/v1/customers/{id}'>
type Address = Customer['addresses'][number]
export type AddressValues = {
  label?: string | null
  country: string
  region?: string | null
  city?: string | null
  district?: string | null
  line: string
  postalCode?: string | null
  lat?: number | null
  lon?: number | null
  isPrimary?: boolean
}
const touched = ['/api/v1/customers/{id}', '/api/v1/customers/{id}/timeline'] as const

/** Where the customer is, with the clock there. */
export function AddressesCard({ customer }: { customer: Customer }) {
  const { t } = useTranslation('parties')
  const { dates } = useFormat()
  const can = useCan()
  const [edited, setEdited] = useState<Address | 'new' | null>(null)
  const may = can('parties.change') && customer.mergedInto === null
  const add = (
    <Button type="text" size="small" onClick={() => setEdited('new')}>
      {t('page.addAddress')}
    </Button>
  )
  return (
    <Card title={t('page.addresses')} aside={may && add}>
      {customer.addresses.length === 0 && <p className={styles.none}>{t('page.noAddresses')}</p>}
      <ul className={styles.list}>
        {customer.addresses.map((address) => (
          <li key={address.id} className={styles.one}>
            <div className={styles.head}>
              {address.label && <strong>{address.label}</strong>}
              {address.isPrimary && <span className={styles.mark}>{t('page.primary')}</span>}
              {may && <EditButton name={address.label ?? address.line} onClick={() => setEdited(address)} />}
            </div>
            <a href={mapUrl(address)} target="_blank" rel="noreferrer" title={t('page.map')}>
              {addressText(address)}
            </a>
            {address.timeZone !== customer.timeZone && (
              <span className={styles.note}>
                {address.timeZone} · {t('page.localTime', { time: dates(address.timeZone).time(Date.now()) })}
              </span>
            )}
          </li>
        ))}
      </ul>
      <Modal
        open={edited !== null}
        title={edited === 'new' ? t('page.addAddress') : t('page.addresses')}
        footer={null}
        onCancel={() => setEdited(null)}
        destroyOnHidden
      >
        {edited !== null && (
          <AddressForm customer={customer} address={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
        )}
      </Modal>
    </Card>
  )
}

type FormProps = { customer: Customer; address: Address | null; onClose: () => void }

function AddressForm({ customer, address, onClose }: FormProps) {
  const { t } = useTranslation(['parties', 'common'])
  const path = { id: customer.id, addressId: address?.id ?? '' }
  const save = useChange(
    ({ values, version }: { values: AddressValues; version: string | number }): Promise<unknown> =>
      address
        ? api.PATCH('/api/v1/customers/{id}/addresses/{addressId}', {
            params: { path },
            body: changed(values, address),
            headers: ifMatch(version),
          })
        : api.POST('/api/v1/customers/{id}/addresses', { params: { path }, body: cleaned(values) }),
    { paths: touched, done: t('common:saved'), next: onClose },
  )
  const remove = useChange(() => api.DELETE('/api/v1/customers/{id}/addresses/{addressId}', { params: { path } }), {
    paths: touched,
    done: t('page.removed', { name: address?.line ?? '' }),
    next: onClose,
    tellRefusal: true,
  })
  const initial = address ?? { country: customer.country, isPrimary: customer.addresses.length === 0 }
  return (
    <FormShell<AddressValues>
      busy={save.isPending || remove.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={initial as AddressValues}
      onCancel={onClose}
      onSubmit={(values) => save.mutate({ values, version: address?.version ?? 0 })}
    >
      <AddressFields />
      <Form.Item name="isPrimary" valuePropName="checked">
        <Checkbox>{t('field.isMain')}</Checkbox>
      </Form.Item>
      {address && (
        <Button type="link" danger onClick={() => remove.mutate(undefined)}>
          {t('common:do.remove')}
        </Button>
      )}
    </FormShell>
  )
}

/** The fields of one address; `at` is their place in a larger form. */
export function AddressFields({ at = [], demanded = true }: { at?: (string | number)[]; demanded?: boolean }) {
  const { t } = useTranslation('parties')
  const name = (field: string) => [...at, field]
  return (
    <div className={fields.grid}>
      <Form.Item name={name('country')} label={t('field.country')} rules={[{ required: demanded }]}>
        <CountrySelect />
      </Form.Item>
      <Form.Item name={name('region')} label={t('field.region')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={name('city')} label={t('field.city')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={name('district')} label={t('field.district')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name={name('line')}
        label={t('field.line')}
        rules={[{ required: demanded, whitespace: true }]}
        className={fields.wide!}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={name('postalCode')} label={t('field.postalCode')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name={name('label')} label={t('field.label')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={name('lat')} label={t('field.lat')} tooltip={t('hint.position')}>
        <InputNumber min={-90} max={90} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={name('lon')} label={t('field.lon')}>
        <InputNumber min={-180} max={180} style={{ width: '100%' }} />
      </Form.Item>
    </div>
  )
}
