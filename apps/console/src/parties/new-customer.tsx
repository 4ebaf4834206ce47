import { Card } from '@aftercare/ui'
import { languages } from '@aftercare/words'
import { useQuery } from '@tanstack/react-query'
import { Alert, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api, call } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { Go, useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { AddressFields, type AddressValues } from './addresses-card.tsx'
import fields from './customer-fields.module.css'
import { type CustomerValues, ReachFields, WhoFields } from './customer-fields.tsx'
import styles from './new-customer.module.css'

type Values = CustomerValues & {
  contact?: { name?: string; phone?: string; role?: string }
  address?: Partial<AddressValues>
}

/** Takes a new customer in. What is typed is compared with who is known already. */
export function NewCustomer() {
  const { t } = useTranslation('parties')
  const company = $api.useQuery('get', '/api/v1/company')
  return (
    <>
      <PageHeader back={{ to: paths.customers(), label: t('title') }} title={t('new.title')} />
      <div className={styles.page}>
        <QueryState query={company}>{({ country, language }) => <NewForm home={{ country, language }} />}</QueryState>
      </div>
    </>
  )
}

/** Most customers are where the company is. */
function NewForm({ home }: { home: { country: string; language: string } }) {
  const { t } = useTranslation('parties')
  const go = useGo()
  const [form] = Form.useForm<Values>()
  const save = useChange((values: Values) => api.POST('/api/v1/customers', { body: bodyOf(values) }), {
    paths: ['/api/v1/customers'],
    done: ({ data }) => t('new.done', { name: data?.name ?? '' }),
    next: ({ data }) => data && go(paths.customer(data.id)),
  })
  const language = languages.find((one) => one === home.language) ?? 'en'
  return (
    <FormShell<Values>
      form={form}
      guard
      busy={save.isPending}
      error={save.error}
      submitLabel={t('new.submit')}
      initial={{ kind: 'person', language, country: home.country, preferredChannel: 'phone', tier: 'standard' }}
      onCancel={() => go(paths.customers())}
      onSubmit={(values) => save.mutate(values)}
    >
      <Card title={t('new.who')}>
        <WhoFields />
      </Card>
      <Card title={t('new.reach')}>
        <ReachFields zone={false} />
      </Card>
      <Card title={t('new.address')}>
        <AddressFields at={['address']} demanded={false} />
      </Card>
      <Card title={t('new.contact')}>
        <p className={styles.hint}>{t('new.contactHint')}</p>
        <ContactFields />
      </Card>
      <Lookalikes form={form} />
    </FormShell>
  )
}

function bodyOf({ contact, address, ...rest }: Values) {
  const place = address?.line
    ? [{ ...filled(address), line: address.line, country: address.country ?? rest.country }]
    : []
  const person = contact?.name ? [{ ...filled(contact), name: contact.name }] : []
  return { ...filled(rest), addresses: place, contacts: person }
}

function ContactFields() {
  const { t } = useTranslation('parties')
  return (
    <div className={fields.grid}>
      <Form.Item name={['contact', 'name']} label={t('field.name')}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name={['contact', 'role']} label={t('field.role')}>
        <Input />
      </Form.Item>
      <Form.Item name={['contact', 'phone']} label={t('field.phone')}>
        <Input type="tel" autoComplete="off" />
      </Form.Item>
    </div>
  )
}

type Lookalike = {
  id: string
  name: string
  number: string
  city: string | null
  reasons: ('phone' | 'email' | 'name')[]
}

function Lookalikes({ form }: { form: ReturnType<typeof Form.useForm<Values>>[0] }) {
  const { t } = useTranslation('parties')
  const typed = Form.useWatch((values: Values) => JSON.stringify(asked(values)), form)
  const rested = useRested(typed ?? '{}')
  const query = useQuery({
    queryKey: ['get', '/api/v1/customers/duplicates', rested],
    queryFn: async ({ signal }) => {
      const response = await call('GET', '/api/v1/customers/duplicates', { query: JSON.parse(rested), signal })
      return ((await response.json()) as { items: Lookalike[] }).items
    },
    enabled: rested !== '{}',
    // Half a phone number is no refusal to show, only nothing to compare yet.
    retry: false,
  })
  const items = rested === '{}' || query.error ? [] : (query.data ?? [])
  if (items.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      className={styles.alike!}
      title={t('duplicates.maybe')}
      description={
        <ul className={styles.list}>
          {items.slice(0, 5).map((one) => (
            <li key={one.id}>
              <Go to={paths.customer(one.id)}>{t('duplicates.use', { name: one.name })}</Go>{' '}
              {[one.number, one.city, ...one.reasons.map((reason) => t(`duplicates.reason.${reason}`))]
                .filter(Boolean)
                .join(' · ')}
            </li>
          ))}
        </ul>
      }
    />
  )
}

function asked({ name, country, phone, email, address }: Values) {
  const digits = (phone ?? '').replace(/\D/g, '')
  return filled({
    ...(name && name.trim().length > 1 && { name: name.trim(), city: address?.city ?? undefined }),
    ...(digits.length >= 7 && { phone: phone ?? undefined }),
    ...(email && /.@.+\../.test(email) && { email }),
    ...((name || digits.length >= 7) && country && { country }),
  } as Record<string, string | undefined>)
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), 400)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
