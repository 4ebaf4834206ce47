import { StatusTag } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'

/** Whether somebody works here now. */
export function ActiveTag({ isActive }: { isActive: boolean }) {
  const { t } = useTranslation('people')
  return <StatusTag tone={isActive ? 'done' : 'neutral'}>{t(isActive ? 'state.active' : 'state.inactive')}</StatusTag>
}
