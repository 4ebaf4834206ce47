import type { Answer } from '@aftercare/api'
import { Card, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './people-card.module.css'

type Customer = Answer<'/api/v1/customers/{id}'>
type Consent = Customer['consents'][number]
type Values = { purpose: Consent['purpose']; granted: boolean; channel: string; proof: string }

/** What the customer allows, per purpose, with its proof. Nothing is overwritten. */
export function ConsentsCard({ customer }: { customer: Customer }) {
  const { t } = useTranslation('parties')
  const can = useCan()
  const [open, setOpen] = useState(false)
  const holding = [...new Map([...customer.consents].reverse().map((one) => [one.purpose, one])).values()]
  const earlier = customer.consents.filter((one) => !holding.includes(one))
  const may = can('parties.change') && customer.mergedInto === null
  const add = (
    <Button type="text" size="small" onClick={() => setOpen(true)}>
      {t('page.addConsent')}
    </Button>
  )
  return (
    <Card title={t('page.consents')} aside={may && add}>
      {holding.length === 0 && <p className={styles.none}>{t('page.noConsents')}</p>}
      <ul className={styles.list}>
        {holding.map((one) => (
          <ConsentLine key={one.id} consent={one} zone={customer.timeZone} />
        ))}
      </ul>
      {earlier.length > 0 && (
        <details className={styles.old}>
          <summary>{t('page.consentHistory')}</summary>
          <ul>
            {earlier.map((one) => (
              <ConsentLine key={one.id} consent={one} zone={customer.timeZone} />
            ))}
          </ul>
        </details>
      )}
      <Modal open={open} title={t('page.addConsent')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <ConsentForm customer={customer} onClose={() => setOpen(false)} />
      </Modal>
    </Card>
  )
}

function ConsentLine({ consent, zone }: { consent: Consent; zone: string }) {
  const { t, i18n } = useTranslation(['parties', 'requests'])
  const { dates } = useFormat()
  // The usual ways have their words; any other is told as it was written down.
  const key = `requests:channel.${consent.channel}`
  const channel = i18n.exists(key) ? t(key as 'requests:channel.phone') : consent.channel
  return (
    <li className={styles.one}>
      <div className={styles.head}>
        <strong>{t(`purpose.${consent.purpose}`)}</strong>
        <StatusTag tone={consent.granted ? 'done' : 'neutral'}>
          {consent.granted ? t('page.allowed') : t('page.refused')}
        </StatusTag>
      </div>
      <span className={styles.note} title={consent.proof}>
        {t('page.consentSince', { when: dates(zone).day(consent.at), channel })}
      </span>
    </li>
  )
}

function ConsentForm({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation(['parties', 'common'])
  const save = useChange(
    (body: Values) => api.POST('/api/v1/customers/{id}/consents', { params: { path: { id: customer.id } }, body }),
    {
      paths: ['/api/v1/customers/{id}', '/api/v1/customers/{id}/timeline'],
      done: t('common:saved'),
      next: onClose,
    },
  )
  const purposes = (['service', 'survey', 'marketing', 'transfer_abroad'] as const).map((value) => ({
    value,
    label: t(`purpose.${value}`),
  }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ granted: true }}
      onCancel={onClose}
      onSubmit={(values) => save.mutate(values)}
    >
      <Form.Item name="purpose" label={t('field.purpose')} rules={[{ required: true }]}>
        <Select options={purposes} />
      </Form.Item>
      <Form.Item name="granted" label={t('field.granted')}>
        <Radio.Group
          options={[
            { value: true, label: t('page.allowed') },
            { value: false, label: t('page.refused') },
          ]}
        />
      </Form.Item>
      <Form.Item name="channel" label={t('field.channel')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="proof"
        label={t('field.proof')}
        extra={t('hint.proof')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
    </FormShell>
  )
}
