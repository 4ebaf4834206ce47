import { localDay } from '@aftercare/rules'
import type { Actor } from '../../server/src/kit/actor.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { giveBack } from '../../server/src/modules/dispatch/giving-back.ts'
import { needParts } from '../../server/src/modules/dispatch/needed-parts.ts'
import { answerOffer, offerOrder } from '../../server/src/modules/dispatch/offers.ts'
import { partnersFor } from '../../server/src/modules/dispatch/partners.ts'
import { startRun } from '../../server/src/modules/dispatch/planning-runs.ts'
import { permissionsOf } from '../../server/src/permissions.ts'
import { dayText } from './organisation.ts'
import { actorOf } from './packs.ts'

const DAY = 864e5
type Person = { id: string; name: string; email: string }

/** Orders that wait for parts, one that is offered to partners in turn, one that a station took and one it gave back, and two plans for tomorrow to compare. */
export async function writeDispatch(tx: Tx, people: readonly Person[], tenantId: string, now: Date): Promise<void> {
  const actor = actorOf(people, 'dispatch@', tenantId, 'dispatcher')
  const waiting = await tx
    .selectFrom('dispatch.work_order')
    .select(['id', 'station_id'])
    .where('status', '=', 'unscheduled')
    .where('priority', 'in', ['P3', 'P4', 'P5'])
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute()
  const station = await stationManager(tx, people, actor)
  // A station is offered what is not its own already.
  const [held, returned] = waiting.filter((one) => one.station_id !== station.stations?.[0]).map(({ id }) => id)
  const rest = waiting.map(({ id }) => id).filter((id) => id !== held && id !== returned)
  const [soon, unknown, ready, offered] = rest
  const part = { code: 'AC-FAN-03', quantity: 1, expectedOn: null, isReady: false }
  const inDays = (days: number) => dayText(new Date(now.getTime() + days * DAY))
  if (soon) await needParts(tx, actor, soon, [{ ...part, expectedOn: inDays(2) }])
  if (unknown) await needParts(tx, actor, unknown, [{ ...part, code: 'AC-PCB-02' }])
  if (ready) await needParts(tx, actor, ready, [{ ...part, isReady: true, quantity: 2 }])
  if (offered) await offer(tx, actor, offered, now)
  if (held) await taken(tx, actor, station, held, now)
  if (returned) {
    const offerId = await taken(tx, actor, station, returned, now)
    await giveBack({ tx, actor: station, now }, offerId, { reason: 'no_capacity', note: '本周两位师傅外出培训' })
  }
  const run = {
    kind: 'day',
    // Tomorrow where the dispatcher sits: by night it is another day in Greenwich.
    from: localDay(now.getTime() + DAY, 'Asia/Shanghai'),
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

async function stationManager(tx: Tx, people: readonly Person[], like: Actor): Promise<Actor> {
  const { id, name } = people.find(({ email }) => email.startsWith('station@'))!
  const { station_id } = await tx
    .selectFrom('people.role_grant')
    .select('station_id')
    .where('person_id', '=', id)
    .where('station_id', 'is not', null)
    .executeTakeFirstOrThrow()
  const roles = ['station_manager'] as const
  return { ...like, id, name, roles: [...roles], permissions: permissionsOf([...roles]), stations: [station_id!] }
}

async function taken(tx: Tx, actor: Actor, station: Actor, orderId: string, now: Date): Promise<string> {
  const [stationId] = station.stations as readonly string[]
  const { id } = await offerOrder({ tx, actor, now }, orderId, { stationId: stationId!, hours: 8 })
  await answerOffer({ tx, actor: station, now }, id, { answer: 'accepted' })
  return id
}
