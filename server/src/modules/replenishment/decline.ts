import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { decided, proposalsHeld } from './find.ts'

/** Not to be done, with the reason; the next plan judges anew. */
export async function declineProposals(tx: Tx, actor: Actor, ids: readonly string[], reason: string): Promise<void> {
  const rows = await proposalsHeld(tx, actor, ids)
  const other = rows.find((row) => row.state !== 'open')
  if (other) throw problem('conflict.state', 409, { from: other.state, to: 'declined' })
  await decided(
    tx,
    actor,
    rows.map((row) => row.id),
    { state: 'declined', reason },
  )
}
