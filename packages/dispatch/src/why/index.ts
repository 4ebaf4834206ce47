export { explain } from './explain.ts'
export type * from './model.ts'
