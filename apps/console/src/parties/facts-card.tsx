import { type Answer, ifMatch } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { languageNames } from '@aftercare/words'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { changed, cleaned } from '../shell/cleaned.ts'
import { useCountryName } from '../shell/country.tsx'
import { EditableCard } from '../shell/editable-card.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { type CustomerValues, ReachFields, useCustomerFieldNames, WhoFields } from './customer-fields.tsx'
import { MailLink, PhoneLink } from './reach.tsx'

type Customer = Answer<'/api/v1/customers/{id}'>

/** Who the customer is and how to reach them; changed where it stands. */
export function FactsCard({ customer }: { customer: Customer }) {
  const { t } = useTranslation('parties')
  const can = useCan()
  return (
    <EditableCard
      title={t('page.facts')}
      may={can('parties.change') && customer.mergedInto === null}
      facts={<CustomerFacts customer={customer} />}
      form={(close) => <CustomerForm customer={customer} onDone={close} />}
    />
  )
}

function CustomerFacts({ customer }: { customer: Customer }) {
  const { t } = useTranslation('parties')
  const { dates } = useFormat()
  const countryName = useCountryName()
  const quiet =
    customer.quietFrom && customer.quietTo && t('page.quiet', { from: customer.quietFrom, to: customer.quietTo })
  const localTime = t('page.localTime', { time: dates(customer.timeZone).time(Date.now()) })
  const facts = [
    { label: t('field.phone'), value: customer.phone && <PhoneLink phone={customer.phone} /> },
    { label: t('field.email'), value: customer.email && <MailLink email={customer.email} /> },
    { label: t('field.preferredChannel'), value: t(`preferredChannel.${customer.preferredChannel}`) },
    { label: t('field.quietHours'), value: quiet },
    { label: t('field.kind'), value: t(`kind.${customer.kind}`) },
    { label: t('field.country'), value: countryName(customer.country) },
    { label: t('field.language'), value: languageNames[customer.language as 'en'] ?? customer.language },
    { label: t('field.timeZone'), value: `${customer.timeZone} · ${localTime}` },
    { label: t('field.externalId'), value: [customer.externalSource, customer.externalId].filter(Boolean).join(' ') },
    { label: t('field.note'), value: customer.note },
  ]
  return <Facts facts={facts.filter((fact) => fact.value)} />
}

function CustomerForm({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const { t } = useTranslation('common')
  const names = useCustomerFieldNames()
  const save = useChange(
    ({ values, version }: { values: Partial<CustomerValues>; version: string | number }) =>
      api.PATCH('/api/v1/customers/{id}', {
        params: { path: { id: customer.id } },
        body: values,
        headers: ifMatch(version),
      }),
    { paths: ['/api/v1/customers/{id}', '/api/v1/customers/{id}/timeline'], done: t('saved'), next: onDone },
  )
  return (
    <FormShell<CustomerValues>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.save')}
      initial={customer as CustomerValues}
      fieldNames={names}
      onCancel={onDone}
      onSubmit={(values) => save.mutate({ values: changed(values, customer), version: customer.version })}
      onResolve={(values, version) => save.mutate({ values: cleaned(only(values)), version })}
    >
      <WhoFields />
      <ReachFields zone />
    </FormShell>
  )
}

const fields = [
  ...(['kind', 'name', 'tier', 'country', 'language', 'timeZone', 'phone', 'email'] as const),
  ...(['preferredChannel', 'quietFrom', 'quietTo', 'note'] as const),
]
/** Of everything the form holds, what the route takes. */
function only(values: CustomerValues): CustomerValues {
  return Object.fromEntries(fields.map((field) => [field, values[field]])) as CustomerValues
}
