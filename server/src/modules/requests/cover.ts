import { systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { Problem } from '../../kit/problem.ts'
import { coverOfFacts, decideAndKeep, type FactsRow } from '../entitlement/index.ts'
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
export function coverAtIntake(facts: FactsRow, asked: Asked): string {
  try {
    return coverOfFacts(facts, questionOf(asked)).decision.outcome
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
  const component = await componentOf(tx, row)
  const asked = { symptomCode: row.symptom_code, component, safety: row.is_safety, at: row.opened_at }
  const kept = await decideAndKeep(tx, systemActor(row.tenant_id), {
    ...questionOf(asked),
    assetId: row.asset_id,
    requestId: row.id,
  }).catch((error) => {
    if (error instanceof Problem) return null
    throw error
  })
  await tx
    .updateTable('requests.request')
    .set({ decision_id: kept?.id ?? null, cover_outcome: kept?.decision.outcome ?? 'undetermined' })
    .where('id', '=', row.id)
    .execute()
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
