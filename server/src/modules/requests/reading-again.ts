import type { Impact, Urgency } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { lockRequest, type RequestRow } from './find.ts'
import { type NewReading, readRequest } from './triage.ts'

/** For many at once: each from where it stands now, whatever version a list has shown. */
export async function readAgain(tx: Tx, actor: Actor, id: string, said: NewReading, now: Date): Promise<RequestRow> {
  const { version } = await lockRequest(tx, actor, id)
  return readRequest(tx, actor, id, version, said, now)
}

/** Takes the actor's own last reading back: impact and urgency are those before it. What somebody else read since stays. */
export async function takeReadingBack(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
  now: Date,
): Promise<RequestRow> {
  const row = await lockRequest(tx, actor, id)
  const [last, before] = await tx
    .selectFrom('requests.reading')
    .select(['by_person', 'impact', 'urgency'])
    .where('request_id', '=', id)
    .where('version', 'in', [row.reading_version, row.reading_version - 1])
    .orderBy('version', 'desc')
    .execute()
  if (!last || !before || last.by_person !== actor.id) throw problem('conflict.read_since', 409)
  const said = { impact: before.impact as Impact, urgency: before.urgency as Urgency, reason }
  return readRequest(tx, actor, id, row.version, said, now)
}
