import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { type FieldError, invalid } from '../../kit/problem.ts'
import type { pastDemandBody } from './shapes.ts'

const MOST_PROBLEMS = 200

/**
 * Takes over what was asked for before this system: a month of a part at a place said again is replaced. All rows or none; each wrong
 * one is named.
 */
export async function takePastDemand(tx: Tx, { rows }: z.output<typeof pastDemandBody>) {
  const numbers = [...new Set(rows.map((row) => foldSerial(row.part)))]
  const parts = await tx
    .selectFrom('parts.part')
    .select(['id', 'number_fold'])
    .where('number_fold', 'in', numbers)
    .execute()
  const codes = [...new Set(rows.map((row) => row.place))]
  const places = await tx
    .selectFrom('parts.place')
    .select(['id', 'code'])
    .where('code', 'in', codes)
    .where('is_shelf', '=', true)
    .where('kind', '<>', 'transit')
    .execute()
  const part = new Map(parts.map((one) => [one.number_fold, one.id]))
  const place = new Map(places.map((one) => [one.code, one.id]))
  const wrong: FieldError[] = []
  const seen = new Set<string>()
  const read = rows.map((row, i) => {
    const found = {
      part: part.get(foldSerial(row.part)),
      place: place.get(row.place),
      month: `${row.month}-01`,
      quantity: row.quantity,
    }
    if (!found.part) wrong.push({ path: `rows.${i}.part`, code: 'parts.unknown_part' })
    if (!found.place) wrong.push({ path: `rows.${i}.place`, code: 'parts.no_such_shelf' })
    const key = `${found.part} ${found.place} ${row.month}`
    if (seen.has(key))
      wrong.push({ path: `rows.${i}.month`, code: 'replenishment.month_twice', values: { month: row.month } })
    seen.add(key)
    return found
  })
  if (wrong.length > 0) throw invalid(...wrong.slice(0, MOST_PROBLEMS))
  await sql`insert into replenishment.past_demand (part_id, place_id, month, quantity)
    select part, place, month, quantity from jsonb_to_recordset(${JSON.stringify(read)}::jsonb) as x(part uuid, place uuid, month date, quantity numeric)
    on conflict (tenant_id, part_id, place_id, month) do update set quantity = excluded.quantity`.execute(tx)
  const months = read.map((one) => one.month).sort()
  return { rows: read.length, from: months[0]!, to: months.at(-1)! }
}
