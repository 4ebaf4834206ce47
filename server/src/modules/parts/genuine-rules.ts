import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { newId } from '../../kit/ids.ts'

/** Nothing set: a part that its maker does not know is not fitted. */
export async function readGenuineRules(tx: Tx) {
  const row = await tx
    .selectFrom('parts.genuine_rules')
    .select(['allows_unproven as allowsUnproven', 'version'])
    .executeTakeFirst()
  return row ?? { allowsUnproven: false, version: 1 }
}

export async function putGenuineRules(tx: Tx, actor: Actor, allowsUnproven: boolean, ifMatch: number) {
  await tx
    .insertInto('parts.genuine_rules')
    .values({ id: newId(), allows_unproven: false })
    .onConflict((c) => c.doNothing())
    .execute()
  const { id } = await tx.selectFrom('parts.genuine_rules').select('id').executeTakeFirstOrThrow()
  await edit(tx, actor, {
    ...{ table: 'parts.genuine_rules', id, ifMatch, patch: { allows_unproven: allowsUnproven } },
    news: { type: 'genuine_rules.changed', subjectType: 'genuine_rules' },
  })
  return readGenuineRules(tx)
}
