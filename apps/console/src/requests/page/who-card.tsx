import { Card, CopyText } from '@aftercare/ui'
import { addressText } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Go } from '../../shell/go.tsx'
import { useWord } from '../words.ts'
import type { Actions } from './actions.tsx'
import styles from './page.module.css'
import type { RequestView } from './use-request.ts'

/** Whom it is for, how to reach them, and where it is. */
export function WhoCard({ request, actions }: { request: RequestView; actions: Actions }) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const { customer, contact } = request
  const edit = request.can.includes('edit') && (
    <Button type="text" size="small" onClick={actions.edit}>
      {t('do.edit')}
    </Button>
  )
  return (
    <Card title={t('page.who')} aside={edit}>
      <div className={styles.list}>
        {customer ? (
          <div className={styles.item}>
            <span className={styles.line}>
              <Go to={paths.customer(customer.id)} className={styles.strong ?? ''}>
                {customer.name}
              </Go>
              {customer.tier !== 'standard' && <span className={styles.quiet}>{word(`tier.${customer.tier}`)}</span>}
            </span>
            <Reach phone={customer.phone} email={customer.email} />
            {customer.openRequests > 1 && (
              <span className={styles.quiet}>{t('page.openRequests', { count: customer.openRequests })}</span>
            )}
          </div>
        ) : (
          <p className={styles.quiet}>{t('page.noCustomer')}</p>
        )}
        {contact && (
          <div className={styles.item}>
            <span className={styles.strong}>{contact.name}</span>
            <Reach phone={contact.phone} email={contact.email} />
          </div>
        )}
        <Place request={request} />
      </div>
    </Card>
  )
}

function Reach({ phone, email }: { phone: string | null; email: string | null }) {
  return (
    <span className={styles.line}>
      {phone && (
        <CopyText text={phone}>
          <a href={`tel:${phone}`}>{phone}</a>
        </CopyText>
      )}
      {email && (
        <CopyText text={email}>
          <a href={`mailto:${email}`}>{email}</a>
        </CopyText>
      )}
    </span>
  )
}

function Place({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const { address } = request
  if (!address) return null
  const text = addressText(address)
  return (
    <div className={styles.item}>
      {address.label && <span className={styles.strong}>{address.label}</span>}
      <CopyText text={text} />
      <span className={styles.quiet}>{t('page.zone', { zone: address.timeZone })}</span>
    </div>
  )
}
