import { sql } from 'kysely'
import type { Services } from '../../kit/app.ts'
import { portalLink } from '../../kit/company/portal-link.ts'
import type { Tx } from '../../kit/db.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { notFound } from '../../kit/problem.ts'
import { sign, unsign } from '../../kit/signed.ts'

export const OPEN_DAYS = 30

/** `until` is not `exp`: a link that has run out must still say whose it was, so that a new one can be offered. */
interface Payload {
  survey: string
  until: number
}

export function surveyToken(secret: string, surveyId: string, expiresAt: Date): string {
  return sign(secret, 'survey', { survey: surveyId, until: Math.floor(expiresAt.getTime() / 1000) } satisfies Payload)
}

/** Which survey a link speaks of and whether it still opens it; a forged one speaks of none. */
export function readSurveyToken(secret: string, token: string, now: Date): { surveyId: string; isExpired: boolean } {
  const payload = unsign<Payload>(secret, 'survey', token, now)
  if (!payload) throw notFound('survey')
  return { surveyId: payload.survey, isExpired: payload.until * 1000 <= now.getTime() }
}

export const expiryFrom = (now: Date) => new Date(Math.floor(now.getTime() / 1000) * 1000 + OPEN_DAYS * 86_400_000)

interface Invited {
  id: string
  expiresAt: Date
  language: string
  to: { email: string; name: string }
  request: { number: string; title: string }
}

export async function mailSurvey(tx: Tx, services: Services, survey: Invited): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from kit.company`.execute(tx)
  const company = rows[0]!
  const token = surveyToken(services.secret, survey.id, survey.expiresAt)
  const link = await portalLink(tx, services, `/surveys/${token}`)
  await queueMail(tx, {
    to: survey.to.email,
    language: survey.language,
    template: 'survey-invitation',
    values: { ...survey.request, name: survey.to.name, company: company.name, link },
    subject: { type: 'survey', id: survey.id },
  })
}
