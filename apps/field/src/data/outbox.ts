import { ApiProblem, isProblem } from '@aftercare/api'
import { liveQuery } from 'dexie'
import { call } from '../shell/api.ts'
import { clockNow } from './clock.ts'
import { contact } from './contact.ts'
import { due, nextDue, waitAfter } from './queue.ts'
import { sendOp } from './send.ts'
import type { Op, Refusal, Store } from './store.ts'

const EVERY_MS = 20_000
const SOONEST_MS = 250
const MOST_UPLOADS = 5

/** Puts an operation into the box, in the same transaction as the change it tells of. */
export function addOp(
  store: Store,
  op: Omit<Op, 'seq' | 'key' | 'state' | 'attempts' | 'nextAt' | 'createdAt'>,
): Promise<number | undefined> {
  const { deviceAt, offsetMs, isSure } = clockNow()
  return store.outbox.add({
    ...op,
    key: crypto.randomUUID(),
    state: 'pending',
    attempts: 0,
    nextAt: 0,
    createdAt: deviceAt,
    clock: { offsetMs, isSure },
  })
}

/** Sends what can be sent, one tab at a time. Returns when nothing is due, at once when somebody is sending already. */
export async function drain(store: Store, send = sendOp): Promise<void> {
  await navigator.locks.request(lockOf(store), { ifAvailable: true }, async (lock) => {
    if (lock) await sendDue(store, send)
  })
}

/** Sends everything that can be sent now, whatever it waits for, and after whoever is sending: afterwards what is left is left. */
export async function drainAll(store: Store): Promise<void> {
  await navigator.locks.request(lockOf(store), async () => {
    await endWaits(store, true)
    await sendDue(store, sendOp)
  })
}

/** What was given up waits for its second thoughts all the same, unless nobody is there any more to have them. */
const endWaits = (store: Store, isLast = false) =>
  store.outbox
    .where('state')
    .equals('pending')
    .modify((op) => {
      if (isLast || !op.givenUp) op.nextAt = 0
      if (isLast) delete op.placeUntil
    })

const lockOf = (store: Store) => `outbox ${store.name}`

async function sendDue(store: Store, send: typeof sendOp): Promise<void> {
  // Whoever held the lock before was killed in the middle: the key makes sending again harmless.
  await store.outbox.where('state').equals('inflight').modify({ state: 'pending' })
  for (;;) {
    const ops = due(await store.outbox.toArray(), Date.now())
    if (ops.length === 0) return
    for (const op of ops) if (!(await sendOne(store, op, send))) return
  }
}

/** False when the server cannot be reached: then the rest waits, too. */
async function sendOne(store: Store, op: Op, send: typeof sendOp): Promise<boolean> {
  await store.outbox.update(op.seq!, { state: 'inflight' })
  try {
    await send(store, op, call)
    return true
  } catch (error) {
    if (!isProblem(error)) {
      await store.outbox.update(op.seq!, { state: 'failed', refusal: refusalOf(unknown(error)) })
      return true
    }
    if (op.blobId && isLostFile(error)) {
      // Uploaded and not told for so long that the server threw it away: uploaded once more.
      await store.blobs
        .where('id')
        .equals(op.blobId)
        .modify({ fileId: undefined as never })
      await store.outbox.update(op.seq!, { state: 'pending', attempts: op.attempts + 1, nextAt: 0 })
      return op.attempts < MOST_UPLOADS
    }
    const isAway = error.status === 0 || error.status >= 500 || error.status === 429 || error.status === 401
    if (isAway) {
      const attempts = op.attempts + 1
      await store.outbox.update(op.seq!, { state: 'pending', attempts, nextAt: Date.now() + waitAfter(attempts) })
      // Shut out: was this phone revoked? Asked at once, so that nothing stays on a lost one for longer than it must.
      if (error.status === 401) await contact(store, true).catch(() => undefined)
      return false
    }
    const state = error.code === 'conflict.version' || error.status === 412 ? 'conflict' : 'failed'
    await store.outbox.update(op.seq!, { state, refusal: refusalOf(error) })
    return true
  }
}

const isLostFile = (error: ApiProblem) =>
  error.errors.some((one) => one.path === 'fileIds' && one.code === 'validation.unknown_reference')

const unknown = (error: unknown) =>
  new ApiProblem({ code: 'internal', status: 0, title: error instanceof Error ? error.message : '' })

function refusalOf(error: ApiProblem): Refusal {
  return {
    status: error.status,
    code: error.code,
    title: error.title,
    errors: error.errors,
    changes: error.changes,
    ...(error.version === undefined ? {} : { version: error.version }),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
  }
}

