import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { day } from '../../kit/shapes.ts'
import { partsWarranty } from '../entitlement/index.ts'
import { makersOf } from '../parts/index.ts'
import { workLines } from './prices.ts'

export const fittedPart = z
  .object({
    name: z.string(),
    code: z.string().nullable(),
    serial: z.string().nullable(),
    batch: z.string().nullable(),
    maker: z.string().nullable().describe('who vouches that it is genuine'),
    isUnproven: z.boolean().describe('fitted although its maker does not know it'),
    coveredUntil: day.nullable().describe('the last day of the warranty of the part itself'),
  })
  .meta({ id: 'FittedPart' })

/** What visits put into the product of a customer: which part with which number, who vouches for it, and until when it is covered. */
export async function fittedParts(tx: Tx, assetId: string | null, visitIds: readonly string[], at: Date) {
  const byVisit = await workLines(tx, visitIds)
  const until = assetId ? await partsWarranty(tx, assetId, visitIds, at) : new Map<string, string>()
  const fitted = new Map<string, z.input<typeof fittedPart>[]>()
  for (const [visitId, lines] of byVisit) {
    const parts = lines.filter((line) => line.kind === 'part' && line.source !== 'customers_own')
    const makers = await makersOf(tx, parts)
    fitted.set(
      visitId,
      parts.map((line) => ({
        ...{ name: line.name, code: line.code, serial: line.partSerial, batch: line.partBatch },
        maker: makers.get(line.id) ?? null,
        isUnproven: line.unprovenReason !== null && !makers.has(line.id),
        coveredUntil: (line.component && until.get(`${visitId} ${line.component}`)) ?? null,
      })),
    )
  }
  return fitted
}
