import type { Services } from '../../kit/app.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { hint } from '../../kit/live.ts'

const TOLD_EVERY_MS = 500

/** Says how far it is, twice a second at most, each in a short transaction of its own; `isOver` when somebody called the run off. */
export function teller(services: Services, tenantId: string, run: { id: string }, isOver: () => void) {
  let told = 0
  return (share: number) => {
    if (Date.now() - told < TOLD_EVERY_MS) return
    told = Date.now()
    services.db
      .tx(tenantId, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('replenishment.run')
          .set({ share })
          .where('id', '=', run.id)
          .where('state', '=', 'running')
          .executeTakeFirst()
        if (numUpdatedRows === 0n) isOver()
        tell(tx, tenantId, run.id)
      })
      .catch(() => {}) // Progress is worth no failure; the end of the run tells what matters.
  }
}

/** Screens that show the run look again. */
export function tell(tx: Tx, tenantId: string, id: string): void {
  const news = { type: 'replenishment.progressed', subject: { type: 'replenishment_run', id }, stationId: null }
  afterCommit(tx, () => hint(tenantId, news))
}
