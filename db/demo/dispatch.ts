import type { Actor } from '../../server/src/kit/actor.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { needParts } from '../../server/src/modules/dispatch/needed-parts.ts'
import { offerOrder } from '../../server/src/modules/dispatch/offers.ts'
import { partnersFor } from '../../server/src/modules/dispatch/partners.ts'
import { startRun } from '../../server/src/modules/dispatch/planning-runs.ts'
import { dayText } from './organisation.ts'
import { actorOf } from './packs.ts'

const DAY = 864e5
type Person = { id: string; name: string; email: string }

/** Orders that wait for parts, one that is offered to partners in turn, and two plans for tomorrow to compare. */
export async function writeDispatch(tx: Tx, people: readonly Person[], tenantId: string, now: Date): Promise<void> {
  const actor = actorOf(people, 'dispatch@', tenantId, 'dispatcher')
  const waiting = await tx
    .selectFrom('dispatch.work_order')
    .select('id')
    .where('status', '=', 'unscheduled')
    .where('priority', 'in', ['P3', 'P4', 'P5'])
    .orderBy('created_at', 'desc')
    .limit(4)
    .execute()
  const [soon, unknown, ready, offered] = waiting.map(({ id }) => id)
  const part = { code: 'AC-FAN-03', quantity: 1, expectedOn: null, isReady: false }
  const inDays = (days: number) => dayText(new Date(now.getTime() + days * DAY))
  if (soon) await needParts(tx, actor, soon, [{ ...part, expectedOn: inDays(2) }])
  if (unknown) await needParts(tx, actor, unknown, [{ ...part, code: 'AC-PCB-02' }])
  if (ready) await needParts(tx, actor, ready, [{ ...part, isReady: true, quantity: 2 }])
  if (offered) await offer(tx, actor, offered, now)
  const run = {
    kind: 'day',
    from: inDays(1),
    seconds: 1,
    freezeMinutes: 30,
    overtimeMinutes: 0,
    giveWay: false,
  } as const
  // Jobs: the plans are there when the server has run for a moment.
  await startRun({ tx, actor, now }, { ...run, keepPromises: true, name: '明日方案：不动承诺' })
  await startRun({ tx, actor, now }, { ...run, keepPromises: false, name: '明日方案：里程最少' })
}

async function offer(tx: Tx, actor: Actor, orderId: string, now: Date): Promise<void> {
  const [first, ...others] = (await partnersFor(tx, actor, orderId)).filter((one) => one.able > 0)
  if (!first) return
  const next = others.slice(0, 2).map((one) => one.id)
  await offerOrder({ tx, actor, now }, orderId, { stationId: first.id, hours: 24, next })
}
