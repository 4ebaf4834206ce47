import { type Decision, paidBy } from '@aftercare/entitlement'
import type { Tx } from '../../kit/db.ts'
import { Problem } from '../../kit/problem.ts'
import { KINDS, type Share } from '../billing/index.ts'
import { coverForWork } from '../entitlement/index.ts'
import type { Work } from './work.ts'

export interface Position {
  id: string
  kind: string
  component?: string | null | undefined
}

type Covered = Pick<Work, 'assetId' | 'symptomCode' | 'component' | 'isSafety'> & { requestId: string }
const isKind = (kind: string): kind is (typeof KINDS)[number] => (KINDS as readonly string[]).includes(kind)

/**
 * Who pays these positions today, and why. Null when nobody can be asked: no product, or facts that contradict each other
 * (the desk sees those at the product; the technician's work goes on).
 */
export async function decisionFor(
  tx: Tx,
  work: Covered,
  positions: readonly Position[],
  now: Date,
): Promise<Decision | null> {
  if (!work.assetId) return null
  const lines = positions.flatMap((one) =>
    isKind(one.kind) ? [{ id: one.id, kind: one.kind, ...(one.component ? { component: one.component } : {}) }] : [],
  )
  const fault = {
    ...(work.symptomCode && { symptomCode: work.symptomCode }),
    ...(work.component && { component: work.component }),
    ...(work.isSafety && { safety: true }),
  }
  try {
    const of = { assetId: work.assetId, requestId: work.requestId }
    return (await coverForWork(tx, of, { at: now, fault, lines })).decision
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return null
    throw error
  }
}

/** The usual positions, by kind as id: what a visit is told before anybody has added a line. */
export const decisionForKinds = (tx: Tx, work: Covered, now: Date) =>
  decisionFor(
    tx,
    work,
    KINDS.map((kind) => ({ id: kind, kind })),
    now,
  )

/** The share of one position. Without a product nothing is covered; without a decision nobody can say yet. */
export function shareOf(work: Covered, decision: Decision | null, lineId: string): Omit<Share, 'decisionId'> {
  if (!work.assetId) return { payer: 'customer', customerSharePct: 100, why: null }
  if (!decision) return { payer: 'undetermined', customerSharePct: 100, why: null }
  const { payer, customerSharePct, why } = paidBy(decision, lineId)
  return { payer, customerSharePct, why: why as Share['why'] }
}
