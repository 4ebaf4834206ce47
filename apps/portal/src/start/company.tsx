import { EmptyState } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'

/** The bare address names no company: the label on the product does. */
export function Company() {
  const { t } = useTranslation('portal')
  return <EmptyState as="h1" icon="scan" title={t('start.heading')} hint={t('start.scanFirst')} />
}
