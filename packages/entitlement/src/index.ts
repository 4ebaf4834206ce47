/** Entitlement: who pays for what, which remedy is due, and why. Pure: the same on the server, in the browser and offline on the phone. */
export { type Asking, askingFor, causes, toldBy } from './asking.ts'
export { canonicalJson } from './canonical.ts'
export type {
  AssetFacts,
  Case,
  Contract,
  CoverKind,
  FactValue,
  Fault,
  FittedPart,
  Grant,
  Line,
  Localised,
  MeterKind,
  MeterReading,
  ModelTerm,
  Price,
  Repair,
  StartsFrom,
  SupplierTerm,
} from './case.ts'
export type { Problem } from './check.ts'
export { checkCase } from './check-case.ts'
export { checkNames, unknownFacts } from './check-names.ts'
export { checkPack } from './check-pack.ts'
export { comparePacks, type RuleChange } from './compare-packs.ts'
export {
  type Benefit,
  type CheckOverride,
  type ContractCheck,
  type ContractCheckCode,
  checkContractLine,
  type Issuer,
  type LineOffer,
  type PromisedLevel,
  type StationInReach,
  stillRefusing,
} from './contract-checks.ts'
export { addMonths, type Day, dateOf, dayOf, parseDay } from './days.ts'
export { CaseRefused, decideWith } from './decide.ts'
export type {
  Confidence,
  Considered,
  Coverage,
  Decision,
  Elector,
  Explanation,
  Layer,
  LineShare,
  Payer,
  Recovery,
  Remedy,
  RemedyRight,
  RemedySum,
  UsageLimit,
  Verdict,
} from './decision.ts'
export { electors, layerNames, remedyNames } from './decision.ts'
export type { FreeStretch } from './free-cover.ts'
export { factNames } from './known-facts.ts'
export { type Applied, type Library, makeLibrary, PacksRefused, packsFor } from './library.ts'
export { type AtStake, type LimitState, type LimitWatch, watchLimits } from './limit-watch.ts'
export { packProblems } from './overlaps.ts'
export type { CatalogueRow, Condition, Extension, Pack, Presumption, Rule, Source, Start, Term } from './pack.ts'
export { packSchema } from './pack-schema.ts'
export { daysOfHours, repairDays } from './repairs.ts'
export { sayClause, sayMissing, sayStep, sayTitle, type Translate } from './say.ts'
export { type PaidBy, paidBy } from './shares.ts'
export { decide, standardLibrary, standardPacks } from './standard.ts'
export { startDays } from './start-days.ts'
export { type DecisionSummary, summary, wantedForRemedies } from './summary.ts'
export * from './sums-of-law.ts'
export { type BothLayers, bothLayers, type Telling, tellingOf } from './telling.ts'
export { type Answer, answerOf, type Failure, ruleOf, runVectors, type VectorReport } from './vectors.ts'
