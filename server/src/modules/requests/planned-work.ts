import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { bodyHash } from '../../kit/idempotency.ts'
import { openAtDesk } from './intake-console.ts'
import { intakeBody } from './shapes.ts'

export interface PlannedWork {
  /** The same key opens the same request, however often it is told. */
  key: string
  assetId: string
  customerId: string
  stationId: string | null
  /** Maintenance where it is not said. */
  kind?: 'maintenance' | 'repair'
  /** The request whose work it goes on with. */
  followUpOf?: string
  words: string
  summary: string
  language: string
}

/** A request nobody called for: a plan says that the work is due. */
export async function openPlannedWork(
  call: { tx: Tx; actor: Actor; services: Services; now: Date },
  { key, stationId, ...about }: PlannedWork,
): Promise<{ id: string; number: string }> {
  const body = intakeBody.parse({ kind: 'maintenance', channel: 'api', ...about, ...(stationId && { stationId }) })
  return openAtDesk({ ...call, body, key, bodyHash: bodyHash(body), goesOn: true })
}
