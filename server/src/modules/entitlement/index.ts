/** What other modules may use of entitlement. */
export { type Cover, coverOf, coverOfFacts, coverOfMany } from './cover.ts'
export { ownedAsset, ownedAssets } from './customer-overview.ts'
export { decideAndKeep, findDecision, keepDecision } from './decisions.ts'
export { type FactsRow, factsQuery, type Question } from './facts.ts'
export { type RepairDone, recordRepair } from './repairs.ts'
export { coverageView, coverView, decisionShape, decisionView, OUTCOMES, summaryShape } from './shapes.ts'
