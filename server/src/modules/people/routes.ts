import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { apiKeyInput, apiKeyView, listApiKeys, makeApiKey, revokeApiKey } from './api-keys.ts'
import { certificateList } from './certificates.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { peopleList } from './list.ts'
import { personRoutes } from './person-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { skillView } from './shapes.ts'
import { addSkill, changeSkill, listSkills, skillInput, skillPatch } from './skills.ts'

export const routes: AnyRoute[] = [
  ...sessionRoutes,
  ...listRoutes(peopleList),
  ...personRoutes,
  ...invitationRoutes,
  ...listRoutes(certificateList),
  route({
    method: 'GET',
    path: '/skills',
    needs: 'calendars.read',
    summary: 'What people of this company can be able to do',
    returns: z.object({ items: z.array(skillView) }),
    handle: ({ tx }) => listSkills(tx),
  }),
  route({
    method: 'POST',
    path: '/skills',
    needs: 'people.change',
    summary: 'Add a skill',
    body: skillInput,
    returns: z.object({ id }),
    handle: ({ tx, actor, body }) => addSkill(tx, actor, body),
  }),
  route({
    method: 'PATCH',
    path: '/skills/:id',
    needs: 'people.change',
    summary: 'Rename a skill, or say whether it needs a certificate',
    params: byId,
    body: skillPatch,
    handle: ({ tx, actor, params, body }) => changeSkill(tx, actor, params.id, body),
  }),
  route({
    method: 'GET',
    path: '/api-keys',
    needs: 'api_keys.manage',
    summary: 'API keys, the newest first; never the keys themselves',
    returns: z.object({ items: z.array(apiKeyView) }),
    handle: ({ tx, actor }) => listApiKeys(tx, actor),
  }),
  route({
    method: 'POST',
    path: '/api-keys',
    needs: 'api_keys.manage',
    summary: 'Make an API key: shown in this answer and never again',
    // A stored answer would be a stored key.
    ownIdempotency: true,
    body: apiKeyInput,
    returns: z.object({ id, key: z.string() }),
    handle: ({ tx, actor, body }) => makeApiKey(tx, actor, body),
  }),
  route({
    method: 'PUT',
    path: '/api-keys/:id/revocation',
    needs: 'api_keys.manage',
    summary: 'End an API key at once',
    params: byId,
    handle: ({ tx, services, actor, params }) => revokeApiKey(tx, services, actor, params.id),
  }),
]
