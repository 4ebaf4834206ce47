import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { instant } from '../../kit/shapes.ts'
import { answerSurvey, renewSurvey, viewSurvey } from './public-surveys.ts'
import { publicSurvey, surveyAnswer } from './shapes.ts'

const ofLink = z.object({ company: z.string().max(40), token: z.string().max(400) })

/** The link of a survey is the key to it: nobody signs in to say how it was. */
export const publicRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/public/:company/surveys/:token',
    needs: 'public',
    summary: 'The survey a link opens',
    params: ofLink,
    returns: publicSurvey,
    ratePerMinute: 60,
    handle: (call) => viewSurvey(call, call.params.token),
  }),
  route({
    method: 'POST',
    path: '/public/:company/surveys/:token',
    needs: 'public',
    summary: 'Answer it, once',
    params: ofLink,
    body: surveyAnswer,
    returns: z.object({ answeredAt: instant }),
    ratePerMinute: 30,
    handle: (call) => answerSurvey(call, call.params.token, call.body),
  }),
  route({
    method: 'POST',
    path: '/public/:company/surveys/:token/renewal',
    needs: 'public',
    summary: 'Mail a new link for one that has run out',
    params: ofLink,
    returns: z.object({ sentTo: z.string(), expiresAt: instant }),
    status: 202,
    ratePerMinute: 5,
    handle: (call) => renewSurvey(call, call.params.token),
  }),
]
