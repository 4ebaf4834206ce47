import type { Tx } from '../../kit/db.ts'
import type { VisitRow } from './find.ts'
import { type Progress, STEPS } from './visit-progress.ts'

/**
 * The time of a step that is known better now: told by the visit's technician when the plan had gone on, and believed by the
 * desk. The state of the visit stays. A step nobody keeps a time of, or of somebody who no longer has the visit, changes
 * nothing: their hours are not the hours of who has it.
 * @returns the visit as it is now, null when nothing was changed
 */
export async function setStepTime(
  tx: Tx,
  visitId: string,
  { to, at, technicianId }: { to: string; at: Date; technicianId: string },
): Promise<VisitRow | null> {
  const stamp = STEPS[to as Progress]?.stamp
  if (!stamp) return null
  const row = await tx
    .updateTable('dispatch.visit')
    .set({ [stamp]: at })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', visitId)
    .where('technician_id', '=', technicianId)
    .where(stamp, 'is distinct from', at)
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}
