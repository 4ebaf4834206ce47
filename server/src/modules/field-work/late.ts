import { sql } from 'kysely'
import { announce } from '../../kit/events.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { type PartSource, useParts } from '../parts/index.ts'
import { usedOn } from './consequences.ts'
import type { TapCall } from './status.ts'
import { takeOver } from './take-over.ts'
import { when } from './told.ts'
import { findWork } from './work.ts'

interface Judgement {
  verdict: 'taken_over' | 'set_aside'
  note?: string | undefined
  /** What can no longer be written is noted as true. */
  noteRest?: boolean | undefined
  sources?: Record<string, PartSource> | undefined
  /** By line, what was read from the part since. */
  numbers?: Record<string, string> | undefined
}

/** Done when it was told; only a part of it was left to the desk. */
const isDone = (reason: string) => /^(parts\.|field_work\.(odd\.|reason_needed))/.test(reason)

/**
 * The desk says what becomes of something told late. Taken over, it is written into the visit as if it had come in time, and
 * parts are booked from where the desk says; what can no longer be written is said, and noted as true where the desk chooses so.
 */
export async function judgeLate(call: TapCall, id: string, ifMatch: number, input: Judgement) {
  const { tx, actor, now } = call
  // Who told it reads why: what happened does not go away without a word.
  if (input.verdict === 'set_aside' && !input.note?.trim()) throw invalid({ path: 'note', code: 'validation.required' })
  const told = await tx
    .selectFrom('field_work.told as t')
    .selectAll()
    .where('t.id', '=', id)
    .where('t.late_reason', 'is not', null)
    .where(visibleTo(actor, 't.station_id'))
    .forUpdate()
    .executeTakeFirst()
  if (!told) throw notFound('told')
  if (told.verdict) throw problem('conflict.state', 409, { from: told.verdict, to: input.verdict, next: [] })
  if (told.version !== ifMatch) throw problem('conflict.version', 409, { version: told.version })
  const at = when({ deviceAt: told.device_at, offsetMs: Number(told.offset_ms) })
  const work = told.visit_id ? await findWork(tx, actor, told.visit_id) : null
  const isTaken = input.verdict === 'taken_over' && work !== null
  if (isTaken && told.late_reason!.startsWith('parts.')) await bookFrom(call, work, input, at)
  const how = { at, isRestNoted: input.noteRest ?? false }
  const refused = isTaken && !isDone(told.late_reason!) ? await takeOver(call, work, told, how) : null
  await tx
    .updateTable('field_work.told')
    .set({
      verdict: input.verdict,
      note: input.note ?? null,
      judged_at: now,
      judged_by: actor.id,
      version: ifMatch + 1,
    })
    .where('id', '=', id)
    .execute()
  await announce(tx, actor, {
    type: 'visit.told_judged',
    subject: { type: 'told', id, version: ifMatch + 1 },
    threadId: work?.requestId ?? null,
    stationId: told.station_id,
    data: {
      number: work?.number ?? null,
      kind: told.kind,
      verdict: input.verdict,
      note: input.note ?? null,
      ...(refused && { refused }),
    },
  })
  return { id, version: ifMatch + 1 }
}

async function bookFrom(
  { tx, actor, now }: TapCall,
  work: Parameters<typeof usedOn>[1],
  { sources = {}, numbers = {} }: Judgement,
  at: Date,
): Promise<void> {
  await readSince(tx, work.id, numbers)
  for (const [lineId, source] of Object.entries(sources))
    await tx
      .updateTable('field_work.line')
      .set({ source })
      .where('id', '=', lineId)
      .where('visit_id', '=', work.id)
      .execute()
  await useParts(tx, actor, await usedOn(tx, work, now), new Date(Math.min(at.getTime(), now.getTime())), now)
}

/** The number of a part that was fitted without being scanned, in the column its part is kept by. */
async function readSince(tx: TapCall['tx'], visitId: string, numbers: Record<string, string>): Promise<void> {
  for (const [lineId, number] of Object.entries(numbers))
    await sql`
      update field_work.line l set part_batch = case when p.tracking = 'batch' then ${number} else l.part_batch end,
        part_serial = case when p.tracking = 'batch' then l.part_serial else ${number} end
      from parts.part p where p.tenant_id = l.tenant_id and p.number = l.code
        and l.tenant_id = kit.tenant() and l.id = ${lineId}::uuid and l.visit_id = ${visitId}::uuid`.execute(tx)
}
