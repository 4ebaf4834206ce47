import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { Quantity } from '../parts/marks.tsx'
import styles from '../parts/parts.module.css'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'

const path = '/api/v1/stock-documents/{id}/values'

/** What a document did to values, by part and account; for those who see values. */
export function DocumentValues({ id }: { id: string }) {
  const { t } = useTranslation('parts')
  const { money } = useFormat()
  const named = useNamed()
  const may = useCan()('parts.value')
  const { data } = $api.useQuery('get', path, { params: { path: { id } } }, { enabled: may })
  if (!data || data.items.length === 0) return null
  return (
    <Card title={t('values.document')}>
      <div className={styles.rows}>
        {data.items.map((one) => (
          <div key={one.partId + one.account} className={styles.row}>
            <span>
              <Go to={paths.part(one.partId)}>{one.part}</Go> {named(one.name)}
              <br />
              <span className={styles.quiet}>{t(`account.${one.account}`)}</span>
            </span>
            <span className={styles.quiet}>{one.quantity !== 0 && <Quantity of={one.quantity} />}</span>
            <strong>{money({ minor: one.minor, currency: one.currency })}</strong>
          </div>
        ))}
      </div>
    </Card>
  )
}
