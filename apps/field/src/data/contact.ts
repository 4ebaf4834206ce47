import { isProblem } from '@aftercare/api'
import { api } from '../shell/api.ts'
import { keepMeasured, measure } from './clock.ts'
import { dropTold, roomLeft } from './room.ts'
import type { Op, Store, ToldOp } from './store.ts'
import { leaveRevoked, SHUT_OUT } from './unsent.ts'
import { isRevoked, knownAgain, renewPhone } from './vault.ts'

const EVERY_MS = 30_000
/** A network that swallows the question leaves it open for minutes; nothing would be sent for so long. */
const ANSWER_MS = 20_000
/** What was told is kept so long: a backup that is put back is younger than that. */
const KEPT_MS = 7 * 86_400_000
const NEWEST = 10
const ASKED_AT_ONCE = 1000
/** What runs here: the mark of the built script; without a build there is none. */
const BUILD = /-([\w-]{8,})\.js$/.exec(
  document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '',
)?.[1]
const contacted = new WeakMap<Store, number>()

/**
 * Says how much waits here and hears what the server knows. The clock is measured by its answer. A database that was put back
 * to an earlier state is told again, in order, what it no longer knows. At most twice a minute unless `isDue`. True when the
 * server was asked and answered.
 */
export async function contact(store: Store, isDue = false): Promise<boolean> {
  if (!isDue && Date.now() - (contacted.get(store) ?? 0) < EVERY_MS) return false
  try {
    const { epoch, unknown } = await hear(store).catch(async (error: unknown) => {
      if (!isProblem(error) || error.status !== 404) throw error
      await knownAgain(personOf(store))
      return hear(store)
    })
    contacted.set(store, Date.now())
    await renewPhone(personOf(store))
    const before = await store.own.get('server')
    if (unknown.length > 0 || (before && before.epoch !== epoch)) await tellAgain(store)
    await store.own.put({ key: 'server', epoch })
    await dropTold(store, Date.now() - KEPT_MS)
    return true
  } catch (error) {
    const isShutOut = isRevoked(error) || (isProblem(error) && error.status === 401)
    if (isShutOut) await leaveRevoked()
    if (isShutOut) dispatchEvent(new Event(SHUT_OUT))
    throw error
  }
}

const personOf = (store: Store) => store.name.replace('aftercare-field-', '')

/** Of what waits, this much is told thing by thing. */
const MOST_NAMED = 100

const unsentOf = ({ type, entityId, createdAt, state, givenUp, refusal }: Op) => ({
  ...{ kind: type, visitId: entityId, at: new Date(createdAt).toISOString() },
  state: givenUp || state === 'inflight' ? ('pending' as const) : state,
  ...(refusal && !givenUp ? { why: refusal.title.slice(0, 200) } : {}),
})

async function hear(store: Store) {
  const waiting = await store.outbox.toArray()
  const told = (await store.told.orderBy('toldAt').primaryKeys()).slice(-NEWEST)
  const newest = (await store.told.bulkGet(told)).flatMap((op) => op?.key ?? [])
  const oldest = waiting.length > 0 ? Math.min(...waiting.map((op) => op.createdAt)) : null
  const left = await roomLeft()
  const sentAt = Date.now()
  const { data } = await api.PUT('/api/v1/field/phones/{id}/contact', {
    params: { path: { id: store.phoneId } },
    signal: AbortSignal.timeout(ANSWER_MS),
    body: {
      waiting: waiting.length,
      deviceAt: new Date(sentAt).toISOString(),
      stuck: waiting.filter((op) => op.state === 'failed' || op.state === 'conflict').length,
      ...(oldest === null ? {} : { oldestAt: new Date(oldest).toISOString() }),
      ...(left === null ? {} : { roomMb: Math.min(2_000_000_000, Math.floor(left / 1_000_000)) }),
      ...(BUILD ? { app: BUILD } : {}),
      keys: newest,
      unsent: waiting.slice(0, MOST_NAMED).map(unsentOf),
    },
  })
  keepMeasured(measure(Date.parse(data!.at), sentAt, Date.now(), performance.now()))
  return data!
}

/** Puts back into the box, at their old places, the operations the server never heard of as far as it knows. */
export async function tellAgain(store: Store): Promise<number> {
  const told = (await store.told.toArray()).sort((a, b) => a.seq! - b.seq!)
  const unknown = new Set<string>()
  for (let from = 0; from < told.length; from += ASKED_AT_ONCE) {
    const keys = told.slice(from, from + ASKED_AT_ONCE).map((op) => op.key)
    const { data } = await api.POST('/api/v1/field/unknown-keys', { body: { keys } })
    for (const key of data!.unknown) unknown.add(key)
  }
  const again = told.filter((op) => unknown.has(op.key))
  await store.transaction('rw', store.told, store.outbox, store.blobs, async () => {
    for (const op of again) await putBack(store, op)
  })
  return again.length
}

async function putBack(store: Store, { toldAt: _toldAt, late: _late, ...op }: ToldOp): Promise<void> {
  await store.told.delete(op.seq!)
  await store.outbox.put({ ...op, state: 'pending', attempts: 0, nextAt: 0 })
  // The server lost the picture with everything else; its hash says whether the bytes are still there.
  if (op.blobId)
    await store.blobs
      .where('id')
      .equals(op.blobId)
      .modify({ fileId: undefined as never })
}
