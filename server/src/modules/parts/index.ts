/** What other modules may use of the parts. */
export { groundOf } from './ground.ts'
export { type Document, type End, type Move, type Posted, post } from './posting.ts'
