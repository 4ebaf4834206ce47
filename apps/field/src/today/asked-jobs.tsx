import { Button } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import type { FieldDay } from '../data/store.ts'
import { useTellNow } from '../data/tell-now.ts'
import { useFacts } from '../data/use-store.ts'
import { api } from '../shell/api.ts'
import { useOnline } from '../shell/online.ts'
import styles from './today.module.css'

/** Jobs colleagues would hand over: taken only with a network, since dispatch may have planned them meanwhile. */
export function AskedJobs() {
  const asked = useFacts()?.asked ?? []
  return asked.map((one) => <Asked key={one.id} job={one} />)
}

function Asked({ job }: { job: FieldDay['asked'][number] }) {
  const { t } = useTranslation(['field', 'field-work'])
  const online = useOnline()
  const { tell, busy } = useTellNow()
  const params = { path: { id: job.id } }
  const answer = (given: 'accepted' | 'declined') =>
    tell(() => api.PUT('/api/v1/handing-overs/{id}/answer', { params, body: { answer: given } }))
  return (
    <article className={styles.next}>
      <h2 className={styles.label}>{t('handing.asked', { name: job.from })}</h2>
      <p className={styles.customer}>{job.customer ?? job.number}</p>
      <p className={styles.what}>{job.title}</p>
      {job.city && <p className={styles.place}>{job.city}</p>}
      <p className={styles.asset}>{t('handing.saidDone', { done: job.done })}</p>
      <p className={styles.asset}>{t('handing.saidLeft', { left: job.left })}</p>
      {!online && <p role="status">{t('handing.needsNetwork')}</p>}
      <Button kind="primary" block busy={busy} disabled={!online} onClick={() => void answer('accepted')}>
        {t('handing.take')}
      </Button>
      <Button kind="quiet" block disabled={!online || busy} onClick={() => void answer('declined')}>
        {t('handing.refuse')}
      </Button>
    </article>
  )
}
