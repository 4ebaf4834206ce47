import { EmptyState } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'

export function NoPermission() {
  const { t } = useTranslation('common')
  return <EmptyState as="h1" icon="lock" title={t('empty.noPermission')} hint={t('empty.noPermissionHint')} />
}
