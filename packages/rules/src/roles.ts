export const ROLES = [
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
export type Role = (typeof ROLES)[number]

/** What a station manager may give to the people of the own stations; every other role comes from an administrator. */
export const STATION_ROLES: readonly Role[] = ['technician', 'parts_keeper', 'service_desk']
