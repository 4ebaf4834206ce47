import type { Answer, RowOf } from '@aftercare/api'

export type Campaign = Answer<'/api/v1/campaigns/{id}'>
export type Unit = RowOf<'/api/v1/campaign-units'>

/** What a change of a campaign touches: its own pages and every door that shows it. */
export const touched = [
  '/api/v1/campaigns',
  '/api/v1/campaigns/{id}',
  '/api/v1/campaign-units',
  '/api/v1/campaign-serials',
  '/api/v1/assets/{id}/recalls',
  '/api/v1/assets/{id}/cover',
  '/api/v1/visits/{id}',
] as const

/** How many products are in each state. */
export const inState = ({ units }: Campaign, state: keyof Campaign['units']): number => units[state] ?? 0
