/** What other modules may use of the work on the spot. */
export { fieldVisit } from './shapes.ts'
export { visitPages } from './visit-page.ts'
export { findWork, type Work } from './work.ts'
