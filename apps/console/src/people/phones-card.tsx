import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { PhoneMark } from '../field-work/phone-mark.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { useSession } from '../shell/session.ts'
import styles from './cards.module.css'

/** The phones somebody works with, the last heard from first; nothing for who has none. */
export function PhonesCard({ personId }: { personId: string }) {
  const { t } = useTranslation('field-work')
  const { dates } = useFormat()
  const { person } = useSession()
  const query = { 'filter[technicianId]': personId, sort: '-lastHeardAt', limit: '20' }
  const phones = $api.useQuery('get', '/api/v1/phones', { params: { query: query as never } }).data?.items ?? []
  useFresh({ subject: 'phone', paths: ['/api/v1/phones'], every: 2_000 })
  if (phones.length === 0) return null
  return (
    <Card title={t('phones.title')}>
      <ul className={styles.list}>
        {phones.map((phone) => (
          <li key={phone.id} className={styles.line}>
            <Go to={paths.phone(phone.id)}>{phone.phoneName}</Go>
            <PhoneMark of={phone} />
            <span className={styles.note}>
              {t('phones.heard', { at: dates(person.timeZone).dayTime(phone.lastHeardAt) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
