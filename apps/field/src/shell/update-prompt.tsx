import { useRegisterSW } from 'virtual:pwa-register/react'
import { Button } from '@aftercare/ui'
import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Store } from '../data/store.ts'
import { UNDER_WAY } from '../data/which-day.ts'
import styles from './update-prompt.module.css'

/** A new worker takes over at once, unless the old one has something in hand (`public/past-worker.js`); that ends with the page. */
const TAKEN_OVER_MS = 3000

/**
 * A new version waits until the person says so, and is not even offered under a job, in whichever tab: taking it reloads them
 * all, and nobody loses a half-filled screen.
 */
export function UpdatePrompt({ store }: { store: Store }) {
  const { t } = useTranslation('field')
  const {
    needRefresh: [ready],
    updateServiceWorker,
  } = useRegisterSW()
  const isAtWork = useLiveQuery(
    async () => (await store.visits.toArray()).some((one) => UNDER_WAY.includes(one.visit.status)),
    [store],
  )
  const [busy, setBusy] = useState(false)
  const update = () => {
    setBusy(true)
    void updateServiceWorker(true)
    setTimeout(() => location.reload(), TAKEN_OVER_MS)
  }
  if (!ready || isAtWork !== false) return null
  return (
    <div className={styles.prompt} role="status">
      {t('update.ready')}
      <Button kind="quiet" busy={busy} onClick={update}>
        {t('update.now')}
      </Button>
    </div>
  )
}
