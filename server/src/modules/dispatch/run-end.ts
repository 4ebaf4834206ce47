import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { tellRun } from './planning-runs.ts'

export interface Ended {
  error_code?: string
  travel_source?: string
  travel_note?: string | null
  progress?: string
  write?: (tx: Tx) => Promise<void>
}

/** The end of the run and its scenario are one change: there is never one without the other. Nothing for one that has ended. */
export async function endRun(
  services: Services,
  tenantId: string,
  runId: string,
  state: 'done' | 'stopped' | 'failed',
  { write, ...set }: Ended,
): Promise<void> {
  await services.db.tx(tenantId, async (tx) => {
    const row = await tx
      .updateTable('dispatch.planning_run')
      .set({ ...set, state, finished_at: new Date() })
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', runId)
      .where('state', 'in', ['waiting', 'running'])
      .returning(['id', 'station_id'])
      .executeTakeFirst()
    if (!row) return
    await write?.(tx)
    tellRun(tx, tenantId, row, 'planning.finished')
  })
}
