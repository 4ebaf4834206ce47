import type { Permission, Role } from '../permissions.ts'
import { problem } from './problem.ts'

/** Who is asking. `stations: 'all'` sees the whole company; otherwise only rows of these stations. */
export interface Actor {
  kind: 'person' | 'api_key' | 'customer' | 'system' | 'anonymous'
  tenantId: string
  /** person, API key or customer id; null for system and anonymous */
  id: string | null
  name: string
  roles: readonly Role[]
  permissions: ReadonlySet<Permission>
  stations: 'all' | readonly string[]
  language: string
  timeZone: string
}

export function can(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission)
}

export function mustBeAbleTo(actor: Actor, permission: Permission): void {
  if (!can(actor, permission)) throw problem('forbidden', 403, { permission })
}

/** For writes that place a row at a station: the actor must see that station. */
export function sees(actor: Actor, stationId: string | null): boolean {
  return actor.stations === 'all' || (stationId !== null && actor.stations.includes(stationId))
}

export function systemActor(tenantId: string): Actor {
  return {
    kind: 'system',
    tenantId,
    id: null,
    name: 'Aftercare',
    roles: [],
    permissions: new Set(),
    stations: 'all',
    language: 'en',
    timeZone: 'UTC',
  }
}
