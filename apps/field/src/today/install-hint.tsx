import { Button } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { forgetInstall, install, useInstallWay } from '../shell/install.ts'
import styles from './today.module.css'

/** Why and how to keep the app on the home screen; said once, below the jobs, and gone when the person says so. */
export function InstallHint() {
  const { t } = useTranslation(['field', 'common'])
  const way = useInstallWay()
  if (way === null) return null
  return (
    <section className={styles.install}>
      <h2 className={styles.label}>{t('install.title')}</h2>
      <p>{t('install.why')}</p>
      {way !== 'offer' && <p>{t(`install.${way}`)}</p>}
      {way === 'offer' && (
        <Button block onClick={() => void install()}>
          {t('install.do')}
        </Button>
      )}
      <Button kind="quiet" block onClick={forgetInstall}>
        {t('install.never')}
      </Button>
    </section>
  )
}
