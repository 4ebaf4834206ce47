import { EmptyState } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { Bar } from '../shell/bar.tsx'

export function Today() {
  const { t } = useTranslation('field')
  return (
    <>
      <Bar title={t('today.title')} />
      <EmptyState icon="check" title={t('today.empty')} hint={t('today.emptyHint')} />
    </>
  )
}
