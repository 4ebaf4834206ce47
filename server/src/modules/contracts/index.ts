/** What other modules may use of the contracts. */
export { takeAllowance } from './allowances.ts'
export { type UnitFacts, unitFactsFrom } from './unit-facts.ts'
