import type { Job, ReactionCall, Reactions } from '../../kit/jobs.ts'
import { customersOwn } from '../../kit/subjects.ts'
import { findableContract } from './findable.ts'
import { reforecast } from './plan-dates.ts'

customersOwn('contract', async (tx, customerId, id) =>
  Boolean(
    await tx
      .selectFrom('contracts.contract')
      .select('id')
      .where('id', '=', id)
      .where('customer_id', '=', customerId)
      .where('status', '<>', 'draft')
      .executeTakeFirst(),
  ),
)

const findable = ({ tx, event }: ReactionCall) => findableContract(tx, event.subjectId)

export const reactions: Reactions = {
  'contract.activated': { 'contracts.findable': findable },
  'meter.read': { 'contracts.forecast': ({ tx, event }) => reforecast(tx, event.subjectId) },
  'meter.doubted': { 'contracts.forecast': ({ tx, event }) => reforecast(tx, event.subjectId) },
  'meter.trusted': { 'contracts.forecast': ({ tx, event }) => reforecast(tx, event.subjectId) },
}
export const jobs: Job[] = []
