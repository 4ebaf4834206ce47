import type { Job, Reactions } from '../../kit/jobs.ts'
import { findableAssetsOf } from './findable.ts'

export const reactions: Reactions = {
  'customer.changed': {
    // Products are found by their owner's name.
    'assets: owner renamed': async ({ tx, event }) => {
      if ((event.data.changes as Record<string, unknown> | undefined)?.name) await findableAssetsOf(tx, event.subjectId)
    },
  },
}
export const jobs: Job[] = []
