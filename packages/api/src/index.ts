export * from './client.ts'
export * from './problem.ts'
export * from './shapes.ts'
export type { components, paths } from './types.ts'
