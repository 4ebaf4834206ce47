import type { Derivations } from './reading.ts'

/** Facts only Chinese rules speak of. */
export const chinaFacts: Derivations = {}
