import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Go } from '../go.tsx'
import styles from './door.module.css'
import { Door } from './door.tsx'

/** A link that is used up or too old says so and offers a new one. */
export function BadLink({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('console')
  return (
    <Door title={t('signIn.linkBad')} hint={t('signIn.linkBadHint')}>
      {children}
      <Go to={paths.forgot()} className={styles.link}>
        {t('signIn.forgotSend')}
      </Go>
      <Go to={paths.signIn()} className={styles.link}>
        {t('signIn.back')}
      </Go>
    </Door>
  )
}
