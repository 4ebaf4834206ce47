import { useTranslation } from 'react-i18next'

export const roles = [
  'administrator',
  'service_desk',
  'dispatcher',
  'technician',
  'station_manager',
  'parts_keeper',
  'warranty_assessor',
  'quality_engineer',
  'service_manager',
  'integrator',
] as const
export type Role = (typeof roles)[number]

export const roleChoices = roles.map((value) => ({ value, label: `common:role.${value}` as const }))

/** What a station manager may give; the server decides again. */
export const stationRoles: readonly Role[] = ['technician', 'parts_keeper', 'service_desk']

export function useRoleNames(): (role: string) => string {
  const { t } = useTranslation('common')
  return (role) => t(`role.${role as Role}`)
}
