import type { components } from '@aftercare/api'
import { nextStates, type VisitState } from '@aftercare/rules'
import { timeNow } from './clock.ts'
import type { Found } from './decide.ts'
import { newId } from './ids.ts'
import { addOp } from './outbox.ts'
import { givePlace, type Place, type Position, placeNow, placeWait } from './place.ts'
import { mustHaveRoom } from './room.ts'
import type { Op, PriceList, Store, Visit, WorkLine } from './store.ts'
import { type NewLine, withShares, withSums } from './sums.ts'
import type { Taken } from './taken.ts'
import { factsToday } from './which-day.ts'

type Report = components['schemas']['VisitReport']

interface Change {
  op: Pick<Op, 'type' | 'method' | 'path' | 'body' | 'needs'> & { blobId?: string; placeUntil?: number }
  /** What the person sees at once. */
  apply: (visit: Visit) => Visit
}

/** One transaction: the change on the phone and the promise to tell the server. Killed in between, neither happened. */
export async function change(store: Store, visitId: string, what: Change): Promise<void> {
  await queued(store, visitId, what)
}

/** The same; gives its number among what waits. */
async function queued(store: Store, visitId: string, { op, apply }: Change): Promise<number | undefined> {
  return store.transaction('rw', store.visits, store.outbox, async () => {
    const kept = await store.visits.get(visitId)
    if (!kept) return undefined
    const { visit } = kept
    const baseVersion = op.needs === 'visit' ? visit.version : op.needs === 'report' ? visit.report.version : null
    const seq = await addOp(store, { ...op, path: `/visits/${visitId}${op.path}`, entityId: visitId, baseVersion })
    await store.visits.update(visitId, { visit: apply(visit) })
    return seq
  })
}

const STAMP: Record<string, 'enRouteAt' | 'arrivedAt' | 'startedAt' | 'finishedAt'> = {
  en_route: 'enRouteAt',
  on_site: 'arrivedAt',
  working: 'startedAt',
  no_access: 'finishedAt',
  done: 'finishedAt',
  part_done: 'finishedAt',
}

const moved = (visit: Visit, status: VisitState, at: string): Visit => ({
  ...visit,
  status,
  next: [...nextStates('visit', status)],
  [STAMP[status]!]: at,
  // What rested ends with the visit; the server says the same.
  ...(STAMP[status] === 'finishedAt' &&
    visit.pauses && { pauses: visit.pauses.map((one) => ({ ...one, until: one.until ?? at })) }),
})

/** Stored at once, wherever it was: nobody waits for the place. */
export async function tap(store: Store, visitId: string, status: VisitState, place: Place, note?: string) {
  const at = timeNow()
  const known: Position = placeNow(place)
  const body = { status, at, ...known, ...(note ? { note } : {}) }
  const seq = await queued(store, visitId, {
    op: { type: 'tap', method: 'PUT', path: '/status', body, needs: 'visit', ...placeWait(place) },
    apply: (visit) => ({
      ...moved(visit, status, at),
      stamps: [
        ...visit.stamps,
        { id: newId(), status, at, receivedAt: at, lat: known?.lat ?? null, lon: known?.lon ?? null },
      ],
    }),
  })
  void givePlace(store, seq, place)
}

export type Overrun = NonNullable<Visit['overrun']>

/** It takes longer than planned, and why; told again when more is known. */
export function tellOverrun(store: Store, visitId: string, { note, ...told }: Overrun): Promise<void> {
  const body = { ...told, ...(note ? { note } : {}) }
  return change(store, visitId, {
    op: { type: 'overrun', method: 'PUT', path: '/overrun', body, needs: null },
    apply: (visit) => ({ ...visit, overrun: { ...told, note } }),
  })
}

export function withdrawOverrun(store: Store, visitId: string): Promise<void> {
  return change(store, visitId, {
    op: { type: 'overrun_withdrawn', method: 'DELETE', path: '/overrun', body: null, needs: null },
    apply: (visit) => ({ ...visit, overrun: null }),
  })
}

type ReportPatch = Partial<
  Pick<
    Report,
    'answers' | 'symptomCode' | 'causeCode' | 'remedyCode' | 'findings' | 'workDone' | 'unsignedReason' | 'priceShown'
  >
>

