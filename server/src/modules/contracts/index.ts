/** What other modules may use of the contracts. */
export { type UnitFacts, unitFactsFrom } from './unit-facts.ts'
