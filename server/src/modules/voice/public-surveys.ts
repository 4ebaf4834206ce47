import { csi, SERVQUAL_DIMENSIONS } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { mailAddressOf } from '../requests/index.ts'
import { SCALE, type SurveyAnswer, TAGS } from './shapes.ts'
import { expiryFrom, mailSurvey, readSurveyToken } from './survey-link.ts'

interface Call {
  tx: Tx
  actor: Actor
  services: Services
  now: Date
}

/** The survey a link opens, answered or not; one that has run out says so, and how to get a new one. */
export async function viewSurvey({ tx, services, now }: Call, token: string) {
  const { surveyId, isExpired } = readSurveyToken(services.secret, token, now)
  const row = await loaded(tx, surveyId)
  if (!row.answered_at && isExpired) throw problem('link.expired', 410, { renewable: true })
  return {
    company: row.company,
    number: row.number,
    title: row.title,
    product: row.product,
    technician: row.technician,
    visitedAt: row.finished_at,
    timeZone: row.time_zone,
    answeredAt: row.answered_at,
    expiresAt: row.expires_at,
    scale: SCALE,
    dimensions: SERVQUAL_DIMENSIONS,
    tags: TAGS,
  }
}

/** Answered once: what was said is not changed afterwards, by nobody. */
export async function answerSurvey({ tx, actor, services, now }: Call, token: string, said: SurveyAnswer) {
  const { surveyId, isExpired } = readSurveyToken(services.secret, token, now)
  const row = await loaded(tx, surveyId)
  if (row.answered_at) throw problem('link.used', 409)
  if (isExpired) throw problem('link.expired', 410, { renewable: true })
  const taken = await tx
    .updateTable('voice.survey')
    .set({
      answered_at: now,
      perceived: said.perceived,
      expected: said.expected,
      dimensions: JSON.stringify(said.dimensions),
      nps: said.nps,
      tags: said.tags,
      comment: said.comment,
    })
    .where('id', '=', surveyId)
    .where('answered_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!taken) throw problem('link.used', 409)
  const { percent } = csi([said], SCALE)
  await announce(
    tx,
    { ...actor, kind: 'customer', id: row.customer_id, name: row.customer },
    {
      type: 'survey.answered',
      subject: { type: 'survey', id: surveyId },
      threadId: row.request_id,
      stationId: row.station_id,
      data: { number: row.number, csi: percent === null ? null : Math.round(percent), nps: said.nps },
    },
  )
  return { answeredAt: now }
}

/** A new link for one that has run out, to the address we have: never to one a stranger names. */
export async function renewSurvey({ tx, services, now }: Call, token: string) {
  const { surveyId, isExpired } = readSurveyToken(services.secret, token, now)
  const row = await loaded(tx, surveyId)
  if (row.answered_at) throw problem('link.used', 409)
  if (!isExpired) throw problem('link.still_good', 409)
  const to = await mailAddressOf(tx, row)
  if (!to) throw problem('voice.no_address', 409)
  const expiresAt = expiryFrom(now)
  await tx.updateTable('voice.survey').set({ expires_at: expiresAt }).where('id', '=', surveyId).execute()
  await mailSurvey(tx, services, { id: surveyId, expiresAt, language: row.language, to, request: row })
  return { sentTo: masked(to.email), expiresAt }
}

/** 'l…@example.com': enough to know one's own, nothing for a stranger. */
function masked(email: string): string {
  const [name = '', domain = ''] = email.split('@')
  return `${name.slice(0, 1)}…@${domain}`
}

async function loaded(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('voice.survey as v')
    .innerJoin('requests.request as r', 'r.id', 'v.request_id')
    .innerJoin('parties.customer as c', 'c.id', 'v.customer_id')
    .innerJoin('kit.company as k', (on) => on.onTrue())
    .leftJoin('assets.asset as a', 'a.id', 'r.asset_id')
    .leftJoin('assets.model as m', 'm.id', 'a.model_id')
    .leftJoin('dispatch.visit as d', 'd.id', 'v.visit_id')
    .leftJoin('people.person as p', 'p.id', 'v.technician_id')
    .select(['v.id', 'v.answered_at', 'v.expires_at', 'v.language', 'v.customer_id', 'v.request_id', 'v.station_id'])
    .select(['r.number', 'r.title', 'r.time_zone', 'r.contact_id', 'c.name as customer', 'k.name as company'])
    .select(['m.name as product', 'd.finished_at', 'p.name as technician'])
    .where('v.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('survey')
  return row
}
