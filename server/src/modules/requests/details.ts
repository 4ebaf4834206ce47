import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { type FieldError, invalid } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { type Answers, checkAnswers } from './answers.ts'
import { lockRequest, type RequestRow } from './find.ts'
import type { Kind } from './kinds.ts'
import { mustBeOpen } from './states.ts'

/** Who, what and where, as the desk finds out; absent = keep, null = clear. */
export interface Details {
  kind?: Kind | undefined
  language?: string | undefined
  customerId?: string | null | undefined
  contactId?: string | null | undefined
  assetId?: string | null | undefined
  addressId?: string | null | undefined
  product?: string | null | undefined
  answers?: Answers | undefined
  preferredSlots?: { date: string; part: string }[] | undefined
}

export async function changeDetails(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  to: Details,
): Promise<RequestRow> {
  const row = await lockRequest(tx, actor, id)
  mustBeOpen(row)
  const kind = to.kind ?? (row.kind as Kind)
  // Answers belong to the questions of a kind; those of another kind mean nothing.
  const answers = to.answers ?? (to.kind && to.kind !== row.kind ? {} : undefined)
  if (answers) checkAnswers(kind, answers)
  const customerId = to.customerId === undefined ? row.customer_id : to.customerId
  await mustBelong(tx, customerId, to)
  const asset = to.assetId ? await placeOfAsset(tx, to.assetId) : null
  const addressId = to.addressId === undefined && asset && !row.address_id ? asset.address_id : to.addressId
  const zone = await zoneOf(tx, addressId)
  return edit<RequestRow>(tx, actor, {
    table: 'requests.request',
    id,
    ifMatch,
    visible: visibleTo(actor, 'station_id'),
    patch: {
      kind: to.kind,
      language: to.language,
      customer_id: to.customerId === undefined && !row.customer_id && asset ? asset.customer_id : to.customerId,
      contact_id:
        to.contactId ?? (to.customerId !== undefined && to.customerId !== row.customer_id ? null : to.contactId),
      asset_id: to.assetId,
      address_id: addressId,
      product: to.product,
      answers,
      preferred_slots: to.preferredSlots ? JSON.stringify(to.preferredSlots) : undefined,
      country: zone?.country,
      time_zone: zone?.time_zone,
      // Another product, another cover: decided anew by the reaction.
      cover_outcome: to.assetId === undefined || to.assetId === row.asset_id ? undefined : null,
      decision_id: to.assetId === undefined || to.assetId === row.asset_id ? undefined : null,
    },
    news: {
      type: 'request.changed',
      subjectType: 'request',
      threadId: id,
      stationId: row.station_id,
      data: { number: row.number },
    },
  })
}

/** A contact or an address of somebody else would send the technician, or the mail, to a stranger. */
async function mustBelong(tx: Tx, customerId: string | null, to: Details): Promise<void> {
  const wrong: FieldError[] = []
  const check = async (path: string, of: 'parties.contact' | 'parties.address', id: string | null | undefined) => {
    if (!id) return
    const row = await tx.selectFrom(of).select('customer_id').where('id', '=', id).executeTakeFirst()
    if (!row || row.customer_id !== customerId) wrong.push({ path, code: 'validation.unknown_reference' })
  }
  await check('contactId', 'parties.contact', to.contactId)
  await check('addressId', 'parties.address', to.addressId)
  if (wrong.length > 0) throw invalid(...wrong)
}

async function placeOfAsset(tx: Tx, assetId: string) {
  const row = await tx
    .selectFrom('assets.asset')
    .select(['customer_id', 'address_id'])
    .where('id', '=', assetId)
    .executeTakeFirst()
  if (!row) throw invalid({ path: 'assetId', code: 'validation.unknown_reference' })
  return row
}

async function zoneOf(tx: Tx, addressId: string | null | undefined) {
  if (!addressId) return undefined
  return tx
    .selectFrom('parties.address')
    .select(['country', 'time_zone'])
    .where('id', '=', addressId)
    .executeTakeFirst()
}
