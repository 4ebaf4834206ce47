/**
 * Who may use whom. Calls go down this map, news goes up as events; `test/architecture.test.ts` keeps it acyclic and kept.
 * A module not yet built is listed: its place is ready.
 */
export const MODULE_MAP = {
  people: [],
  parties: [],
  network: ['people'],
  assets: ['parties'],
  knowledge: ['assets'],
  parts: ['people', 'network', 'assets'],
  billing: ['people', 'network', 'parties', 'assets', 'parts'],
  contracts: ['network', 'parties', 'assets', 'billing'],
  entitlement: ['people', 'parties', 'assets', 'contracts'],
  requests: ['people', 'network', 'parties', 'assets', 'billing', 'entitlement', 'knowledge'],
  dispatch: ['people', 'network', 'parties', 'assets', 'parts', 'requests'],
  replenishment: ['network', 'parts', 'dispatch'],
  'field-work': [
    'people',
    'network',
    'parties',
    'parts',
    'assets',
    'billing',
    'entitlement',
    'knowledge',
    'requests',
    'dispatch',
  ],
  workshop: ['people', 'network', 'parts', 'assets', 'billing', 'entitlement', 'requests'],
  claims: ['network', 'parties', 'assets', 'parts', 'billing', 'entitlement', 'requests', 'field-work', 'workshop'],
  quality: ['assets', 'parts', 'knowledge', 'requests', 'field-work', 'workshop', 'claims'],
  campaigns: ['parties', 'assets', 'parts', 'entitlement', 'requests'],
  voice: ['people', 'network', 'parties', 'assets', 'requests', 'dispatch', 'field-work', 'workshop'],
  retention: ['parties', 'assets', 'contracts', 'requests', 'voice'],
  insight: ['*'],
} as const satisfies Record<string, readonly string[]>
