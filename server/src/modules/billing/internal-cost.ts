import type { Breakdown } from '@aftercare/rules'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'

interface Of {
  visitId: string
  requestId: string | null
  stationId: string | null
  currency: string
  payers: readonly { payer: string; minor: string | bigint }[] | Breakdown['payers']
}

/** What others than the customer bear of a visit is written down once, when it ends; nobody is sent a bill for it. */
export async function keepInternalCost(tx: Tx, of: Of, now: Date): Promise<void> {
  const shares = of.payers.filter((one) => one.payer !== 'customer' && BigInt(one.minor) > 0n)
  if (shares.length === 0) return
  await tx
    .insertInto('billing.internal_cost')
    .values(
      shares.map(({ payer, minor }) => ({
        id: newId(),
        visit_id: of.visitId,
        request_id: of.requestId,
        station_id: of.stationId,
        payer,
        currency: of.currency,
        minor: minor.toString(),
        at: now,
      })),
    )
    .onConflict((c) => c.columns(['tenant_id', 'visit_id', 'payer']).doNothing())
    .execute()
}
