import { useRegisterSW } from 'virtual:pwa-register/react'
import { Button } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import styles from './update-prompt.module.css'

/** A new version waits until the person says so: nobody loses a half-filled screen. */
export function UpdatePrompt() {
  const { t } = useTranslation('field')
  const {
    needRefresh: [ready],
    updateServiceWorker,
  } = useRegisterSW()
  if (!ready) return null
  return (
    <div className={styles.prompt} role="status">
      {t('update.ready')}
      <Button kind="quiet" onClick={() => void updateServiceWorker(true)}>
        {t('update.now')}
      </Button>
    </div>
  )
}
