import { z } from 'zod'
import { writeSessionCookie } from '../../kit/auth/cookie.ts'
import {
  addCalendar,
  calendarInput,
  calendarPatch,
  calendarView,
  changeCalendar,
  listCalendars,
} from '../../kit/calendars.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { firstStart, isFirstStart, setUp } from './first-start.ts'
import { documentList, stationList } from './list.ts'
import { stationRoutes } from './station-routes.ts'

export const routes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/setup',
    needs: 'public',
    summary:
      'Whether this system still waits for its first company, and whether the company’s own identity provider signs in',
    returns: z.object({ open: z.boolean(), oidc: z.boolean() }),
    handle: async ({ tx, services }) => ({ open: await isFirstStart(tx), oidc: services.settings.oidc !== null }),
  }),
  route({
    method: 'POST',
    path: '/setup',
    needs: 'public',
    summary: 'First start: the company, its headquarters and its first administrator, who is then signed in',
    ratePerMinute: 10,
    ownTransaction: true,
    body: firstStart,
    returns: z.object({ signedIn: z.boolean() }),
    handle: async ({ services, body, request, reply, now }) => {
      const from = { ip: request.ip, userAgent: request.headers['user-agent'] }
      writeSessionCookie(reply, services, await setUp(services, body, from, now))
      return { signedIn: true }
    },
  }),
  ...listRoutes(stationList),
  ...stationRoutes,
  ...listRoutes(documentList),
  route({
    method: 'GET',
    path: '/calendars',
    needs: 'calendars.read',
    summary: 'Business calendars',
    returns: z.object({ items: z.array(calendarView) }),
    handle: ({ tx }) => listCalendars(tx),
  }),
  route({
    method: 'POST',
    path: '/calendars',
    needs: 'calendars.change',
    summary: 'Add a business calendar',
    body: calendarInput,
    returns: calendarView,
    handle: ({ tx, actor, body }) => addCalendar(tx, actor, body),
  }),
  route({
    method: 'PATCH',
    path: '/calendars/:id',
    needs: 'calendars.change',
    summary: 'Change a business calendar; promises already made keep the version they were made by',
    edits: true,
    params: byId,
    body: calendarPatch,
    returns: calendarView,
    handle: ({ tx, actor, params, body, ifMatch }) => changeCalendar(tx, actor, params.id, body, ifMatch!),
  }),
]
