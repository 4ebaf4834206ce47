import { ROLES, type Role } from '@aftercare/rules'
import { useTranslation } from 'react-i18next'

export const roleChoices = ROLES.map((value) => ({ value, label: `common:role.${value}` as const }))

export function useRoleNames(): (role: string) => string {
  const { t } = useTranslation('common')
  return (role) => t(`role.${role as Role}`)
}
