import { foldSerial } from '@aftercare/rules'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid } from '../../kit/problem.ts'
import { factsOf, type LedgerFacts, type PartFacts } from './ledger-facts.ts'
import type { Condition } from './posting.ts'
import { type Fraction, inBaseUnits } from './quantities.ts'
import type { LineBody } from './shapes.ts'

/** A line of a document with everything found that it names; a serial part has one of these per serial. */
export interface ReadLine {
  partId: string
  quantity: number
  batchId: string | undefined
  serialId: string | undefined
  /** The movement that brought the serial where it is. */
  lastMovementId: string | null
  ownerId: string | undefined
  condition: Condition
  toCondition: Condition | undefined
  reservationId: string | undefined
  returnsId: string | undefined
  minor: bigint | undefined
  path: string
}

/**
 * Reads the lines of a command: parts, units, batches and serials by what is printed on them. `isArrival`: batches and serials
 * never seen before are made; everywhere else they must be known.
 */
export async function readLines(
  tx: Tx,
  lines: readonly LineBody[],
  isArrival: boolean,
  known?: LedgerFacts,
  /** Where the first of them stands in the command. */
  first = 0,
): Promise<ReadLine[]> {
  const { parts } = known ?? (await factsOf(tx, partIds(lines), []))
  const read: ReadLine[] = []
  const seen = new Set<string>()
  for (const [index, line] of lines.entries()) {
    const path = `lines.${first + index}.`
    const part = parts.get(line.partId)
    if (!part) throw invalid({ path: `${path}partId`, code: 'parts.unknown_part' })
    const quantity = inBaseUnits(line.quantity, unitOf(part, line.unit, path), part.decimals, `${path}quantity`)
    const batchId = await batchOf(tx, part, line, isArrival, path)
    const base = {
      partId: part.id,
      quantity,
      batchId,
      serialId: undefined,
      lastMovementId: null,
      ownerId: line.ownerId,
      condition: line.condition ?? 'good',
      toCondition: line.toCondition,
      reservationId: line.reservationId,
      returnsId: line.returnsId,
      minor: line.costMinor === undefined ? undefined : BigInt(line.costMinor),
      path,
    } satisfies ReadLine
    if (part.tracking !== 'serial') {
      if (line.serials?.length) throw invalid({ path: `${path}serials`, code: 'parts.serials_not_kept' })
      read.push(base)
    } else read.push(...(await serialLines(tx, part, line, base, isArrival, seen)))
  }
  return read
}

export const partIds = (lines: readonly { partId: string }[]): string[] => lines.map((one) => one.partId)

function unitOf(part: PartFacts, unit: string | undefined, path: string): Fraction {
  if (unit === undefined || unit === part.unit) return { numerator: 1, denominator: 1 }
  const found = part.units.find((one) => one.unit === unit)
  if (!found) throw invalid({ path: `${path}unit`, code: 'parts.unknown_unit', values: { part: part.number, unit } })
  return found
}

async function batchOf(tx: Tx, part: PartFacts, line: LineBody, isArrival: boolean, path: string) {
  if (part.tracking !== 'batch' && line.batch === undefined) return undefined
  if (line.batch === undefined) throw invalid({ path: `${path}batch`, code: 'parts.batch_needed' })
  if (part.tracking === 'none') throw invalid({ path: `${path}batch`, code: 'parts.batches_not_kept' })
  const find = () =>
    tx
      .selectFrom('parts.batch')
      .select('id')
      .where('part_id', '=', part.id)
      .where('code', '=', line.batch!)
      .executeTakeFirst()
  const known = await find()
  if (known) return known.id
  if (!isArrival) throw invalid({ path: `${path}batch`, code: 'parts.unknown_batch', values: { batch: line.batch } })
  if (part.shelfLifeDays && !line.expiresOn) throw invalid({ path: `${path}expiresOn`, code: 'parts.expiry_needed' })
  await tx
    .insertInto('parts.batch')
    .values({ id: newId(), part_id: part.id, code: line.batch, expires_on: line.expiresOn ?? null })
    .onConflict((c) => c.columns(['tenant_id', 'part_id', 'code']).doNothing())
    .execute()
  return (await find())!.id
}

async function serialLines(
  tx: Tx,
  part: PartFacts,
  line: LineBody,
  base: ReadLine,
  isArrival: boolean,
  seen: Set<string>,
): Promise<ReadLine[]> {
  const serials = line.serials ?? []
  const path = `${base.path}serials`
  if (serials.length * 1_000_000 !== base.quantity)
    throw invalid({ path, code: 'parts.serials_needed', values: { wanted: base.quantity / 1_000_000 } })
  const found: ReadLine[] = []
  let rest = base.minor
  for (const [index, number] of serials.entries()) {
    const fold = foldSerial(number)
    if (seen.has(part.id + fold))
      throw invalid({ path: `${path}.${index}`, code: 'parts.serial_twice', values: { serial: number } })
    seen.add(part.id + fold)
    const row = await serialRow(tx, part, number, fold, isArrival)
    if (!row) throw invalid({ path: `${path}.${index}`, code: 'parts.unknown_serial', values: { serial: number } })
    // The cost of the line is spread over its serials; the last ones take the odd units.
    const minor = rest === undefined ? undefined : rest / BigInt(serials.length - index)
    if (rest !== undefined) rest -= minor!
    found.push({ ...base, quantity: 1_000_000, serialId: row.id, lastMovementId: row.last_movement_id, minor })
  }
  return found
}

async function serialRow(tx: Tx, part: PartFacts, number: string, fold: string, isArrival: boolean) {
  const find = () =>
    tx
      .selectFrom('parts.serial')
      .select(['id', 'last_movement_id'])
      .where('part_id', '=', part.id)
      .where('number_fold', '=', fold)
      .executeTakeFirst()
  const known = await find()
  if (known || !isArrival) return known
  await tx
    .insertInto('parts.serial')
    .values({ id: newId(), part_id: part.id, number, number_fold: fold })
    .onConflict((c) => c.columns(['tenant_id', 'part_id', 'number_fold']).doNothing())
    .execute()
  return find()
}
