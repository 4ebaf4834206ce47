import { foldSerial } from '@aftercare/rules'
import type { FieldDay, Visit } from './store.ts'
import type { NewLine } from './sums.ts'

type Van = NonNullable<FieldDay['van']>
type Refusal = 'batch_blocked' | 'used_before' | 'fitted_elsewhere' | 'fitted_elsewhere_unseen'
export interface FoundHere {
  verdict: Refusal
  details: Record<string, string>
}
interface Known {
  visits: readonly Pick<Visit, 'id' | 'asset' | 'lines'>[]
  van: Pick<Van, 'stock'> | null | undefined
}

/**
 * What speaks against a part by what this phone took along: blocked batches, what sits in the products of the day or was
 * taken out of them, what was fitted at other visits. Null: nothing this phone knows; what the maker says only the server knows.
 */
export function foundHere({ id, code = '', partSerial, partBatch }: NewLine, known: Known): FoundHere | null {
  const part = foldSerial(code)
  const details = { part: code, number: partSerial ?? partBatch ?? '' }
  const inVan = known.van?.stock.find((one) => foldSerial(one.code) === part)
  const blocked = (inVan?.blocked ?? []).find((one) =>
    partBatch ? same(one.batch, partBatch) : one.serials.some((serial) => same(serial, partSerial)),
  )
  if (blocked) return { verdict: 'batch_blocked', details: { ...details, batch: blocked.batch } }
  if (!partSerial) return null
  for (const { asset, lines, id: visitId } of known.visits) {
    const where = asset?.serial ?? ''
    const elsewhere = { verdict: 'fitted_elsewhere' as const, details: { ...details, asset: where } }
    const fitted = asset?.components.filter(
      (one) => foldSerial(one.partNumber) === part && same(one.serial, partSerial),
    )
    // In this very product it may be the line itself, told before.
    if (fitted?.some((one) => one.removedAt === null && one.visitId !== visitId)) return elsewhere
    if (fitted?.some((one) => one.removedAt !== null)) return { verdict: 'used_before', details }
    const others = lines.filter((one) => one.id !== id && foldSerial(one.code ?? '') === part)
    if (others.some((one) => same(one.partSerial, partSerial))) return elsewhere
    if (others.some((one) => same(one.removedSerial, partSerial))) return { verdict: 'used_before', details }
  }
  return null
}

const same = (left: string | null | undefined, right: string | undefined) =>
  Boolean(left && right) && foldSerial(left!) === foldSerial(right!)
