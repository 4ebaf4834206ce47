import { canonicalJson } from '@aftercare/entitlement'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { addTerm, type Term, termsOf } from './warranty-terms.ts'

type Kept = Awaited<ReturnType<typeof termsOf>>[number]

/** What is promised, however it is called. */
export function sameTerm({ id: _id, name: _name, ...term }: Kept | (Term & { id?: string })): string {
  const { components, excludedComponents } = term
  const given = Object.fromEntries(Object.entries(term).filter(([, value]) => value !== null && value !== undefined))
  return canonicalJson({
    ...given,
    components: [...components].sort(),
    excludedComponents: [...excludedComponents].sort(),
  })
}

/** Promises the same for other models; what one of them promises already is not promised twice. */
export async function copyTerms(tx: Tx, actor: Actor, modelId: string, toIds: readonly string[]): Promise<number> {
  const model = await tx.selectFrom('assets.model').select('id').where('id', '=', modelId).executeTakeFirst()
  if (!model) throw notFound('model')
  const terms = await termsOf(tx, modelId)
  let added = 0
  for (const toId of new Set(toIds.filter((id) => id !== modelId))) {
    const known = new Set((await termsOf(tx, toId)).map(sameTerm))
    for (const { id: _, ...term } of terms) {
      if (known.has(sameTerm({ ...term } as Kept))) continue
      await addTerm(tx, actor, toId, term as Term)
      added++
    }
  }
  return added
}
