export type { CaseFilter } from './request-cases.ts'
export { type RequestFigures, requestFigures, type Share } from './request-figures.ts'
