import { expectReactions } from './kit/events.ts'
import { type Job, type Reactions, reactJob } from './kit/jobs.ts'
import * as kitJobs from './kit/kit-jobs.ts'
import type { AnyRoute } from './kit/route.ts'
import * as kitRoutes from './kit/routes.ts'
import * as assetsReactions from './modules/assets/reactions.ts'
import * as assetsRoutes from './modules/assets/routes.ts'
import * as billingReactions from './modules/billing/reactions.ts'
import * as billingRoutes from './modules/billing/routes.ts'
import * as campaignsReactions from './modules/campaigns/reactions.ts'
import * as campaignsRoutes from './modules/campaigns/routes.ts'
import * as contractsReactions from './modules/contracts/reactions.ts'
import * as contractsRoutes from './modules/contracts/routes.ts'
import * as dispatchReactions from './modules/dispatch/reactions.ts'
import * as dispatchRoutes from './modules/dispatch/routes.ts'
import * as entitlementReactions from './modules/entitlement/reactions.ts'
import * as entitlementRoutes from './modules/entitlement/routes.ts'
import * as fieldWorkReactions from './modules/field-work/reactions.ts'
import * as fieldWorkRoutes from './modules/field-work/routes.ts'
import * as insightReactions from './modules/insight/reactions.ts'
import * as insightRoutes from './modules/insight/routes.ts'
import * as knowledgeReactions from './modules/knowledge/reactions.ts'
import * as knowledgeRoutes from './modules/knowledge/routes.ts'
import * as networkReactions from './modules/network/reactions.ts'
import * as networkRoutes from './modules/network/routes.ts'
import * as partiesReactions from './modules/parties/reactions.ts'
import * as partiesRoutes from './modules/parties/routes.ts'
import * as partsReactions from './modules/parts/reactions.ts'
import * as partsRoutes from './modules/parts/routes.ts'
import * as peopleReactions from './modules/people/reactions.ts'
import * as peopleRoutes from './modules/people/routes.ts'
import * as replenishmentReactions from './modules/replenishment/reactions.ts'
import * as replenishmentRoutes from './modules/replenishment/routes.ts'
import * as requestsReactions from './modules/requests/reactions.ts'
import * as requestsRoutes from './modules/requests/routes.ts'
import * as voiceReactions from './modules/voice/reactions.ts'
import * as voiceRoutes from './modules/voice/routes.ts'

/** Every module with routes, in the order of the map. */
export const ALL_ROUTES: AnyRoute[] = [
  ...kitRoutes.routes,
  ...peopleRoutes.routes,
  ...networkRoutes.routes,
  ...partiesRoutes.routes,
  ...assetsRoutes.routes,
  ...knowledgeRoutes.routes,
  ...partsRoutes.routes,
  ...campaignsRoutes.routes,
  ...entitlementRoutes.routes,
  ...billingRoutes.routes,
  ...contractsRoutes.routes,
  ...requestsRoutes.routes,
  ...dispatchRoutes.routes,
  ...replenishmentRoutes.routes,
  ...fieldWorkRoutes.routes,
  ...voiceRoutes.routes,
  ...insightRoutes.routes,
]

const REACTING = [
  peopleReactions,
  networkReactions,
  partiesReactions,
  assetsReactions,
  knowledgeReactions,
  partsReactions,
  campaignsReactions,
  entitlementReactions,
  billingReactions,
  contractsReactions,
  requestsReactions,
  dispatchReactions,
  replenishmentReactions,
  fieldWorkReactions,
  voiceReactions,
  insightReactions,
]

function mergeReactions(): Reactions {
  const all: Reactions = {}
  for (const { reactions } of REACTING) {
    for (const [type, named] of Object.entries(reactions)) all[type] = { ...all[type], ...named }
  }
  expectReactions(Object.keys(all))
  return all
}

export const ALL_JOBS: Job[] = [reactJob(mergeReactions()), ...kitJobs.jobs, ...REACTING.flatMap(({ jobs }) => jobs)]
