import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { minor, TRACKING } from './shapes.ts'

export const partDuty = z
  .object({
    code: z.string(),
    tracking: z.enum(TRACKING),
    needsProof: z.boolean(),
    repairCode: z.string().nullable().describe('in the price list: what mends it instead'),
    oldPartDueDays: z.number().nullable().describe('the old one goes back within so many days'),
    core: z.object({ minor, currency: z.string() }).nullable().describe('deposit for the old one of each piece'),
  })
  .meta({ id: 'PartDuty' })

/** What is known of these parts (by number) beside their price, where there is something: what a phone takes along. */
export async function partDuties(tx: Tx, codes: readonly string[]) {
  const { rows } = await sql<z.input<typeof partDuty>>`
    select number as code, tracking, needs_proof as "needsProof", repair_code as "repairCode", old_part_due_days as "oldPartDueDays",
      case when core_minor is not null then json_build_object('minor', core_minor::text, 'currency', core_currency) end as core
    from parts.part where number = any(${codes}::text[]) and (needs_proof or repair_code is not null or old_part_due_days is not null or core_minor is not null)
    order by number limit 5000`.execute(tx)
  return rows
}