/**
 * Keeps draining: after each new operation, when its wait is over, and at once when the network or the person comes back:
 * then nobody waits for the rest of a minute that was counted while there was no network.
 */
export function keepDraining(store: Store): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false
  const go = async () => {
    // First the server says what it knows: after a restore the lost goes before the new.
    const isHeard = await contact(store).catch(() => false)
    if (over) return
    // The network was there all the time and the server was not: nobody tells, and the waits were counted against nobody.
    if (isHeard) await endWaits(store)
    await drain(store)
    clearTimeout(timer)
    const next = Math.min(EVERY_MS, (nextDue(await store.outbox.toArray()) ?? Number.POSITIVE_INFINITY) - Date.now())
    if (!over) timer = setTimeout(go, Math.max(next, SOONEST_MS))
  }
  const wake = async () => {
    await endWaits(store)
    await go()
  }
  const back = () => void wake()
  const seen = () => document.visibilityState === 'visible' && back()
  let count = 0
  const watch = liveQuery(() => store.outbox.where('state').equals('pending').count()).subscribe((waiting) => {
    if (waiting > count) void go()
    count = waiting
  })
  addEventListener('online', back)
  document.addEventListener('visibilitychange', seen)
  back()
  return () => {
    over = true
    clearTimeout(timer)
    watch.unsubscribe()
    removeEventListener('online', back)
    document.removeEventListener('visibilitychange', seen)
  }
}

/** The person leaves it to the desk: it is kept there as told, and nothing of it is tried again. */
export async function handToDesk(store: Store, op: Op): Promise<void> {
  // Another way to say it is another operation: it needs a key of its own.
  const again = { key: crypto.randomUUID(), state: 'pending', attempts: 0, nextAt: 0 } as const
  await store.outbox.update(op.seq!, { ...again, isHanded: true })
  await drain(store)
}

/** Try again: at once, whatever it waited for. */
export async function retry(store: Store, seq: number): Promise<void> {
  await store.outbox.update(seq, { state: 'pending', attempts: 0, nextAt: 0 })
  await drain(store)
}

/** The person's choice after a conflict: their fields on top of the newest version, or nothing of it. */
export async function settle(store: Store, op: Op, keep: ReadonlySet<string> | 'all'): Promise<void> {
  const body = keep === 'all' ? op.body : only(op.body, keep)
  const version = op.refusal?.version === undefined ? op.baseVersion : Number(op.refusal.version)
  // Another body is another operation: it needs a key of its own.
  const anew = { key: crypto.randomUUID(), state: 'pending', attempts: 0, nextAt: 0 } as const
  const isNone = !body || Object.keys(body).length === 0
  await store.transaction('rw', store.outbox, async () => {
    const rest = op.body && Object.fromEntries(Object.entries(op.body).filter(([field]) => !(body && field in body)))
    const { seq: _seq, ...left } = op
    // What was not chosen is a fact, too: the desk reads who wrote it.
    if (isNone) await store.outbox.update(op.seq!, { ...anew, givenUp: { was: op.state } })
    else await store.outbox.update(op.seq!, { ...anew, body, baseVersion: version })
    if (!isNone && rest && Object.keys(rest).length > 0)
      await store.outbox.add({ ...left, ...anew, key: crypto.randomUUID(), body: rest, givenUp: { was: op.state } })
  })
  await drain(store)
}

const only = (body: Record<string, unknown> | null, keep: ReadonlySet<string>) =>
  body && Object.fromEntries(Object.entries(body).filter(([field]) => keep.has(field)))

const SECOND_THOUGHTS_MS = 10_000

/** Not done after all: the desk hears what it was. So long the person may take that back. */
export async function giveUp(store: Store, op: Op): Promise<void> {
  const again = { key: crypto.randomUUID(), state: 'pending', attempts: 0 } as const
  await store.outbox.update(op.seq!, { ...again, nextAt: Date.now() + SECOND_THOUGHTS_MS, givenUp: { was: op.state } })
}

/** As it stood before; false when the desk has heard of it already. */
export async function takeBack(store: Store, seq: number): Promise<boolean> {
  return store.transaction('rw', store.outbox, async () => {
    const op = await store.outbox.get(seq)
    if (op?.state !== 'pending' || !op.givenUp) return false
    const { givenUp, ...stays } = op
    await store.outbox.put({ ...stays, key: crypto.randomUUID(), state: givenUp.was, nextAt: 0 })
    return true
  })
}
