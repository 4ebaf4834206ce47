/** What other modules may use of the campaigns. */
export { openRecallsOf } from './open-recalls.ts'
export { type RecallGrantRow, recallsPaying } from './paid-by.ts'
export { settleUnit } from './settling.ts'
export { type OpenRecall, openRecall } from './shapes.ts'
