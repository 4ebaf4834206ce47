import { Card } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import styles from './knowledge.module.css'
import { Controlled, Said } from './marks.tsx'

type Of = { assetId: string; symptomCode: string | null }

/** What is to be read at this product: of its fault once that is known, and bulletins whatever the fault. */
export function FittingArticles({ assetId, symptomCode }: Of) {
  const { t } = useTranslation('knowledge')
  const can = useCan()
  const query = { assetId, limit: 5, ...(symptomCode && { symptomCode }) }
  const { data } = $api.useQuery(
    'get',
    '/api/v1/fitting-articles',
    { params: { query } },
    { enabled: can('knowledge.read') },
  )
  const ofFault = (codes: readonly string[]) => symptomCode !== null && codes.includes(symptomCode)
  const items = (data?.items ?? []).filter(
    (one) => symptomCode === null || one.kind === 'bulletin' || ofFault(one.symptomCodes),
  )
  if (!data || items.length === 0) return null
  return (
    <Card
      title={t('card.title')}
      aside={data.left + data.items.length > items.length && <Go to={paths.articles()}>{t('card.more')}</Go>}
    >
      <ul className={styles.rows}>
        {items.map((one) => (
          <li key={one.id} className={styles.row}>
            <span className={styles.marks}>
              <Go to={paths.article(one.id)}>
                <Said of={one.title} />
              </Go>
              {one.isControlled && <Controlled />}
            </span>
            <span className={styles.quiet}>
              {[t(`kind.${one.kind}`), ofFault(one.symptomCodes) && t('card.thisSymptom')].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
