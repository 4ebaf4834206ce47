import { type Actor, mustBeAbleTo } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { portalLink } from '../../kit/company/portal-link.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { meetClock } from './clocks.ts'
import { lockRequest, type RequestRow } from './find.ts'
import { cannotGo } from './states.ts'

export interface NewNote {
  kind: 'note' | 'reply'
  text: string
  language: string | null
  fileIds: readonly string[]
}

/** Writes an internal note, or replies to the customer: the first reply keeps the promise to respond and names an owner. */
export async function writeNote(
  call: { tx: Tx; actor: Actor; services: Services; now: Date },
  id: string,
  note: NewNote,
) {
  const { tx, actor, now } = call
  if (note.kind === 'reply') mustBeAbleTo(actor, 'requests.reply')
  const row = await lockRequest(tx, actor, id)
  if (row.merged_into || (note.kind === 'reply' && row.status === 'cancelled')) throw cannotGo(row, row.status)
  const noteId = await insertNote(tx, actor, row, note, now)
  if (note.kind === 'reply') await afterReply(call, row, note)
  return { id: noteId, at: now }
}

export async function insertNote(
  tx: Tx,
  actor: Actor,
  row: RequestRow,
  note: { kind: 'note' | 'reply' | 'inbound'; text: string; language: string | null; fileIds: readonly string[] },
  now: Date,
): Promise<string> {
  const id = newId()
  const isPublic = note.kind !== 'note'
  await tx
    .insertInto('requests.note')
    .values({
      id,
      request_id: row.id,
      kind: note.kind,
      text: note.text,
      language: note.language ?? row.language,
      file_ids: [...note.fileIds],
      at: now,
      by_person: actor.kind === 'person' ? actor.id : null,
      by_name: actor.name,
    })
    .execute()
  await attachFiles(tx, actor, note.fileIds, { type: 'request', id: row.id, stationId: row.station_id, isPublic })
  const type = { note: 'request.noted', reply: 'request.replied', inbound: 'request.answered' }[note.kind]
  await announce(tx, actor, {
    type,
    subject: { type: 'request', id: row.id },
    threadId: row.id,
    stationId: row.station_id,
    isPublic,
    data: { noteId: id, number: row.number },
  })
  return id
}

/** The promise to respond is kept by a person who answers for it: whoever replies first owns a request that nobody owns. */
async function afterReply(
  { tx, actor, services, now }: { tx: Tx; actor: Actor; services: Services; now: Date },
  row: RequestRow,
  note: NewNote,
) {
  const owner = row.owner_id ?? (actor.kind === 'person' ? actor.id : null)
  if (!row.first_reply_at && owner) {
    await tx
      .updateTable('requests.request')
      .set({ first_reply_at: now, owner_id: owner })
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', row.id)
      .execute()
    await meetClock(tx, row.id, ['respond'], now)
    if (owner !== row.owner_id) await nameOwner(tx, actor, row, owner)
  }
  const to = await mailAddressOf(tx, row)
  if (!to) return
  await queueMail(tx, {
    to: to.email,
    language: row.language,
    template: 'notice',
    values: {
      number: row.number,
      title: row.title,
      name: to.name,
      text: note.text,
      url: await portalLink(tx, services, `/requests/${row.id}`),
    },
    fileIds: note.fileIds,
    subject: { type: 'request', id: row.id },
  })
}

async function nameOwner(tx: Tx, actor: Actor, row: RequestRow, owner: string): Promise<void> {
  await announce(tx, actor, {
    type: 'request.assigned',
    subject: { type: 'request', id: row.id, version: row.version + 1 },
    threadId: row.id,
    stationId: row.station_id,
    data: { number: row.number, owner: actor.name, changes: { ownerId: { from: row.owner_id, to: owner } } },
  })
}

/** Where mail about a request goes: to the contact who asked, else to the customer. */
export async function mailAddressOf(tx: Tx, row: { contact_id: string | null; customer_id: string | null }) {
  const contact = row.contact_id
    ? await tx
        .selectFrom('parties.contact')
        .select(['email', 'name'])
        .where('id', '=', row.contact_id)
        .executeTakeFirst()
    : undefined
  if (contact?.email) return { email: contact.email, name: contact.name }
  if (!row.customer_id) return null
  const customer = await tx
    .selectFrom('parties.customer')
    .select(['email', 'name'])
    .where('id', '=', row.customer_id)
    .executeTakeFirst()
  return customer?.email ? { email: customer.email, name: customer.name } : null
}
