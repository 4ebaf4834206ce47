import { EmptyState } from '@aftercare/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import styles from './bar.module.css'

export function Missing() {
  const { t } = useTranslation(['common', 'field'])
  return (
    <EmptyState
      as="h1"
      icon="search"
      title={t('error.notFoundTitle')}
      hint={t('error.notFoundHint')}
      action={
        <Link className={styles.home} to={paths.today()}>
          {t('field:today.title')}
        </Link>
      }
    />
  )
}
