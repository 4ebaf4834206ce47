import type { Actor } from './actor.ts'

/** An actor as a job's payload can hold it: the job acts as this person could when they asked. */
export interface FrozenActor extends Omit<Actor, 'permissions'> {
  permissions: readonly string[]
}

export function freeze(actor: Actor): FrozenActor {
  return { ...actor, permissions: [...actor.permissions] }
}

export function thaw(frozen: FrozenActor): Actor {
  return { ...frozen, permissions: new Set(frozen.permissions) as Actor['permissions'] }
}
