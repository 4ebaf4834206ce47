import type { z } from 'zod'
import { announce } from '../../kit/events.ts'
import { notify } from '../../kit/notices/notify.ts'
import { invalid } from '../../kit/problem.ts'
import { declineVisit, moveVisit, planners } from '../dispatch/index.ts'
import { colleaguesOf } from './colleagues.ts'
import { completeTold } from './completed-anyway.ts'
import type { Fact } from './fact.ts'
import type { handingOverBody } from './handing-over-shapes.ts'
import { holdReport } from './report.ts'
import { type TapCall, tapTold } from './status.ts'
import { findOwnWork, mustBeUnderWay, type Work } from './work.ts'

type Body = z.output<typeof handingOverBody>

/**
 * The technician cannot go on: why, what is done, what is left. Their part ends here and the order waits in the tray with what
 * they say; a colleague who was asked may take it from there. What a phone tells late is written as it was.
 */
export async function handOverJob(
  call: TapCall,
  visitId: string,
  id: string,
  input: Body,
  fact: Fact | null,
): Promise<void> {
  const { tx, actor } = call
  const work = await findOwnWork(tx, actor, visitId)
  const kept = await tx.selectFrom('field_work.handing_over').select('id').where('id', '=', id).executeTakeFirst()
  if (kept) return
  mustBeUnderWay(work)
  if (input.toId) await mustBeColleague(call, input.toId)
  await tx
    .insertInto('field_work.handing_over')
    .values({
      ...{ id, visit_id: visitId, work_order_id: work.workOrderId, station_id: work.stationId, from_id: actor.id! },
      ...{
        to_id: input.toId ?? null,
        reason: input.reason,
        done: input.done,
        left_to_do: input.left,
        told_at: input.at,
      },
    })
    .execute()
  await endOwnPart(call, work, input, fact)
  await tell(call, work, id, input)
}

async function mustBeColleague({ tx, actor }: TapCall, toId: string): Promise<void> {
  const colleagues = await colleaguesOf(tx, actor.id!)
  if (!colleagues.some((one) => one.id === toId)) throw invalid({ path: 'toId', code: 'validation.unknown_reference' })
}

const DECLINED: Record<string, string> = { skill_missing: 'skill_missing', part_missing: 'part_missing' }

/** Begun work ends as part done, with its parts and times; what had not begun is given back as declined. */
async function endOwnPart(call: TapCall, work: Work, input: Body, fact: Fact | null): Promise<void> {
  const { tx, actor } = call
  if (work.status === 'on_site') await tapTold(call, work.id, work.version, { status: 'working', at: input.at })
  if (work.status === 'on_site' || work.status === 'working') return endAsPartDone(call, work, input, fact)
  if (work.status === 'en_route')
    await moveVisit(call, work.id, { to: 'scheduled', at: new Date(input.at), ifMatch: null })
  const why = { reason: DECLINED[input.reason] ?? 'no_capacity', note: input.left }
  await declineVisit(tx, actor, work.id, why, null, { isSeatAsked: input.toId !== undefined })
}

async function endAsPartDone(call: TapCall, work: Work, input: Body, fact: Fact | null): Promise<void> {
  const report = await holdReport(call.tx, work.id)
  await call.tx
    .updateTable('field_work.report')
    .set({
      work_done: report.work_done ?? input.done,
      ...(report.signed_at ? {} : { unsigned_reason: report.unsigned_reason ?? input.left }),
      version: report.version + 1,
    })
    .where('visit_id', '=', work.id)
    .execute()
  const { version } = await findOwnWork(call.tx, call.actor, work.id)
  const ended = {
    outcome: 'not_fixed',
    restOfWork: input.left,
    at: input.at,
    ...(input.rest && { rest: input.rest }),
  } as const
  // What is unclear about parts is the desk's: nobody is there any more to be asked.
  const said: Fact = fact ?? {
    key: '',
    phoneId: null,
    deviceAt: new Date(input.at),
    offsetMs: 0,
    isSure: true,
    isHanded: false,
  }
  await completeTold(call, work.id, version, ended, said)
}

async function tell({ tx, actor }: TapCall, work: Work, id: string, input: Body): Promise<void> {
  const { reason, done, left, toId } = input
  const to = toId
    ? await tx.selectFrom('people.person').select('name').where('id', '=', toId).executeTakeFirst()
    : undefined
  const data = { number: work.number, technicianName: actor.name, reason, done, left, toName: to?.name ?? null }
  await announce(tx, actor, {
    type: 'visit.handed_over',
    subject: { type: 'visit', id: work.id },
    threadId: work.requestId,
    stationId: work.stationId,
    data,
  })
  const people = [...(work.stationId ? await planners(tx, work.stationId) : []), ...(toId ? [toId] : [])]
  await notify(
    tx,
    actor.tenantId,
    people.filter((one) => one !== actor.id),
    {
      kind: 'field-work:notice.handed_over',
      details: data,
      subject: { type: 'handing_over', id },
    },
  )
}
