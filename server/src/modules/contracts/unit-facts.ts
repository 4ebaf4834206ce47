import type { Case, Library } from '@aftercare/entitlement'
import type { Tx } from '../../kit/db.ts'

/** What the law and the maker already promise for products, as the judgement of cover knows it. */
export interface UnitFacts {
  library: Library
  units: Map<string, Case>
}
type Ask = (tx: Tx, assetIds: readonly string[], at: Date) => Promise<UnitFacts>

let ask: Ask | undefined

/**
 * Entitlement stands above contracts in the map (it reads them for every decision), yet the checks at the door need what it
 * knows: it hands its answer down here when the modules are loaded.
 */
export function unitFactsFrom(answer: Ask): void {
  ask = answer
}

export function unitFacts(tx: Tx, assetIds: readonly string[], at: Date): Promise<UnitFacts> {
  if (!ask) throw new Error('nobody answers for the facts of products: entitlement is not loaded')
  return ask(tx, assetIds, at)
}