/** Answers stand under the list they were given to, though a newer one may be in use when they arrive. */
async function listWorkedBy(store: Store, visitId: string) {
  const checklist = (await store.visits.get(visitId))?.visit.checklist
  return checklist && { checklistId: checklist.id, checklistVersion: checklist.version }
}

export async function writeReport(store: Store, visitId: string, patch: ReportPatch): Promise<void> {
  const list = patch.answers && (await listWorkedBy(store, visitId))
  return change(store, visitId, {
    op: { type: 'report', method: 'PUT', path: '/report', body: { ...patch, ...list }, needs: 'report' },
    apply: (visit) => ({
      ...visit,
      report: { ...visit.report, ...patch, answers: { ...visit.report.answers, ...patch.answers } },
    }),
  })
}

export async function putLine(store: Store, visit: Visit, line: NewLine, list: PriceList): Promise<void> {
  const { id, ...body } = line
  const shown = await withSums(visit, [line], await groundOn(store, list), null)
  return change(store, visit.id, {
    op: { type: 'line', method: 'PUT', path: `/lines/${id}`, body: given(body), needs: null },
    apply: () => shown,
  })
}

/** Why a part was replaced: told also when the customer has signed. */
export function tellReplacement(
  store: Store,
  visitId: string,
  lineId: string,
  reason: NonNullable<WorkLine['replaceReason']>,
): Promise<void> {
  return change(store, visitId, {
    op: { type: 'replacement', method: 'PUT', path: `/lines/${lineId}/replacement`, body: { reason }, needs: null },
    apply: (visit) => ({
      ...visit,
      lines: visit.lines.map((line) => (line.id === lineId ? { ...line, replaceReason: reason } : line)),
    }),
  })
}

export async function removeLine(store: Store, visit: Visit, lineId: string, list: PriceList): Promise<void> {
  const without = { ...visit, lines: visit.lines.filter((one) => one.id !== lineId) }
  const shown = await withSums(without, [], await groundOn(store, list), null)
  return change(store, visit.id, {
    op: { type: 'line_removed', method: 'DELETE', path: `/lines/${lineId}`, body: null, needs: null },
    apply: () => shown,
  })
}

/** By what a line is priced on this phone. */
export async function groundOn<L extends PriceList | null>(store: Store, list: L) {
  const day = await factsToday(store)
  const { partDuties, depositName } = day ?? {}
  return { list, rules: day?.rules ?? [], deposits: { partDuties, depositName } }
}

/**
 * What was found out about fault and product: the cover is decided anew at once, with the rules on the phone. False when
 * they cannot be used here (made for a newer app, or not loaded yet): then the server decides when it hears of it.
 */
export async function tellFound(store: Store, visit: Visit, found: Found, list: PriceList | null): Promise<boolean> {
  const ground = await groundOn(store, list)
  // Not on this phone yet, and no network: what was found is told all the same.
  const engine = await import('./decide.ts').catch(() => null)
  const cover = engine && (engine.decideHere(visit, ground.rules, engine.kindsOf(visit), found) as Visit['cover'])
  const shown = cover ? await withShares({ ...visit, cover }, ground) : visit
  const at = timeNow()
  const { fault, facts, meter } = found
  const body = { fault, facts, meter: meter && { kind: meter.kind, value: meter.value, at } }
  await change(store, visit.id, {
    op: { type: 'found', method: 'PUT', path: '/found-facts', body: given(body), needs: null },
    apply: () => shown,
  })
  return cover !== null
}

export const given = (body: object) =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== ''))

export interface NewPhoto {
  blob: Blob
  kind: Visit['photos'][number]['kind']
  checklistKey?: string | undefined
  caption?: string | undefined
  /** Left out: now. */
  taken?: Taken | undefined
  place: Place
  /** The same picture with its place written in, once that is known. */
  mark?: (place: NonNullable<Position>) => Promise<Blob>
  /** Of a film: how its file ends. */
  extension?: string
}

/**
 * The picture itself is kept apart: lists of visits stay small and quick. Refused (`NoRoom`) while there is still room for
 * everything else a day brings.
 */
