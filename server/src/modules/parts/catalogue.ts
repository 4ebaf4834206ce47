import { foldSerial } from '@aftercare/rules'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { holdBookings } from './closing.ts'
import { findableParts } from './findable.ts'
import { type Dangers, dangerFault } from './part-dangers.ts'
import type { kitBody, numberBody, PartBody, partPatch, successorBody, unitBody } from './shapes.ts'

export async function addPart(tx: Tx, actor: Actor, body: PartBody): Promise<string> {
  mustHaveWholeCore(body.coreMinor, body.coreCurrency)
  mustTravelSo(body)
  const id = newId()
  await tx
    .insertInto('parts.part')
    .values({ id, number_fold: foldSerial(body.number), ...columns(body), name: JSON.stringify(body.name) } as never)
    .execute()
  await findableParts(tx, [id])
  await told(tx, actor, id, 'part.added', { number: body.number })
  return id
}

const columns = (body: Partial<PartBody> & { isActive?: boolean }) => ({
  number: body.number,
  name: body.name,
  class_id: body.classId,
  unit: body.unit,
  decimals: body.decimals,
  tracking: body.tracking,
  shelf_life_days: body.shelfLifeDays,
  standard_minor: body.standardMinor,
  old_part_due_days: body.oldPartDueDays,
  customs_code: body.customsCode,
  hazard_code: body.hazardCode,
  origin_country: body.originCountry,
  un_number: body.unNumber,
  hazard_class: body.hazardClass,
  packing_group: body.packingGroup,
  lithium: body.lithium,
  net_grams: body.netGrams,
  needs_proof: body.needsProof,
  core_minor: body.coreMinor,
  core_currency: body.coreCurrency,
  repair_code: body.repairCode,
})

/** A deposit is money: an amount of a currency, or none. */
function mustHaveWholeCore(minor: string | null, currency: string | null): void {
  if (minor !== null && currency === null) throw invalid({ path: 'coreCurrency', code: 'validation.required' })
  if (minor === null && currency !== null) throw invalid({ path: 'coreMinor', code: 'validation.required' })
}

function mustTravelSo(of: Dangers): void {
  const fault = dangerFault(of)
  if (fault) throw invalid({ path: fault.field, code: fault.code })
}

const told = (tx: Tx, actor: Actor, id: string, type: string, data: Record<string, unknown>) =>
  announce(tx, actor, { type, subject: { type: 'part', id }, data })

/** What a quantity or its worth means changes only while there is none of it (case 20 of parts-planning.md). */
const NEEDS_EMPTY = ['unit', 'decimals', 'tracking', 'class_id', 'standard_minor'] as const

export async function changePart(
  tx: Tx,
  actor: Actor,
  id: string,
  body: z.output<typeof partPatch>,
  ifMatch: number,
): Promise<void> {
  const before = await partRow(tx, id)
  const patch: Record<string, unknown> = { ...columns(body as Partial<PartBody>), is_active: body.isActive }
  if (body.number) patch.number_fold = foldSerial(body.number)
  const { coreMinor = before.core_minor, coreCurrency = before.core_currency } = body
  mustHaveWholeCore(coreMinor, coreCurrency)
  const { unNumber = before.un_number, hazardClass = before.hazard_class } = body
  const { packingGroup = before.packing_group, lithium = before.lithium } = body
  mustTravelSo({ unNumber, hazardClass, packingGroup, lithium })
  const changed = NEEDS_EMPTY.find((field) => patch[field] !== undefined && patch[field] !== before[field])
  if (changed) await mustBeEmpty(tx, id, changed)
  await edit(tx, actor, {
    table: 'parts.part',
    id,
    ifMatch,
    patch,
    news: { type: 'part.changed', subjectType: 'part' },
  })
  await findableParts(tx, [id])
}

async function mustBeEmpty(tx: Tx, partId: string, field: string): Promise<void> {
  await holdBookings(tx)
  const row = await tx
    .selectFrom('parts.balance')
    .select('place_id')
    .where('part_id', '=', partId)
    .where('on_hand', '<>', '0')
    .executeTakeFirst()
  if (row) throw problem('parts.change_needs_no_stock', 409, { field })
}

export async function partRow(tx: Tx, id: string) {
  const row = await tx.selectFrom('parts.part').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('part')
  return row
}

export async function addNumber(
  tx: Tx,
  actor: Actor,
  partId: string,
  body: z.output<typeof numberBody>,
): Promise<void> {
  await partRow(tx, partId)
  await tx
    .insertInto('parts.part_number')
    .values({ id: newId(), part_id: partId, ...body, number_fold: foldSerial(body.number) })
    .execute()
  await findableParts(tx, [partId])
  await told(tx, actor, partId, 'part.number_added', body)
}

export async function addUnit(tx: Tx, actor: Actor, partId: string, body: z.output<typeof unitBody>): Promise<void> {
  await partRow(tx, partId)
  await tx
    .insertInto('parts.part_unit')
    .values({ id: newId(), part_id: partId, ...body })
    .execute()
  await told(tx, actor, partId, 'part.unit_added', body)
}

export async function supersede(
  tx: Tx,
  actor: Actor,
  partId: string,
  body: z.output<typeof successorBody>,
): Promise<void> {
  await partRow(tx, partId)
  await partRow(tx, body.successorId)
  await tx
    .insertInto('parts.supersession')
    .values({
      id: newId(),
      part_id: partId,
      successor_id: body.successorId,
      both_ways: body.bothWays,
      from_on: body.fromOn,
    })
    .execute()
  await told(tx, actor, partId, 'part.superseded', { successorId: body.successorId, fromOn: body.fromOn })
}

export async function putKit(tx: Tx, actor: Actor, kitId: string, body: z.output<typeof kitBody>): Promise<void> {
  await partRow(tx, kitId)
  await tx.deleteFrom('parts.kit_item').where('kit_id', '=', kitId).execute()
  for (const item of body.items) {
    await partRow(tx, item.partId)
    await tx
      .insertInto('parts.kit_item')
      .values({ id: newId(), kit_id: kitId, part_id: item.partId, quantity: item.quantity })
      .execute()
  }
  await told(tx, actor, kitId, 'part.kit_changed', { items: body.items.length })
}
