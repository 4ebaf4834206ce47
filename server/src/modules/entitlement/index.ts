/** What other modules may use of entitlement. */
export { amountLimits, takeAmounts } from './contract-cover.ts'
export { type Cover, coverOf, coverOfFacts, coverOfMany } from './cover.ts'
export { ownedAsset, ownedAssets } from './customer-overview.ts'
export { coverForWork, decideAndKeep, keepDecision } from './decisions.ts'
export { type FactsRow, factsQuery, type Question } from './facts.ts'
export { findDecision } from './find-decision.ts'
export { rulesOf } from './pack-keeping.ts'
export { type HeldPacks, libraryOf, libraryOn } from './pack-library.ts'
export { packContent } from './pack-shapes.ts'
export { partsWarranty } from './parts-warranty.ts'
export { settleDecisions } from './redecide.ts'
export { type RepairDone, recordRepair } from './repairs.ts'
export {
  coverageView,
  coverView,
  decisionBody,
  decisionShape,
  decisionView,
  faultBody,
  OUTCOMES,
  summaryShape,
} from './shapes.ts'