export async function addPhoto(store: Store, visitId: string, photo: NewPhoto): Promise<void> {
  await mustHaveRoom(store, photo.blob.size)
  const id = newId()
  const { at: takenAt, says } = photo.taken ?? { at: timeNow(), says: 'clock' as const }
  const known = placeNow(photo.place)
  const facts = {
    kind: photo.kind,
    takenAt,
    ...given({ checklistKey: photo.checklistKey, caption: photo.caption, takenBy: says }),
    ...known,
  }
  const waits = placeWait(photo.place)
  const seq = await store.transaction('rw', store.visits, store.outbox, store.blobs, async () => {
    await store.blobs.add({
      id,
      visitId,
      blob: photo.blob,
      name: `${photo.kind}-${takenAt.slice(0, 10)}.${photo.extension ?? 'jpg'}`,
    })
    return queued(store, visitId, {
      op: { type: 'photo', method: 'PUT', path: `/photos/${id}`, body: facts, needs: null, blobId: id, ...waits },
      apply: (visit) => ({
        ...visit,
        photos: [
          ...visit.photos,
          {
            ...{
              id,
              fileId: id,
              kind: photo.kind,
              takenAt,
              takenBy: says,
              caption: photo.caption ?? null,
              mediaType: photo.blob.type,
            },
            checklistKey: photo.checklistKey ?? null,
            lat: known?.lat ?? null,
            lon: known?.lon ?? null,
          },
        ],
      }),
    })
  })
  void givePlace(store, seq, photo.place, photo.mark)
}

export async function removePhoto(store: Store, visitId: string, photoId: string): Promise<void> {
  const ops = await store.outbox.where('entityId').equals(visitId).toArray()
  const waiting = ops.find((op) => op.blobId === photoId)
  const without = (visit: Visit): Visit => ({ ...visit, photos: visit.photos.filter((one) => one.id !== photoId) })
  if (waiting?.state === 'pending') {
    // Never sent: taken back without a word to the server.
    await store.transaction('rw', store.visits, store.outbox, store.blobs, async () => {
      await store.outbox.delete(waiting.seq!)
      await store.blobs.delete(photoId)
      const kept = await store.visits.get(visitId)
      if (kept) await store.visits.update(visitId, { visit: without(kept.visit) })
    })
    return
  }
  await change(store, visitId, {
    op: { type: 'photo_removed', method: 'DELETE', path: `/photos/${photoId}`, body: null, needs: null },
    apply: without,
  })
}

export async function signVisit(
  store: Store,
  visitId: string,
  signed: { blob: Blob; name: string; role: string; hash: string },
): Promise<void> {
  const blobId = newId()
  const at = timeNow()
  const { name, role, hash } = signed
  await store.transaction('rw', store.visits, store.outbox, store.blobs, async () => {
    await store.blobs.add({ id: blobId, visitId, blob: signed.blob, name: 'signature.png' })
    await change(store, visitId, {
      op: { type: 'signature', method: 'PUT', path: '/signature', body: { name, role, hash, at }, needs: null, blobId },
      apply: (visit) => ({
        ...visit,
        report: { ...visit.report, signature: { name, role, at, hash, fileId: blobId } },
      }),
    })
  })
}

export async function completeVisit(
  store: Store,
  visitId: string,
  input: { outcome: NonNullable<Report['outcome']>; restOfWork?: string; rest?: Report['rest']; place: Place },
): Promise<void> {
  const at = timeNow()
  const { outcome, restOfWork, rest, place } = input
  const list = await listWorkedBy(store, visitId)
  const body = { outcome, at, ...placeNow(place), ...list, ...given({ restOfWork, rest }) }
  const facts = await factsToday(store)
  // Whatever is missing on the phone, a visit can be ended: the server labels the old parts as well.
  const labels = await import('./old-parts.ts').catch(() => null)
  const seq = await queued(store, visitId, {
    op: { type: 'completion', method: 'PUT', path: '/completion', body, needs: 'visit', ...placeWait(place) },
    apply: (visit) => ({
      ...moved(visit, restOfWork ? 'part_done' : 'done', at),
      report: { ...visit.report, outcome, restOfWork: restOfWork ?? null, rest: rest ?? null },
      oldParts: facts && labels ? labels.oldPartsHere(visit, facts, at) : visit.oldParts,
    }),
  })
  void givePlace(store, seq, place)
}

/** Where the person is in the job; not told to anybody. */
export async function keepStep(store: Store, visitId: string, step: string): Promise<void> {
  await store.visits.update(visitId, { step })
}
