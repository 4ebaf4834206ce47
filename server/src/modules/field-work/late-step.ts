import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { setStepTime } from '../dispatch/index.ts'
import type { TapCall } from './status.ts'
import { timeKept, writeWorkTime } from './time-sheet.ts'
import type { Work } from './work.ts'

interface ToldStep {
  id: string
  body: unknown
  received_at: Date
  person_id: string
}

/**
 * The desk believes a step that was told late: it stands among the stamps, and among the times of the visit while it is still
 * its technician's. A time sheet that was computed before is computed anew; what it said until then is kept beside it.
 */
export async function takeOverStep(call: TapCall, work: Work, told: ToldStep, at: Date): Promise<void> {
  const { tx } = call
  const { status, lat, lon } = told.body as { status: string; lat?: number; lon?: number }
  await tx
    .insertInto('field_work.stamp')
    .values({
      ...{ id: newId(), visit_id: work.id, status, at, received_at: told.received_at },
      ...{ lat: lat ?? null, lon: lon ?? null, by_person: told.person_id },
    })
    .execute()
  const set = { to: status, at, technicianId: told.person_id }
  await recomputed(call, work, { id: told.id, status }, () => setStepTime(tx, work.id, set))
}

/** What was told late changes the figures of a visit that has ended: what they were stays beside what they are. */
export async function recomputed(
  { tx, actor, now }: TapCall,
  work: Work,
  { id, status }: { id: string; status: string },
  write: () => Promise<{ version: number; finished_at: Date | null } | null>,
): Promise<void> {
  const before = await timeKept(tx, work.id)
  const visit = await write()
  if (!before || !visit) return
  await writeWorkTime(tx, work.id, visit.finished_at ?? now)
  const after = (await timeKept(tx, work.id))!
  if (JSON.stringify(before) === JSON.stringify(after)) return
  await tx
    .insertInto('field_work.work_time_change')
    .values({
      ...{ id: newId(), visit_id: work.id, told_id: id, status, changed_at: now, changed_by: actor.id },
      ...{ before: JSON.stringify(before), after: JSON.stringify(after) },
    })
    .execute()
  await announce(tx, actor, {
    type: 'visit.time_recomputed',
    subject: { type: 'visit', id: work.id, version: visit.version },
    threadId: work.requestId,
    stationId: work.stationId,
    data: { number: work.number, status, before, after },
  })
}
