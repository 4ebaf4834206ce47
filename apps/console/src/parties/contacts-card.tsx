import { type Answer, ifMatch } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { type Language, languageNames, languages } from '@aftercare/words'
import { Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { changed, cleaned } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './people-card.module.css'
import { MailLink, PhoneLink } from './reach.tsx'

type Customer = Answer<'/api/v1/customers/{id}'>
type Contact = Customer['contacts'][number]
type Values = {
  name: string
  role?: string | null
  phone?: string | null
  email?: string | null
  language?: Language | null
  isPrimary?: boolean
}
const touched = ['/api/v1/customers/{id}', '/api/v1/customers/{id}/timeline'] as const

/** Whom to talk to. */
export function ContactsCard({ customer }: { customer: Customer }) {
  const { t } = useTranslation('parties')
  const can = useCan()
  const [edited, setEdited] = useState<Contact | 'new' | null>(null)
  const may = can('parties.change') && customer.mergedInto === null
  const add = (
    <Button type="text" size="small" onClick={() => setEdited('new')}>
      {t('page.addContact')}
    </Button>
  )
  return (
    <Card title={t('page.contacts')} aside={may && add}>
      {customer.contacts.length === 0 && <p className={styles.none}>{t('page.noContacts')}</p>}
      <ul className={styles.list}>
        {customer.contacts.map((contact) => (
          <li key={contact.id} className={styles.one}>
            <div className={styles.head}>
              <strong>{contact.name}</strong>
              <span className={styles.note}>{contact.role}</span>
              {contact.isPrimary && <span className={styles.mark}>{t('page.primary')}</span>}
              {may && <EditButton name={contact.name} onClick={() => setEdited(contact)} />}
            </div>
            <PhoneLink phone={contact.phone} />
            <MailLink email={contact.email} />
          </li>
        ))}
      </ul>
      <ContactDialog customer={customer} edited={edited} onClose={() => setEdited(null)} />
    </Card>
  )
}

export function EditButton({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation('common')
  return (
    <Button type="text" size="small" className={styles.edit!} aria-label={`${t('do.edit')} ${name}`} onClick={onClick}>
      {t('do.edit')}
    </Button>
  )
}

type DialogProps = { customer: Customer; edited: Contact | 'new' | null; onClose: () => void }

function ContactDialog({ customer, edited, onClose }: DialogProps) {
  const { t } = useTranslation('parties')
  const title = edited === 'new' ? t('page.addContact') : edited?.name
  return (
    <Modal open={edited !== null} title={title} footer={null} onCancel={onClose} destroyOnHidden>
      {edited !== null && (
        <ContactForm customer={customer} contact={edited === 'new' ? null : edited} onClose={onClose} />
      )}
    </Modal>
  )
}

function ContactForm({
  customer,
  contact,
  onClose,
}: {
  customer: Customer
  contact: Contact | null
  onClose: () => void
}) {
  const { t } = useTranslation(['parties', 'common'])
  const path = { id: customer.id, contactId: contact?.id ?? '' }
  const save = useChange(
    ({ values, version }: { values: Values; version: string | number }): Promise<unknown> =>
      contact
        ? api.PATCH('/api/v1/customers/{id}/contacts/{contactId}', {
            params: { path },
            body: changed(values, contact),
            headers: ifMatch(version),
          })
        : api.POST('/api/v1/customers/{id}/contacts', { params: { path }, body: cleaned(values) }),
    { paths: touched, done: t('common:saved'), next: onClose },
  )
  const remove = useChange(() => api.DELETE('/api/v1/customers/{id}/contacts/{contactId}', { params: { path } }), {
    paths: touched,
    done: t('page.removed', { name: contact?.name ?? '' }),
    next: onClose,
    tellRefusal: true,
  })
  return (
    <FormShell<Values>
      busy={save.isPending || remove.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={(contact ?? { isPrimary: customer.contacts.length === 0 }) as Values}
      onCancel={onClose}
      onSubmit={(values) => save.mutate({ values, version: contact?.version ?? 0 })}
      onResolve={(values, version) => save.mutate({ values: picked(values), version })}
    >
      <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={t('field.role')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="phone" label={t('field.phone')} tooltip={t('hint.phone')}>
        <Input type="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={t('field.email')}>
        <Input type="email" autoComplete="off" />
      </Form.Item>
      <Form.Item name="language" label={t('field.language')}>
        <Select allowClear options={languages.map((value) => ({ value, label: languageNames[value] }))} />
      </Form.Item>
      <Form.Item name="isPrimary" valuePropName="checked">
        <Checkbox>{t('field.isPrimary')}</Checkbox>
      </Form.Item>
      {contact && (
        <Button type="link" danger onClick={() => remove.mutate(undefined)}>
          {t('common:do.remove')}
        </Button>
      )}
    </FormShell>
  )
}

const picked = ({ name, role, phone, email, language, isPrimary }: Values): Values => ({
  name,
  ...(role !== undefined && { role }),
  ...(phone !== undefined && { phone }),
  ...(email !== undefined && { email }),
  ...(language !== undefined && { language }),
  ...(isPrimary !== undefined && { isPrimary }),
})
