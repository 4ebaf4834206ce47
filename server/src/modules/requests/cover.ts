import { systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { Problem } from '../../kit/problem.ts'
import { coverOfFacts, decideAndKeep, type FactsRow, type HeldPacks, settleDecisions } from '../entitlement/index.ts'
import type { RequestRow } from './find.ts'

interface Asked {
  symptomCode: string | null
  component: string | null
  safety: boolean
  at: Date
}

function questionOf({ symptomCode, component, safety, at }: Asked) {
  return {
    at,
    ...(component && { faultComponent: component }),
    fault: { ...(symptomCode && { symptomCode }), ...(safety && { safety }) },
  }
}

/**
 * Who pays, as the dates of the product, the terms of its model and the law say it at intake. A product whose dates
 * contradict each other never keeps a customer from asking for help: its cover is undetermined.
 */
export function coverAtIntake(facts: FactsRow, asked: Asked, packs: HeldPacks): string {
  try {
    return coverOfFacts(facts, questionOf(asked), packs).decision.outcome
  } catch (error) {
    if (error instanceof Problem) return 'undetermined'
    throw error
  }
}

/** The decision in full is kept beside the request once it is there, and again when another product or fault is named. */
export async function keepCover({ tx, event }: ReactionCall): Promise<void> {
  const row = await tx
    .selectFrom('requests.request')
    .selectAll()
    .where('id', '=', event.subjectId)
    .forUpdate()
    .executeTakeFirst()
  if (!row?.asset_id || (row.decision_id && !speaksOfCover(event))) return
  const kept = await decideAndKeep(tx, systemActor(row.tenant_id), {
    ...(await questionAbout(tx, row)),
    at: event.at,
    assetId: row.asset_id,
    cause: event.type,
  }).catch((error) => {
    if (error instanceof Problem) return null
    throw error
  })
  await pointTo(tx, row.id, kept && { id: kept.id, outcome: kept.decision.outcome })
}

/** A fact of the product has changed, and with it the decision about an open request: the request points to the new one. */
export async function followDecision({ tx, event }: ReactionCall): Promise<void> {
  const { requestId, visitId, assetId, outcome } = event.data
  if (typeof requestId !== 'string' || visitId) return
  const row = await tx
    .selectFrom('requests.request')
    .select(['id', 'asset_id'])
    .where('id', '=', requestId)
    .where('status', 'not in', ['closed', 'cancelled'])
    .forUpdate()
    .executeTakeFirst()
  // Two decisions soon after each other: the news of the first may come after the second is known.
  const holds = await tx
    .selectFrom('entitlement.decision')
    .select('id')
    .where('id', '=', event.subjectId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  if (row && holds && row.asset_id === assetId) await pointTo(tx, row.id, { id: holds.id, outcome: String(outcome) })
}

/** What the work was done under stands once it is closed; taken up again, it follows the facts again. */
export const settleCover = ({ tx, event }: ReactionCall) => settleDecisions(tx, event.subjectId, event.at)
export const unsettleCover = ({ tx, event }: ReactionCall) => settleDecisions(tx, event.subjectId, null)

async function pointTo(tx: Tx, requestId: string, decision: { id: string; outcome: string } | null): Promise<void> {
  await tx
    .updateTable('requests.request')
    .set({ decision_id: decision?.id ?? null, cover_outcome: decision?.outcome ?? 'undetermined' })
    .where('id', '=', requestId)
    .execute()
}

/** The fault as the request tells it: since it was opened; what else was found out is carried from decision to decision. */
async function questionAbout(tx: Tx, row: RequestRow) {
  const component = await componentOf(tx, row)
  const asked = { symptomCode: row.symptom_code, component, safety: row.is_safety, at: row.opened_at }
  const ownFacts = ['symptomCode', 'component', 'safety'] as const
  return { ...questionOf(asked), since: row.opened_at, requestId: row.id, ownFacts }
}

function speaksOfCover({ data }: ReactionCall['event']): boolean {
  const changes = (data.changes ?? {}) as Record<string, unknown>
  return ['assetId', 'symptomCode', 'isSafety'].some((field) => field in changes)
}

async function componentOf(tx: Tx, row: RequestRow): Promise<string | null> {
  const reading = await tx
    .selectFrom('requests.reading')
    .select('component')
    .where('request_id', '=', row.id)
    .where('version', '=', row.reading_version)
    .executeTakeFirst()
  return reading?.component ?? null
}
