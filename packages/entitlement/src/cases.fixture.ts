import type { AssetFacts, Case } from './case.ts'

/** Starting points for the tests: a consumer's product with everything known, nothing wrong in its history. */
export const consumer: AssetFacts = {
  serialKnown: true,
  saleDate: '2025-03-01',
  deliveryDate: '2025-03-01',
  buyerKind: 'consumer',
}

export function aCase(over: Partial<Case> = {}): Case {
  return {
    at: '2025-06-01',
    jurisdiction: 'CN',
    productClass: 'refrigerator',
    asset: consumer,
    warranty: [],
    history: { repairs: [] },
    fault: { cause: 'quality', component: 'door' },
    ...over,
  }
}

/** A household car sold on 2025-03-01 with a reading on the day. */
export function aCar(km: number, over: Partial<Case> = {}): Case {
  const at = over.at ?? '2025-06-01'
  return aCase({
    productClass: 'household-car',
    at,
    asset: { ...consumer, meters: [{ kind: 'km', value: km, at }] },
    ...over,
  })
}
