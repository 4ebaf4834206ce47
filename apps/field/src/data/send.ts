import { type components, unreachable } from '@aftercare/api'
import type { call as callApi } from '../shell/api.ts'
import type { Op, Store, ToldOp, Visit } from './store.ts'
import { uploadFile } from './upload.ts'

type Call = typeof callApi
type Told = Visit | { id: string; version: number; status: string; next: string[] } | { visitId: string }

/** Tells the server one thing: first the picture it needs, then the thing itself; then everything that follows is rebased. */
export async function sendOp(store: Store, op: Op, call: Call): Promise<void> {
  if (op.givenUp) return giveUpAtDesk(store, op)
  const body = await withFile(store, op)
  const answer = await call(op.method, `/api/v1${op.path}`, {
    headers: {
      'Idempotency-Key': op.key,
      'X-Told': clockOf(store, op),
      ...(op.baseVersion === null ? {} : { 'If-Match': `"${op.baseVersion}"` }),
    },
    ...(body === null ? {} : { body }),
  })
  if (answer.status === TAKEN_LATE) await settleLate(store, op, (await answer.json()) as Late)
  else if (!op.path.startsWith('/visits/'))
    await store.transaction('rw', store.outbox, store.told, () => settled(store, op))
  else await settleAnswer(store, op, (await answer.json()) as Told)
}

async function giveUpAtDesk(store: Store, op: Op): Promise<void> {
  const { tellGivenUp } = await import('./given-up.ts').catch((error: unknown) => {
    throw unreachable(error)
  })
  await tellGivenUp(store, op)
}

const TAKEN_LATE = 202
type Late = components['schemas']['ToldLate']

/** When it happened by our clock, what we know of that clock, and who we are. */
function clockOf(store: Store, op: Op): string {
  const { offsetMs = 0, isSure = false } = op.clock ?? {}
  const at = new Date(op.createdAt).toISOString()
  const words = { at, offset: String(offsetMs), sure: isSure ? '1' : '0', phone: store.phoneId }
  return String(new URLSearchParams({ ...words, ...(op.isHanded ? { hand: '1' } : {}) }))
}

/** The plan went on meanwhile: the desk has it as it was told. The visit says so; whether it stays in the day the next reading shows. */
async function settleLate(store: Store, op: Op, { toldLate: { reason, number, nowWith } }: Late): Promise<void> {
  await store.transaction('rw', store.outbox, store.visits, store.told, async () => {
    await settled(store, op, { late: reason, of: { number, nowWith } })
    await store.visits.update(op.entityId, { late: reason, toldAt: Date.now() })
  })
}

/** Out of what waits, into what was told. */
export async function settled(store: Store, op: Op, late?: Pick<ToldOp, 'late' | 'of'>): Promise<void> {
  await store.outbox.delete(op.seq!)
  await store.told.put({ ...op, toldAt: Date.now(), ...late } as ToldOp)
}

async function withFile(store: Store, op: Op): Promise<Record<string, unknown> | null> {
  if (!op.blobId) return op.body
  const kept = await store.blobs.get(op.blobId)
  if (!kept) return op.body
  const tell = (percent: number) => store.uploads.put({ id: kept.id, percent })
  const fileId = kept.fileId ?? (await uploadFile(kept.blob, kept.name, tell))
  await store.uploads.delete(kept.id)
  if (!kept.fileId) await store.blobs.update(kept.id, { fileId })
  return { ...op.body, fileId }
}

/**
 * The server's versions become the base of what still waits (without this our own second step would conflict with our
 * first). Its view of the visit replaces ours only when nothing of ours is outstanding.
 */
async function settleAnswer(store: Store, op: Op, told: Told): Promise<void> {
  await store.transaction('rw', store.outbox, store.visits, store.told, async () => {
    await settled(store, op)
    // Said of the visit, not in it (an overrun): no version has changed.
    if (!('version' in told)) {
      await store.visits.update(op.entityId, { toldAt: Date.now() })
      return
    }
    const later = await store.outbox.where('entityId').equals(op.entityId).toArray()
    const report = 'report' in told ? told.report.version : null
    // What changes no version (a photo) only hears what somebody else made of it: that stays a question.
    const isOurs = op.needs !== null || op.type === 'signature'
    for (const one of isOurs ? later : []) {
      const base = one.needs === 'visit' ? told.version : one.needs === 'report' ? report : null
      const isStuck = one.state === 'conflict' || one.state === 'failed'
      if (base !== null && !isStuck) await store.outbox.update(one.seq!, { baseVersion: base })
    }
    const kept = await store.visits.get(op.entityId)
    if (!kept) return
    const visit = 'report' in told && later.length === 0 ? told : versionsOf(kept.visit, told)
    await store.visits.update(op.entityId, { visit, toldAt: Date.now() })
  })
}

function versionsOf(visit: Visit, told: Exclude<Told, { visitId: string }>): Visit {
  const version = told.version
  if (!('report' in told)) return { ...visit, version, next: told.next as Visit['next'] }
  return { ...visit, version, report: { ...visit.report, version: told.report.version } }
}
