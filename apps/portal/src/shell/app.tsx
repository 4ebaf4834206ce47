import { EmptyState, LanguageSwitch, SkeletonCard, ThemeSwitch, ToastProvider } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { screens } from '../routes.tsx'
import styles from './app.module.css'
import { Routes } from './router.tsx'

export function App() {
  const { t } = useTranslation(['common', 'portal'])
  const missing = <EmptyState as="h1" icon="search" title={t('error.notFoundTitle')} hint={t('error.notFoundHint')} />
  return (
    <ToastProvider>
      <main className={styles.page}>
        <Routes screens={screens} missing={missing} waiting={<SkeletonCard lines={5} />} />
      </main>
      <footer className={styles.foot}>
        <LanguageSwitch />
        <ThemeSwitch />
        <p>{t('portal:footer.privacy')}</p>
      </footer>
    </ToastProvider>
  )
}
