import { listOf, priced, workLines } from './prices.ts'
import type { TapCall } from './status.ts'
import type { Work } from './work.ts'

/** What a service contract took over of a visit, at published prices: told upwards for what is left of it and its profit. */
export async function contractCost({ tx, now }: Pick<TapCall, 'tx' | 'now'>, work: Work) {
  const lines = (await workLines(tx, [work.id])).get(work.id) ?? []
  if (!lines.some((line) => line.payer === 'contract')) return {}
  const list = await listOf(tx, work, now)
  const minor = priced(lines, list)
    .lines.filter((line) => line.payer === 'contract')
    .reduce((sum, line) => sum + BigInt(line.fullMinor) - BigInt(line.customerMinor), 0n)
  return { contractMinor: minor.toString(), currency: list.currency }
}
