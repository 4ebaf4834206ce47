import { type ClockState, dueAt, localDay, startClocks, targetFor } from '@aftercare/rules'
import { matchLanguage } from '@aftercare/words/server'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { told } from '../../kit/events.ts'
import { keepAnswer, takeKey } from '../../kit/idempotency.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { type FieldError, invalid, notFound, problem } from '../../kit/problem.ts'
import { libraryOf } from '../entitlement/index.ts'
import { type Answers, checkAnswers, effectOf } from './answers.ts'
import { bothCalendars } from './calendars.ts'
import { coverAtIntake } from './cover.ts'
import { type Asked, type Facts, lookUp } from './intake-facts.ts'
import { type NewRequest, writeRequest } from './intake-write.ts'
import { type Channel, KIND_RULES, type Kind } from './kinds.ts'
import { decide } from './priority.ts'

/** What a caller brings, whichever way it came in. */
export interface Intake {
  kind: Kind
  channel: Channel
  language: string | null
  words: string
  summary: string | null
  product: string | null
  answers: Answers
  preferredSlots: { date: string; part: string }[]
  saidBy: string | null
  component: string | null
  impact: 1 | 2 | 3 | null
  urgency: 1 | 2 | 3 | null
  safety: boolean
  fileIds: readonly string[]
  asked: Asked
}

export interface IntakeCall {
  tx: Tx
  actor: Actor
  services: Services
  now: Date
  route: string
  bodyHash: string
  /** More is written in the same change: otherwise the write of the request carries the commit. */
  goesOn?: boolean
}

/** The answer of an intake, made before the write because it is stored with it. */
export type Opened = ReturnType<typeof answerOf>
type Answer<A> = (opened: Opened) => A
/** Registers who nobody knew, ties photos and stations to the request to come; answers the facts as they are then. */
export type Prepare = (requestId: string, facts: Facts) => Promise<Facts>

/**
 * Takes a request in: two questions to the database, one that finds everything, one that writes everything. A caller
 * nobody knows, photos, or a station that sees the customer for the first time cost a few more (`prepare`).
 */
export async function openRequest<A extends object>(
  call: IntakeCall,
  input: Intake,
  answer: Answer<A>,
  prepare: Prepare,
): Promise<A> {
  checkAnswers(input.kind, input.answers)
  const { asked } = input
  const found = await lookUp(call.tx, call.services.db, call.actor, asked)
  if (found.stored) return firstAnswer(call, found.stored) as A
  mustExist(call.actor, asked, found)
  const id = newId()
  const more = !found.customer || !found.isShared || input.fileIds.length > 0
  if (!more) return write(call, await plan(call, input, id, found), found, asked.key, answer, !call.goesOn)
  // What is written beside the request must not be written twice either: the key is taken before it.
  const stored = asked.key ? await takeKey(call.tx, asked.key, call.actor.id, call.route, call.bodyHash) : null
  if (stored) return stored.response as A
  const facts = await prepare(id, found)
  const response = await write(call, await plan(call, input, id, facts), facts, null, answer, false)
  if (asked.key) await keepAnswer(call.tx, asked.key, { status: 201, response })
  return response
}

async function write<A extends object>(
  call: IntakeCall,
  request: NewRequest,
  facts: Facts,
  key: string | null,
  answer: Answer<A>,
  isLast: boolean,
): Promise<A> {
  const response = answer(answerOf(request, facts))
  const kept = { key, route: call.route, bodyHash: call.bodyHash, status: 201, response }
  const written = await writeRequest(call, request, kept, isLast).catch(async (error: unknown) => {
    throw isTaken(error) ? problem('conflict.external_id', 409, await holderOf(call, request.external)) : error
  })
  if (!written.is_first) {
    const { actor_id: actorId, route, body_hash: bodyHash } = written
    return firstAnswer(call, { actorId, route, bodyHash, response: written.response }) as A
  }
  const subject = { type: 'request', id: request.id }
  told(call.tx, call.actor, { type: 'request.opened', subject, threadId: request.id, stationId: request.stationId })
  return response
}

/** Two with one order of a dealer came at once: both had looked before either was written, the key of the table let one in. */
const isTaken = (error: unknown) =>
  (error as { constraint?: string }).constraint === 'request_tenant_id_external_source_external_id_key'

/** Asked apart: the transaction that met the other one can answer nothing more. */
const holderOf = ({ services, actor }: IntakeCall, external: NewRequest['external']) =>
  services.db.txApart(actor.tenantId, (tx) =>
    tx
      .selectFrom('requests.request')
      .select(['id', 'number'])
      .where('external_source', '=', external!.source)
      .where('external_id', '=', external!.id)
      .executeTakeFirstOrThrow(),
  )

function firstAnswer(
  call: IntakeCall,
  stored: Pick<NonNullable<Facts['stored']>, 'actorId' | 'route' | 'bodyHash' | 'response'>,
) {
  const same = stored.actorId === call.actor.id && stored.route === call.route && stored.bodyHash === call.bodyHash
  if (!same) throw problem('idempotency.mismatch', 422)
  return stored.response
}

