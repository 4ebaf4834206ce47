import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Database, Tx } from '../../kit/db.ts'
import { instant } from '../../kit/shapes.ts'
import { stationOf } from '../parties/index.ts'
import { checkAnswers } from './answers.ts'
import { alikeIn, type Judged, judge, mustExist, promisesOf } from './intake.ts'
import { lookUp } from './intake-facts.ts'
import { clockPromise, duplicate, intakeBody, priority, priorityReason } from './shapes.ts'

export const previewBody = intakeBody
  .pick({
    kind: true,
    answers: true,
    customerId: true,
    assetId: true,
    addressId: true,
    stationId: true,
    country: true,
    symptomCode: true,
    impact: true,
    urgency: true,
    safety: true,
  })
  .meta({ id: 'RequestDraft' })

export const previewView = z
  .object({
    impact: z.number(),
    urgency: z.number(),
    priority,
    priorityReasons: z.array(priorityReason),
    isSafety: z.boolean(),
    timeZone: z.string(),
    clocks: z.array(clockPromise),
    duplicates: z.array(duplicate),
    at: instant,
  })
  .meta({ id: 'RequestPreview' })

/** What a request would become if it were opened now: told while the caller is on the line, by the same rules. */
export async function previewRequest(
  tx: Tx,
  db: Database,
  actor: Actor,
  body: z.output<typeof previewBody>,
  now: Date,
) {
  checkAnswers(body.kind, body.answers, 'partial')
  const input = draftOf(body, stationOf(actor, body.stationId), now)
  const facts = await lookUp(tx, db, actor, input.asked)
  mustExist(actor, input.asked, facts)
  const { place, impact, urgency, decision, clocks } = judge(input, facts)
  return {
    impact,
    urgency,
    priority: decision.priority,
    priorityReasons: decision.reasons,
    isSafety: decision.isSafety,
    timeZone: place.timeZone,
    clocks: promisesOf(clocks),
    duplicates: alikeIn(facts),
    at: now.toISOString(),
  }
}

function draftOf(body: z.output<typeof previewBody>, stationId: string | null, at: Date): Judged {
  return {
    kind: body.kind,
    answers: body.answers,
    impact: body.impact ?? null,
    urgency: body.urgency ?? null,
    safety: body.safety ?? false,
    language: null,
    asked: {
      key: null,
      named: false,
      customerId: body.customerId ?? null,
      contactId: null,
      phone: null,
      email: null,
      assetId: body.assetId ?? null,
      serial: null,
      addressId: body.addressId ?? null,
      stationId,
      ownerId: null,
      country: body.country ?? null,
      symptomCode: body.symptomCode ?? null,
      followUpOf: null,
      external: null,
      at,
    },
  }
}
