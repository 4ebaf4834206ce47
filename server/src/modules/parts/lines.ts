import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
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
 * never seen before are made first; everywhere else they must be known.
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
  if (isArrival) await makeNamed(tx, lines, parts)
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
    } else read.push(...(await serialLines(tx, part, line, base, seen)))
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
  const known = await tx
    .selectFrom('parts.batch')
    .select('id')
    .where('part_id', '=', part.id)
    .where('code', '=', line.batch)
    .executeTakeFirst()
  if (known) return known.id
  if (isArrival && part.shelfLifeDays) throw invalid({ path: `${path}expiresOn`, code: 'parts.expiry_needed' })
  throw invalid({ path: `${path}batch`, code: 'parts.unknown_batch', values: { batch: line.batch } })
}

async function serialLines(
  tx: Tx,
  part: PartFacts,
  line: LineBody,
  base: ReadLine,
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
    const row = await tx
      .selectFrom('parts.serial')
      .select(['id', 'last_movement_id'])
      .where('part_id', '=', part.id)
      .where('number_fold', '=', fold)
      .executeTakeFirst()
    if (!row) throw invalid({ path: `${path}.${index}`, code: 'parts.unknown_serial', values: { serial: number } })
    // The cost of the line is spread over its serials; the last ones take the odd units.
    const minor = rest === undefined ? undefined : rest / BigInt(serials.length - index)
    if (rest !== undefined) rest -= minor!
    found.push({ ...base, quantity: 1_000_000, serialId: row.id, lastMovementId: row.last_movement_id, minor })
  }
  return found
}

/**
 * Batches and serials that come in for the first time, in one order for everybody: documents that bring the same new ones, in
 * whatever order their lines stand, wait for each other and never in a circle.
 */
async function makeNamed(tx: Tx, lines: readonly LineBody[], parts: LedgerFacts['parts']): Promise<void> {
  const known = lines.flatMap((line) => {
    const part = parts.get(line.partId)
    return part ? [{ line, part }] : []
  })
  const batches = known.flatMap(({ line: { batch, expiresOn }, part }) =>
    batch === undefined || part.tracking === 'none' || (part.shelfLifeDays && !expiresOn)
      ? []
      : { part_id: part.id, code: batch, expires_on: expiresOn ?? null },
  )
  const serials = known.flatMap(({ line, part }) =>
    part.tracking === 'serial'
      ? (line.serials ?? []).map((number) => ({ part_id: part.id, number, number_fold: foldSerial(number) }))
      : [],
  )
  // What is there already is not touched: whoever blocks that batch at this moment would be waited for.
  if (batches.length > 0)
    await sql`insert into parts.batch (id, part_id, code, expires_on) select gen_random_uuid(), x.part_id, x.code, x.expires_on
      from jsonb_to_recordset(${JSON.stringify(batches)}::jsonb) as x(part_id uuid, code text, expires_on date)
      where not exists (select from parts.batch b where b.tenant_id = kit.tenant() and b.part_id = x.part_id and b.code = x.code)
      order by x.part_id, x.code on conflict do nothing`.execute(tx)
  if (serials.length > 0)
    await sql`insert into parts.serial (id, part_id, number, number_fold) select gen_random_uuid(), x.part_id, x.number, x.number_fold
      from jsonb_to_recordset(${JSON.stringify(serials)}::jsonb) as x(part_id uuid, number text, number_fold text)
      where not exists (select from parts.serial s where s.tenant_id = kit.tenant() and s.part_id = x.part_id and s.number_fold = x.number_fold)
      order by x.part_id, x.number_fold on conflict do nothing`.execute(tx)
}
