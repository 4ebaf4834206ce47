import { useTranslation } from 'react-i18next'
import { $api } from '../api.ts'
import styles from './door.module.css'
import type { Credentials } from './sign-in.tsx'

/** The people of the demo company, one click each. A real installation has none and shows nothing. */
export function DemoLogins({ busy, onChoose }: { busy: boolean; onChoose: (login: Credentials) => void }) {
  const { t } = useTranslation(['console', 'common'])
  const query = $api.useQuery('get', '/api/v1/demo-logins', {}, { retry: false, staleTime: Number.POSITIVE_INFINITY })
  const logins = query.data?.items ?? []
  if (logins.length === 0) return null
  return (
    <section className={styles.choices}>
      <h2 className={styles.choicesTitle}>{t('signIn.demo')}</h2>
      <p className={styles.choicesHint}>{t('signIn.demoHint')}</p>
      {logins.map(({ email, password, name, role }) => (
        <button
          key={email}
          type="button"
          className={styles.choice}
          disabled={busy}
          onClick={() => onChoose({ email, password })}
        >
          {name}
          <span className={styles.role}>{t(`common:role.${role}`)}</span>
        </button>
      ))}
    </section>
  )
}
