import { foldSerial, oldPartId, oldPieces } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { day, id, names } from '../../kit/shapes.ts'
import { custodyPlace } from './custody-place.ts'
import { groundOf } from './ground.ts'
import { OLD_STATES } from './old-part-shapes.ts'
import { removeOldPart } from './old-parts.ts'
import { stationShelf, type Use, type UsedLine, vanOf } from './using.ts'

export const visitOldPart = z
  .object({
    id,
    label: z.string(),
    part: z.string(),
    name: names,
    serial: z.string().nullable(),
    dueOn: day.nullable(),
    state: z.enum(OLD_STATES),
  })
  .meta({ id: 'VisitOldPart' })

/**
 * The old parts of a finished visit, one for each piece fitted of a part whose old one goes back: in custody in the van, or at the
 * station where there is none (in a place for old parts alone where that has no shelf), labelled with the number the phone has shown. Told twice it is one; what somebody labelled by hand
 * counts, too. Nothing here stops the end of a visit. `removedAt`: when the visit ended.
 */
export async function keepOldParts(tx: Tx, actor: Actor, use: Use, removedAt: Date, now: Date): Promise<void> {
  const wanted = await goingBack(tx, use)
  if (wanted.length === 0) return
  const { stationId } = use
  const place =
    (await vanOf(tx, use.technicianId)) ??
    (await stationShelf(tx, stationId)) ??
    (await custodyPlace(tx, actor, stationId))
  const { currency } = await groundOf(tx)
  const byHand = await labelledByHand(tx, use.visitId, wanted)
  const { requestId, workOrderId, visitId, timeZone } = use
  for (const { line, part, oldId } of wanted) {
    const left = byHand.get(part.id) ?? 0
    byHand.set(part.id, left - 1)
    if (left > 0) continue
    const isFirst = oldId === line.id
    await removeOldPart(
      tx,
      actor,
      {
        ...{ id: oldId, partId: part.id, placeId: place.id, requestId, workOrderId, visitId, isCustomers: false },
        ...(use.assetId && { assetId: use.assetId }),
        ...(isFirst && line.removedSerial && { serial: line.removedSerial }),
        valueMinor: (line.currency === currency ? line.unitMinor : part.standardMinor) ?? '0',
        at: removedAt.toISOString(),
      },
      now,
      { timeZone, told: { id: place.id, station_id: stationId } },
    )
  }
}

interface Wanted {
  line: UsedLine
  part: { id: string; standardMinor: string | null }
  oldId: string
}

/** What is used up leaves nothing, and a customer's own part leaves them the old one, too. */
async function goingBack(tx: Tx, use: Use): Promise<Wanted[]> {
  const lines = use.lines.filter(
    (line) => line.kind === 'part' && line.code !== null && line.source !== 'customers_own',
  )
  if (lines.length === 0) return []
  const parts = await tx
    .selectFrom('parts.part')
    .select(['id', 'number_fold as fold', 'standard_minor as standardMinor'])
    .where('number_fold', '=', sql<string>`any(${lines.map((line) => foldSerial(line.code!))}::text[])`)
    .where('old_part_due_days', 'is not', null)
    .execute()
  return lines.flatMap((line) => {
    const part = parts.find((one) => one.fold === foldSerial(line.code!))
    if (!part) return []
    return Array.from({ length: oldPieces(line.quantity) }, (_, i) => ({ line, part, oldId: oldPartId(line.id, i) }))
  })
}

async function labelledByHand(tx: Tx, visitId: string, wanted: readonly Wanted[]): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('parts.old_part')
    .select('part_id as partId')
    .where('visit_id', '=', visitId)
    .where('id', '<>', sql<string>`all(${wanted.map((one) => one.oldId)}::uuid[])`)
    .execute()
  return new Map([...Map.groupBy(rows, (row) => row.partId)].map(([partId, of]) => [partId, of.length]))
}

/** What came out at these visits, by visit. */
export async function oldPartsOf(tx: Tx, visitIds: readonly string[]) {
  const { rows } = await sql<z.input<typeof visitOldPart> & { visitId: string }>`
    select o.visit_id as "visitId", o.id, o.label, p.number as part, p.name, o.serial_number as serial, o.due_on::text as "dueOn", o.state
    from parts.old_part o join parts.part p on p.tenant_id = o.tenant_id and p.id = o.part_id
    where o.tenant_id = kit.tenant() and o.visit_id = any(${visitIds}::uuid[]) order by o.label`.execute(tx)
  return Map.groupBy(rows, (row) => row.visitId)
}
