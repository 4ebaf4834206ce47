import { Card, CopyText, Icon, names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, type FormInstance, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutcomeTag } from '../../entitlement/outcome-tag.tsx'
import { nameIn, useWord } from '../words.ts'
import type { Draft } from './draft.ts'
import { Finder } from './finder.tsx'
import styles from './intake.module.css'
import { NewAsset } from './new-asset.tsx'
import type { Known } from './use-known.ts'

type WhoProps = { known: Known; form: FormInstance<Draft> }

/** Who calls and about which product: found by the tail of a phone number, a name or a serial; or new. */
export function WhoPart({ known, form }: WhoProps) {
  const { t } = useTranslation('requests')
  const [isNew, setNew] = useState(false)
  const begin = (typed: string) => {
    const isPhone = /^[+\d\s-]{5,}$/.test(typed)
    form.setFieldValue('customer', isPhone ? { phone: typed, kind: 'person' } : { name: typed, kind: 'person' })
    setNew(true)
  }
  const reset = () => {
    setNew(false)
    known.pickCustomer(null)
  }
  if (known.ids.customerId === null && known.ids.assetId === null && !isNew) {
    return (
      <Card title={t('intake.who')}>
        <Finder onCustomer={known.pickCustomer} onAsset={known.pickAsset} onNew={begin} />
      </Card>
    )
  }
  const change = (
    <Button size="small" onClick={reset}>
      {t('intake.another')}
    </Button>
  )
  return (
    <Card title={t('intake.who')} aside={change}>
      {isNew && known.ids.customerId === null ? <Newcomer /> : <Customer known={known} />}
      <Product known={known} />
    </Card>
  )
}

function Customer({ known }: { known: Known }) {
  const { t } = useTranslation('requests')
  const word = useWord()
  if (!known.customer)
    return (
      <p className={styles.quiet}>{t(known.asset && !known.asset.customer ? 'intake.noOwner' : 'intake.loading')}</p>
    )
  const { customer, contacts, addresses } = known.customer
  return (
    <div className={styles.known}>
      <p className={styles.name}>
        {customer.name}
        {customer.tier !== 'standard' && <span className={styles.tag}>{word(`tier.${customer.tier}`)}</span>}
        {customer.phone && <CopyText text={customer.phone}>{customer.phone}</CopyText>}
      </p>
      <div className={styles.row}>
        {contacts.length > 0 && (
          <Form.Item name="contactId" label={t('page.contact')}>
            <Select allowClear options={contacts.map((one) => ({ value: one.id, label: one.name }))} />
          </Form.Item>
        )}
        {addresses.length > 1 && (
          <Form.Item name="addressId" label={t('intake.where')}>
            <Select
              allowClear
              options={addresses.map((one) => ({
                value: one.id,
                label: [one.label, one.city, one.line].filter(Boolean).join(' · '),
              }))}
            />
          </Form.Item>
        )}
      </div>
    </div>
  )
}

function Newcomer() {
  const { t } = useTranslation(['requests', 'common', 'parties'])
  return (
    <div className={styles.row}>
      <Form.Item
        name={['customer', 'name']}
        label={t('common:name')}
        rules={[{ required: true, whitespace: true, message: t('common:required') }]}
      >
        <Input autoFocus maxLength={200} />
      </Form.Item>
      <Form.Item name={['customer', 'phone']} label={t('common:phone')}>
        <Input type="tel" maxLength={40} />
      </Form.Item>
      <Form.Item name={['customer', 'email']} label={t('common:email')}>
        <Input type="email" maxLength={200} />
      </Form.Item>
      <Form.Item name={['customer', 'kind']} label={t('parties:column.kind')}>
        <Radio.Group
          options={[
            { value: 'person', label: t('parties:kind.person') },
            { value: 'organisation', label: t('parties:kind.organisation') },
          ]}
        />
      </Form.Item>
    </div>
  )
}

/** The products of the customer with their cover; one click chooses. Or what the customer calls it. */
function Product({ known }: { known: Known }) {
  const { t } = useTranslation('requests')
  const { language } = useFormat()
  const [adding, setAdding] = useState(false)
  const owned = known.customer?.assets ?? []
  const foreign = known.asset && !owned.some((one) => one.id === known.asset?.id) ? known.asset : undefined
  const rows = [
    ...(foreign ? [{ id: foreign.id, serial: foreign.serial, name: foreign.model.name, cover: null }] : []),
    ...owned.map((one) => ({ id: one.id, serial: one.serial, name: one.model.name, cover: one.cover })),
  ]
  return (
    <div className={styles.known}>
      <h3 className={styles.label}>{t('intake.product')}</h3>
      <ul className={styles.products}>
        {rows.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              aria-pressed={one.id === known.ids.assetId}
              className={names(styles.product, one.id === known.ids.assetId && styles.chosen)}
              onClick={() => known.pickAsset(one.id === known.ids.assetId ? null : one.id)}
            >
              <span className={styles.strong}>{nameIn(one.name, language)}</span>
              <span className={styles.quiet}>{one.serial}</span>
              {one.cover && <OutcomeTag outcome={one.cover.outcome} />}
              {one.id === known.ids.assetId && <Icon name="check" size={16} />}
            </button>
          </li>
        ))}
      </ul>
      {known.ids.assetId === null && !adding && (
        <div className={styles.row}>
          <Form.Item name="product" label={t('intake.asNamed')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="serial" label={t('column.serial')}>
            <Input maxLength={100} />
          </Form.Item>
        </div>
      )}
      {adding ? (
        <NewAsset
          customerId={known.ids.customerId}
          onDone={(id) => {
            setAdding(false)
            if (id) known.pickAsset(id)
          }}
        />
      ) : (
        <div>
          <Button size="small" onClick={() => setAdding(true)}>
            {t('intake.newAsset')}
          </Button>
        </div>
      )}
    </div>
  )
}
