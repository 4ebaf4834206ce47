import { EmptyState } from '@aftercare/ui'
import { Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { firstPath } from './rail-entries.ts'
import { useSession } from './session.ts'

/** Leads to the screen the person's role starts the day with. */
export function Home() {
  const { t } = useTranslation('common')
  const path = firstPath(useSession())
  if (path !== null) return <Navigate to={path} replace />
  return <EmptyState icon="lock" title={t('empty.noPermission')} hint={t('empty.noPermissionHint')} />
}
