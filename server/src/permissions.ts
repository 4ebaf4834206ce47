import { ROLES, type Role } from '@aftercare/rules'

export { ROLES, type Role }

const everyone = ROLES
const office = ['service_desk', 'dispatcher', 'station_manager', 'service_manager'] as const
const readers = [...office, 'technician', 'parts_keeper', 'warranty_assessor', 'quality_engineer'] as const

/** Permission → the roles that have it. The administrator has them all; an integrator's API key names its own. */
const TABLE = {
  'session.own': everyone,
  'views.save': everyone,
  'views.share': ['station_manager', 'service_manager'],
  'files.upload': everyone,
  'files.read': everyone,
  'search.use': readers,
  'tasks.own': everyone,
  'company.read': everyone,
  'company.change': [],
  'calendars.read': readers,
  'calendars.change': ['service_manager'],
  'people.read': [...office, 'quality_engineer', 'warranty_assessor'],
  'people.change': ['station_manager', 'service_manager'],
  'people.grant_roles': [],
  'people.invite': ['station_manager'],
  'api_keys.manage': ['integrator'],
  'network.read': readers,
  'network.change': ['service_manager'],
  'parties.read': readers,
  'parties.change': ['service_desk', 'dispatcher', 'station_manager', 'service_manager'],
  'parties.merge': ['service_desk', 'service_manager'],
  'assets.read': readers,
  'assets.change': ['service_desk', 'station_manager', 'service_manager', 'technician', 'quality_engineer'],
  'assets.catalogue': ['service_manager', 'quality_engineer'],
  'assets.labels': ['service_desk', 'station_manager', 'service_manager'],
  'parts.read': readers,
  'parts.catalogue': ['parts_keeper', 'service_manager'],
  'parts.places': ['parts_keeper', 'service_manager'],
  'parts.book': ['parts_keeper', 'technician', 'station_manager', 'service_manager'],
  'parts.ask': ['parts_keeper', 'technician', 'dispatcher', 'service_desk', 'station_manager', 'service_manager'],
  'parts.buy': ['parts_keeper', 'service_manager'],
  'parts.judge': ['warranty_assessor', 'quality_engineer', 'parts_keeper'],
  'parts.close': ['service_manager'],
  'entitlement.decide': readers,
  'entitlement.void': ['warranty_assessor', 'service_manager'],
  'entitlement.appeal': ['service_desk', 'dispatcher', 'station_manager', 'service_manager'],
  'entitlement.goodwill_read': [...office, 'warranty_assessor', 'quality_engineer'],
  'entitlement.goodwill': ['service_desk', 'station_manager', 'warranty_assessor', 'service_manager'],
  'entitlement.goodwill_approve': ['station_manager', 'warranty_assessor', 'service_manager'],
  'entitlement.limits': [],
  'entitlement.suppliers': ['warranty_assessor', 'quality_engineer', 'service_manager'],
  'entitlement.packs': [...office, 'warranty_assessor', 'quality_engineer'],
  'entitlement.packs_change': ['warranty_assessor', 'service_manager'],
  'entitlement.packs_approve': ['warranty_assessor', 'service_manager'],
  'contracts.read': readers,
  'contracts.sell': ['service_desk', 'station_manager', 'service_manager'],
  'contracts.override': ['service_manager'],
  'contracts.change': ['station_manager', 'service_manager'],
  'contracts.plan': [...office],
  'contracts.products': ['service_manager'],
  'requests.read': readers,
  'requests.open': [...office, 'technician'],
  'requests.change': [...office],
  'requests.note': readers,
  'requests.reply': [...office],
  'requests.close': [...office],
  'requests.merge': ['service_desk', 'service_manager'],
  'requests.import': ['service_manager', 'integrator'],
  'requests.export': [...office, 'quality_engineer'],
  'dispatch.read': [...office, 'technician'],
  'dispatch.plan': ['dispatcher', 'station_manager', 'service_desk', 'service_manager'],
  'dispatch.override': ['dispatcher', 'station_manager', 'service_manager'],
  'dispatch.rules': ['service_manager'],
  'dispatch.answer_offer': ['station_manager', 'dispatcher'],
  'field_work.read': readers,
  'field_work.do': ['technician'],
  'field_work.checklists': ['service_manager', 'quality_engineer'],
  'billing.read': [...office, 'technician', 'warranty_assessor'],
  'billing.quote': [...office, 'technician'],
  'billing.invoice': ['service_desk', 'station_manager', 'service_manager', 'technician'],
  'billing.pay': ['service_desk', 'station_manager', 'service_manager', 'technician'],
  'billing.credit': ['station_manager', 'service_manager'],
  'billing.prices': ['service_manager'],
  'billing.settings': ['service_manager'],
  'voice.read': [...office, 'quality_engineer'],
  'voice.call': ['service_desk', 'service_manager', 'station_manager'],
  'voice.scripts': ['service_manager'],
  'insight.read': [
    'service_manager',
    'station_manager',
    'quality_engineer',
    'warranty_assessor',
    'service_desk',
    'dispatcher',
  ],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof TABLE
export const PERMISSIONS = Object.keys(TABLE) as Permission[]

export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  if (roles.includes('administrator')) return new Set(PERMISSIONS)
  return new Set(PERMISSIONS.filter((permission) => TABLE[permission].some((role) => roles.includes(role))))
}
