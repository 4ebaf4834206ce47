import { useSay, type WordKey } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import styles from './panel.module.css'

/** Each thing that waits on a phone, as it last said: what, of which visit, since when, and why it is held up. */
export function PhoneWaiting({ id }: { id: string }) {
  const { t } = useTranslation('field-work')
  const say = useSay()
  const items =
    $api.useQuery('get', '/api/v1/phones/{id}/waiting', { params: { path: { id } } }, { refetchInterval: 30_000 }).data
      ?.items ?? []
  if (items.length === 0) return null
  return (
    <section>
      <h3>{t('phones.waits')}</h3>
      <ul className={styles.waiting}>
        {items.map((one) => (
          <li key={`${one.visitId} ${one.kind} ${one.at}`}>
            <strong>{say(`field-work:toldKind.${one.kind}` as WordKey, { defaultValue: one.kind })}</strong>
            {one.number && <Go to={paths.visit(one.visitId)}>{one.number}</Go>}
            <At at={one.at} />
            <span>
              {t(`phones.state.${one.state}`)}
              {one.why && `: ${one.why}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
