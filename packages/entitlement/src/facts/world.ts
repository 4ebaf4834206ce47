import type { Derivations } from './reading.ts'

/** Facts only rules outside China speak of. */
export const worldFacts: Derivations = {}
