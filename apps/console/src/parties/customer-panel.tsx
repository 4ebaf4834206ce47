import { Facts, SkeletonRows } from '@aftercare/ui'
import { addressText } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { OwnedProducts } from '../entitlement/owned-products.tsx'
import { $api } from '../shell/api.ts'
import type { CustomerRow } from './customer-list.tsx'
import styles from './people-card.module.css'
import { MailLink, PhoneLink } from './reach.tsx'

/** What the desk wants at a glance: how to reach them and what they own. */
export function CustomerPanel({ row }: { row: CustomerRow }) {
  const { t } = useTranslation('parties')
  const query = $api.useQuery('get', '/api/v1/customers/{id}/overview', { params: { path: { id: row.id } } })
  const address = query.data?.addresses[0]
  const facts = [
    { label: t('field.phone'), value: row.phone && <PhoneLink phone={row.phone} /> },
    { label: t('field.email'), value: row.email && <MailLink email={row.email} /> },
    { label: t('page.addresses'), value: address && addressText(address) },
  ]
  return (
    <div className={styles.panel}>
      <Facts facts={facts.filter((fact) => fact.value)} />
      {query.data ? <OwnedProducts assets={query.data.assets} /> : <SkeletonRows rows={4} />}
    </div>
  )
}
