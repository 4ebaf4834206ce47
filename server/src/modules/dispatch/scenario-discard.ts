import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import { lockScenario } from './scenario-find.ts'
import type { Call } from './work-orders.ts'

/** Puts a scenario aside; what is applied has to be taken back first. */
export async function discardScenario({ tx, actor }: Call, id: string, ifMatch: number): Promise<void> {
  const row = await lockScenario(tx, actor, id, ifMatch)
  if (!['proposed', 'undone'].includes(row.state))
    throw problem('conflict.state', 409, { from: row.state, to: 'discarded' })
  await tx
    .updateTable('dispatch.scenario')
    .set({ state: 'discarded', version: row.version + 1 })
    .where('id', '=', id)
    .execute()
  await announce(tx, actor, {
    type: 'scenario.discarded',
    subject: { type: 'scenario', id, version: row.version + 1 },
    stationId: row.station_id,
    data: { name: row.name, changes: { state: { from: row.state, to: 'discarded' } } },
  })
}
