import { tenantOf } from '../../kit/db.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { notify } from '../../kit/notices/notify.ts'
import { peopleOfRoles } from '../network/index.ts'

/** A product comes one step before a legal limit, or reaches it: whoever works on it hears of it, and who runs the service. */
export async function tellLimit({ tx, event }: ReactionCall): Promise<void> {
  const { assetId, serial, counter, n, reachedAt } = event.data
  if (typeof assetId !== 'string') return
  const open = await tx
    .selectFrom('requests.request')
    .select(['id', 'owner_id', 'station_id'])
    .where('asset_id', '=', assetId)
    .where('status', 'not in', ['closed', 'cancelled'])
    .orderBy('opened_at', 'desc')
    .execute()
  const stationId = open[0]?.station_id ?? event.stationId
  const people = [
    ...open.flatMap((one) => one.owner_id ?? []),
    ...(await peopleOfRoles(tx, stationId, ['service_manager'])),
  ]
  await notify(tx, tenantOf(tx), people, {
    kind: event.type === 'limit.reached' ? 'limits:notice.reached' : 'limits:notice.approached',
    details: { serial, counter, n, reachedAt },
    subject: open[0] ? { type: 'request', id: open[0].id } : { type: 'asset', id: assetId },
  })
}
