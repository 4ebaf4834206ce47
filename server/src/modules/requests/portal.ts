import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { cancelRow } from './cancellation.ts'
import { closeRow } from './closure.ts'
import { insertNote } from './conversation.ts'
import type { RequestRow } from './find.ts'
import { tell } from './notices.ts'
import { conversationOf, ownRequest, progressOf, stepOf, stepsOf } from './portal-view.ts'
import { reopenRow } from './reopening.ts'
import { cannotGo } from './states.ts'

/** Until when a customer may cancel alone: afterwards somebody may be on the way. */
const CANCEL_HOURS_BEFORE = 2

/** One request as its customer follows it, like a parcel. */
export async function viewOwnRequest(tx: Tx, actor: Actor, id: string, now: Date) {
  const row = await ownRequest(tx, actor, id)
  const so = (await progressOf(tx, [id])).get(id) ?? {}
  const until = cancelUntil(row, so.appointment?.from)
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    kind: row.kind,
    status: row.status,
    title: row.title,
    openedAt: row.opened_at,
    timeZone: row.time_zone,
    step: stepOf(row.status, so),
    words: await firstWords(tx, id),
    product: await productOf(tx, row),
    cover: row.cover_outcome,
    cancelled: row.status === 'cancelled',
    steps: stepsOf(row.opened_at, row.status, so),
    appointment: so.appointment
      ? { ...so.appointment, technician: so.onTheWayAt ? so.appointment.technician : null }
      : null,
    conversation: await conversationOf(tx, id),
    can: abilities(row, until, now),
    cancelUntil: until && until > now ? until : null,
    station: await stationOf(tx, row.station_id),
  }
}

function abilities(row: RequestRow, until: Date | null, now: Date): string[] {
  const can: string[] = []
  if (row.status !== 'cancelled') can.push('message')
  if (mayCancel(row) && (until === null || until > now)) can.push('cancel')
  if (row.status === 'resolved') can.push('sign_off')
  return can
}

const mayCancel = (row: RequestRow) => ['new', 'triaged', 'scheduled', 'waiting'].includes(row.status)

function cancelUntil(row: RequestRow, from: string | undefined): Date | null {
  if (!mayCancel(row) || !from) return null
  return new Date(Date.parse(from) - CANCEL_HOURS_BEFORE * 3_600_000)
}

/** The customer writes; whoever owns the request hears of it. */
export async function writeOwnMessage(
  tx: Tx,
  actor: Actor,
  id: string,
  said: { text: string; fileIds: string[] },
  now: Date,
) {
  const row = await ownRequest(tx, actor, id, true)
  if (row.status === 'cancelled') throw cannotGo(row, row.status)
  const noteId = await insertNote(tx, actor, row, { kind: 'inbound', language: actor.language, ...said }, now)
  return { id: noteId, at: now }
}

export async function cancelOwnRequest(tx: Tx, actor: Actor, id: string, reason: string, now: Date): Promise<void> {
  const row = await ownRequest(tx, actor, id, true)
  if (!mayCancel(row)) throw cannotGo(row, 'cancelled')
  const so = (await progressOf(tx, [id])).get(id) ?? {}
  const until = cancelUntil(row, so.appointment?.from)
  if (until && until <= now) throw problem('conflict.too_late_to_cancel', 409, { until, wayOn: 'call' })
  await cancelRow(tx, actor, row, { reason }, now)
  await tell(tx, [row.owner_id], 'customer_cancelled', row)
}

/** The customer says it is well done, which closes it, or that it is not, which reopens it. */
export async function signOff(
  tx: Tx,
  actor: Actor,
  id: string,
  said: { accepted: boolean; note: string | null },
  now: Date,
) {
  const row = await ownRequest(tx, actor, id, true)
  if (row.status === 'closed' && said.accepted) return
  if (row.status !== 'resolved')
    throw problem('conflict.not_resolved', 409, { from: row.status, to: 'closed', wayOn: 'wait' })
  if (said.accepted) await closeRow(tx, actor, row, 'done', said.note, now)
  else await reopenRow(tx, actor, row, said.note ?? '', now)
}

async function firstWords(tx: Tx, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('requests.verbatim')
    .select('text')
    .where('request_id', '=', id)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return row?.text ?? null
}

async function productOf(tx: Tx, row: RequestRow) {
  const asset = row.asset_id
    ? await tx
        .selectFrom('assets.asset as a')
        .innerJoin('assets.model as m', 'm.id', 'a.model_id')
        .select(['a.serial', 'm.name'])
        .where('a.id', '=', row.asset_id)
        .executeTakeFirst()
    : undefined
  return { serial: asset?.serial ?? null, name: asset?.name ?? null, text: row.product }
}

async function stationOf(tx: Tx, id: string | null) {
  if (!id) return null
  return (
    (await tx.selectFrom('network.station').select(['name', 'phone']).where('id', '=', id).executeTakeFirst()) ?? null
  )
}
