import { type Decision, type Fault, summary } from '@aftercare/entitlement'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { contractsIn } from './contract-cover.ts'
import { type Cover, coverOf } from './cover.ts'
import type { Question } from './facts.ts'
import { keepPacks } from './pack-keeping.ts'
import { supplierCover } from './supplier-cover.ts'
import { type FactChange, whatChanged } from './what-changed.ts'

/** What a decision is about: the narrowest that is named. About each, one decision holds at a time. */
export interface About {
  assetId: string
  requestId?: string | null | undefined
  visitId?: string | null | undefined
  quotationId?: string | null | undefined
}
export interface Wanted extends Question, About {
  /** What made us decide: 'asked', or the event that changed a fact. */
  cause?: string
  /** Facts of the fault that are not carried over from the decision before: whoever asks knows them all. */
  ownFacts?: readonly (keyof Fault)[]
}

type Asked = Pick<Question, 'day' | 'since' | 'fault' | 'faultComponent' | 'lines' | 'facts'>

/** Decides and keeps the decision with its facts and the versions of its packs, so that it can be made again years later. */
export async function decideAndKeep(tx: Tx, actor: Actor, wanted: Wanted): Promise<Cover & { id: string }> {
  const before = await inForce(tx, wanted)
  const question = before?.assetId === wanted.assetId ? carried(before.question, wanted) : wanted
  const cover = await coverOf(tx, wanted.assetId, question)
  const id = await keep(tx, actor, { ...question, settled: false }, cover.decision, before)
  return { ...cover, id }
}

/** For a decision that was made already, in the same change: only the keeping. It is settled: what it says was signed or offered. */
export async function keepDecision(
  tx: Tx,
  actor: Actor,
  of: About & { at: Date; cause: string },
  decision: Decision,
): Promise<string> {
  return keep(tx, actor, { ...of, settled: true }, decision, await inForce(tx, of))
}

/** Asks the same again because a fact has changed; null when nothing the decision rests on is different. */
export async function decideAgain(tx: Tx, actor: Actor, before: Before, cause: string, at: Date) {
  const wanted = { ...about(before), at, cause }
  const question = carried(before.question, { ...wanted, requestId: before.requestId })
  const { decision } = await coverOf(tx, before.assetId, question)
  if (whatChanged(before.decision, decision).length === 0) return null
  return keep(tx, actor, { ...question, settled: false }, decision, before)
}

export interface Before {
  id: string
  assetId: string
  requestId: string | null
  visitId: string | null
  quotationId: string | null
  decision: Decision
  question: Asked
}
const about = ({ assetId, requestId, visitId, quotationId }: Before): About => ({
  assetId,
  requestId,
  visitId,
  quotationId,
})

/** The decision that holds, held until the end of the change; whoever decides about the same thing waits. */
export async function inForce(tx: Tx, of: About): Promise<Before | undefined> {
  const key = of.quotationId ?? of.visitId ?? of.requestId ?? of.assetId
  await sql`select pg_advisory_xact_lock(hashtextextended(${`decision ${key}`}, 3))`.execute(tx)
  return holding(tx, key)
}

/** What the work on a request would cost whom: with all that was found out about its fault so far. Nothing is stored. */
export async function coverForWork(tx: Tx, of: About, question: Question): Promise<Cover> {
  const before = of.requestId ? await holding(tx, of.requestId) : undefined
  const wanted = { ...question, ...of }
  return coverOf(tx, of.assetId, before?.assetId === of.assetId ? carried(before.question, wanted) : wanted)
}

async function holding(tx: Tx, key: string): Promise<Before | undefined> {
  const row = await tx
    .selectFrom('entitlement.decision')
    .select(['id', 'asset_id as assetId', 'request_id as requestId', 'visit_id as visitId', 'decision', 'question'])
    .select('quotation_id as quotationId')
    .where('about', '=', key)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const question = row.question as unknown as Asked & { since?: string }
  return {
    ...row,
    decision: row.decision as unknown as Decision,
    question: { ...question, since: question.since ? new Date(question.since) : undefined },
  }
}

/** What was found out once need not be said again: the last answers stand until somebody gives others. */
function carried(last: Asked, wanted: Wanted): Wanted {
  const own = new Set<string>(wanted.ownFacts ?? [])
  const kept = Object.fromEntries(Object.entries(last.fault ?? {}).filter(([name]) => !own.has(name)))
  const fault = { ...kept, ...wanted.fault }
  const component = wanted.faultComponent ?? (own.has('component') ? undefined : last.faultComponent)
  const facts = { ...last.facts, ...wanted.facts }
  return {
    ...wanted,
    day: wanted.day ?? last.day,
    since: wanted.since ?? last.since,
    lines: wanted.lines ?? last.lines,
    faultComponent: component,
    ...(Object.keys(fault).length > 0 && { fault }),
    ...(Object.keys(facts).length > 0 && { facts }),
  }
}

async function keep(
  tx: Tx,
  actor: Actor,
  of: Wanted & { settled: boolean },
  decision: Decision,
  before: Before | undefined,
): Promise<string> {
  const id = newId()
  const changes = before ? whatChanged(before.decision, decision) : []
  if (before)
    await tx
      .updateTable('entitlement.decision')
      .set({ superseded_by: id, superseded_at: of.at })
      .where('id', '=', before.id)
      .execute()
  const { day, since, fault, faultComponent, lines, facts } = of
  await tx
    .insertInto('entitlement.decision')
    .values({
      id,
      asset_id: of.assetId,
      request_id: of.requestId ?? null,
      visit_id: of.visitId ?? null,
      quotation_id: of.quotationId ?? null,
      outcome: decision.outcome,
      decision: JSON.stringify(decision),
      question: JSON.stringify({ day, since, fault, faultComponent, lines, facts }),
      cause: of.cause ?? 'asked',
      changes: JSON.stringify(changes),
      supplier: JSON.stringify(await supplierCover(tx, of.assetId, decision)),
      supersedes: before?.id ?? null,
      settled_at: of.settled ? of.at : null,
      made_at: of.at,
      made_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await keepPacks(tx, decision)
  await tell(tx, actor, { id, of, decision, before, changes })
  return id
}

interface Kept {
  id: string
  of: Wanted
  decision: Decision
  before: Before | undefined
  changes: readonly FactChange[]
}

async function tell(tx: Tx, actor: Actor, { id, of, decision, before, changes }: Kept): Promise<void> {
  await announce(tx, actor, {
    type: before ? 'cover.redecided' : 'cover.decided',
    subject: { type: 'decision', id },
    threadId: of.requestId ?? of.assetId,
    data: {
      assetId: of.assetId,
      requestId: of.requestId ?? null,
      visitId: of.visitId ?? null,
      outcome: decision.outcome,
      payers: summary(decision).payers,
      contracts: contractsIn(decision),
      cause: of.cause ?? 'asked',
      ...(before && { supersedes: before.id, was: before.decision.outcome, facts: changes.map((one) => one.fact) }),
    },
  })
}