/** What was named must be there: a wrong id is refused by name, an unknown serial is not. */
export function mustExist(actor: Actor, asked: Asked, facts: Facts): void {
  if (facts.existing) throw problem('conflict.external_id', 409, facts.existing)
  if (asked.stationId && (!facts.station || !sees(actor, asked.stationId))) throw notFound('station')
  const unknown: FieldError[] = []
  const refuse = (path: string) => unknown.push({ path, code: 'validation.unknown_reference' })
  if (asked.customerId && !facts.customer?.isVisible) refuse('customerId')
  if (asked.assetId && !facts.asset?.isVisible) refuse('assetId')
  if (asked.addressId && facts.address?.id !== asked.addressId) refuse('addressId')
  if (asked.ownerId && !facts.ownerKnown) refuse('ownerId')
  if (asked.followUpOf && !facts.followUpKnown) refuse('followUpOf')
  if (unknown.length > 0) throw invalid(...unknown)
}

/** What the answers and the facts make of it: where it is, how urgent, and what is promised by when. */
export function judge(input: Judged, facts: Facts) {
  const { asked } = input
  const place = placeOf(input, facts)
  const effect = effectOf(input.kind, input.answers)
  const kind = KIND_RULES[input.kind]
  const impact = input.impact ?? effect.impact ?? kind.impact
  const urgency = input.urgency ?? effect.urgency ?? kind.urgency
  const decision = decide(
    {
      impact,
      urgency,
      safety: input.safety || effect.safety === true,
      workaround: effect.workaround ?? false,
      at: asked.at,
    },
    { ...facts, repairedAt: facts.repairedAt ? new Date(facts.repairedAt) : null, tier: facts.customer?.tier ?? null },
  )
  const calendars = bothCalendars(facts.calendar, place.timeZone)
  const clocks = startClocks(targetFor(decision.priority), asked.at.getTime(), calendars)
  return { place, impact, urgency, decision, clocks }
}
export type Judged = Pick<Intake, 'kind' | 'answers' | 'impact' | 'urgency' | 'safety' | 'language' | 'asked'>

/** Everything that follows from the words and the facts: reading, priority, cover, promises, number. */
async function plan(call: IntakeCall, input: Intake, id: string, facts: Facts): Promise<NewRequest> {
  const { asked } = input
  const { place, impact, urgency, decision, clocks } = judge(input, facts)
  const year = Number(localDay(asked.at.getTime(), place.timeZone).slice(0, 4))
  const title = input.summary ?? oneLine(input.words)
  const number = await takeNumber(call.services.db, call.actor.tenantId, 'SR', year)
  const question = { ...asked, component: input.component, safety: decision.isSafety }
  const cover = facts.coverFacts ? coverAtIntake(facts.coverFacts, question, await libraryOf(call.tx)) : null
  return {
    id,
    number,
    kind: input.kind,
    channel: input.channel,
    title,
    customerId: facts.customer?.id ?? null,
    contactId: facts.customer?.contactId ?? null,
    assetId: facts.asset?.id ?? null,
    addressId: facts.address?.id ?? null,
    stationId: asked.stationId,
    ownerId: asked.ownerId,
    decision,
    impact,
    urgency,
    symptomCode: asked.symptomCode,
    component: input.component,
    cover,
    ...place,
    calendarId: facts.calendar?.id ?? null,
    answers: input.answers,
    preferredSlots: input.preferredSlots,
    product: facts.asset ? null : (input.product ?? asked.serial),
    openedAt: asked.at,
    external: asked.external,
    verbatim: { id: newId(), text: input.words, language: place.language, saidBy: input.saidBy },
    clocks,
    eventId: newId(),
    eventData: {
      number,
      kind: input.kind,
      channel: input.channel,
      priority: decision.priority,
      title,
      followUpOf: asked.followUpOf,
    },
  }
}

/** Where and in which language: the site, else who serves it, else who asks, else the company. */
function placeOf(input: Judged, facts: Facts) {
  const { address, station, customer, company } = facts
  return {
    country: input.asked.country ?? address?.country ?? station?.country ?? customer?.country ?? company.country,
    timeZone: address?.timeZone ?? station?.timeZone ?? customer?.timeZone ?? company.timeZone,
    language: matchLanguage([input.language ?? customer?.language ?? company.language]),
  }
}

/** The first sentence of what was said, as the one line of the queue until somebody reads it. */
function oneLine(words: string): string {
  const [first = ''] = words.trim().split(/[\n。!?!?]/u)
  const line = (first.trim() || words.trim()).replaceAll(/\s+/gu, ' ')
  return [...line].length > 120 ? `${[...line].slice(0, 119).join('')}…` : line
}

function answerOf(request: NewRequest, facts: Facts) {
  return {
    id: request.id,
    number: request.number,
    version: 1,
    status: 'new',
    priority: request.decision.priority,
    priorityReasons: request.decision.reasons,
    customerId: request.customerId,
    assetId: request.assetId,
    cover: request.cover,
    openedAt: request.openedAt.toISOString(),
    clocks: promisesOf(request.clocks),
    duplicates: alikeIn(facts),
  }
}

export function promisesOf(clocks: readonly ClockState[]) {
  return clocks.map((one) => ({ kind: one.kind, dueAt: new Date(dueAt(one, one.startedAt)).toISOString() }))
}

export function alikeIn(facts: Facts) {
  return facts.duplicates.map(({ openedAt, ...one }) => ({ ...one, openedAt: new Date(openedAt).toISOString() }))
}
