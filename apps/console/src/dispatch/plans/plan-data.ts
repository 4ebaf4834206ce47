import type { Answer, RowOf } from '@aftercare/api'

export type Run = RowOf<'/api/v1/planning-runs'>
export type Summary = RowOf<'/api/v1/scenarios'>
export type Scenario = Answer<'/api/v1/scenarios/{id}'>
export type PlanItem = Scenario['items'][number]
export type Why = Answer<'/api/v1/scenarios/{id}/why'>['items'][number]['why']

export const isRunning = (run: Run) => run.state === 'waiting' || run.state === 'running'
/** What applying it would change. */
export const changes = (item: PlanItem) => item.kind === 'move' || item.kind === 'book' || item.kind === 'unplace'
