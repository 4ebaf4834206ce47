import { sql } from 'kysely'
import { Problem } from '../../kit/problem.ts'
import { keepUnscanned } from '../parts/index.ts'
import { completeVisit } from './completion.ts'
import { usedOn } from './consequences.ts'
import type { Fact } from './fact.ts'
import type { TapCall } from './status.ts'
import { refusalCode } from './told.ts'
import { findOwnWork } from './work.ts'

type Completion = Parameters<typeof completeVisit>[3]

/**
 * The end of a visit as a phone tells it. The work was done whatever our shelves say: where only the place a part came from is
 * unclear, the books lack it, or nobody scanned it, the visit ends: the desk is asked about the part, and quality has what was
 * not proven in writing.
 */
export async function completeTold(
  call: TapCall,
  visitId: string,
  ifMatch: number,
  input: Completion,
  fact: Fact,
): Promise<void> {
  const { tx } = call
  await sql`savepoint completion`.execute(tx)
  try {
    await completeVisit(call, visitId, ifMatch, input, { isTold: true })
    await sql`release savepoint completion`.execute(tx)
  } catch (error) {
    const reason = aboutParts(error)
    if (!reason) throw error
    await sql`rollback to savepoint completion`.execute(tx)
    const seen = error as Problem
    // The refusal is undone; what it has seen of a part that breaks the chain stays.
    await seen.evidence?.(tx)
    const work = await findOwnWork(tx, call.actor, visitId)
    await keepUnscanned(tx, call.actor, await usedOn(tx, work, call.now), new Date(input.at))
    await completeVisit(call, visitId, ifMatch, input, { isTold: true, partsLater: true })
    fact.left = { reason, body: { ...input, parts: error instanceof Problem ? (error.errors ?? []) : [] } }
  }
}

/** Which refusal it was, when nothing but parts stood in the way. */
function aboutParts(error: unknown): string | null {
  const code = refusalCode(error)
  if (code.startsWith('parts.')) return code
  const codes = error instanceof Problem ? (error.errors ?? []).map((one) => one.code) : []
  return codes.length > 0 && codes.every((one) => one.startsWith('parts.') || one === 'field_work.reason_needed')
    ? codes[0]!
    : null
}
