import { CaseRefused, type Decision, type DecisionSummary, decideWith, summary } from '@aftercare/entitlement'
import type { Tx } from '../../kit/db.ts'
import { notFound, Problem } from '../../kit/problem.ts'
import { type FactsRow, type Gathered, gathered, gatherFacts, type Question } from './facts.ts'
import { type HeldPacks, libraryOf, libraryOn } from './pack-library.ts'

export interface Cover {
  decision: Decision
  summary: DecisionSummary
  assumed: string[]
  doubted: string[]
}

/** Who would pay for a repair of this product: one statement for the facts, then pure arithmetic. Nothing is stored. */
export async function coverOf(tx: Tx, assetId: string, question: Question): Promise<Cover> {
  const facts = (await gatherFacts(tx, [assetId], question)).get(assetId)
  if (!facts) throw notFound('asset')
  return decided(facts, await libraryOf(tx))
}

/** The same for several products, in one statement; by id. */
export async function coverOfMany(
  tx: Tx,
  assetIds: readonly string[],
  question: Question,
): Promise<Map<string, Cover>> {
  if (assetIds.length === 0) return new Map()
  const all = await gatherFacts(tx, assetIds, question)
  const packs = await libraryOf(tx)
  return new Map([...all].map(([id, facts]) => [id, decided(facts, packs)]))
}

/** The same from facts that a larger question brought along (`factsQuery`). */
export function coverOfFacts(row: FactsRow, question: Question, packs: HeldPacks): Cover {
  return decided(gathered(row, question), packs)
}

/** By the packs that hold on the day of the facts. */
export function decided({ facts, assumed, doubted }: Gathered, packs: HeldPacks): Cover {
  try {
    const decision = decideWith(libraryOn(packs, facts.at), facts)
    return { decision, summary: summary(decision), assumed, doubted }
  } catch (error) {
    if (!(error instanceof CaseRefused)) throw error
    throw new Problem('validation.failed', 422, {
      errors: error.problems.map(({ path, code, values }) => ({
        path: path.replace(/^\./, ''),
        code: `entitlement.${code}`,
        ...(values && { values }),
      })),
    })
  }
}
