import { type Selectable, sql } from 'kysely'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import type { ReplenishmentRun } from '../../kit/db-types.ts'
import { isAway } from '../../kit/errors.ts'
import { type Job, job } from '../../kit/jobs.ts'
import { reckonApart } from './apart.ts'
import { keptOf } from './budget.ts'
import { linksKnown, partsKnown, placesKnown } from './ground.ts'
import { readHistory } from './history.ts'
import { panelOf } from './panel.ts'
import type { Kind, Read, Reckoned } from './reckon.ts'
import { tell, teller } from './run-news.ts'
import { type RunOptions, runOptions } from './shapes.ts'
import { stockNow } from './stock.ts'
import { writePlan } from './write.ts'

type RunRow = Selectable<ReplenishmentRun>
/** Simulation looks back 24 months and learns from those before. */
const WHAT_IF_MONTHS = 49

/**
 * A run: reads the own history and the stock of one moment, reckons in a thread of its own, writes the answer down. A worker that
 * dies in the middle leaves it to the next, which begins anew.
 */
export const replenishmentJob: Job = job<{ runId: string }>(
  'replenishment-run',
  async ({ services, tenantId, payload, log }) => {
    const run = await begin(services, tenantId, payload.runId)
    if (!run) return
    try {
      const options = runOptions.parse(run.options)
      const read = await services.db.tx(tenantId, (tx) => readAll(tx, run, options, new Date()))
      const over = new AbortController()
      const say = teller(services, tenantId, run, () => over.abort())
      const reckoned = await reckonApart(run.kind as Kind, read, say, over.signal)
      if (reckoned) await services.db.tx(tenantId, (tx) => finish(tx, tenantId, run, read, reckoned))
    } catch (error) {
      if (isAway(error as Error)) throw error
      log.error({ err: error, runId: run.id }, 'replenishment failed')
      await services.db.tx(tenantId, (tx) => end(tx, tenantId, run, { state: 'failed', error_code: 'internal' }))
    }
  },
)

const begin = (services: Services, tenantId: string, runId: string) =>
  services.db.tx(tenantId, (tx) =>
    tx
      .updateTable('replenishment.run')
      .set((eb) => ({ state: 'running', started_at: eb.fn.coalesce('started_at', eb.fn<Date>('now')) }))
      .where('id', '=', runId)
      .where('state', 'in', ['waiting', 'running'])
      .returningAll()
      .executeTakeFirst(),
  )

async function readAll(tx: Tx, run: RunRow, options: RunOptions, now: Date): Promise<Read> {
  const history = await readHistory(tx, run.kind === 'what_if' ? WHAT_IF_MONTHS : options.months, now)
  const stock = await stockNow(tx)
  const lying = stock.filter((one) => one.onHand > 0 || one.backorders > 0)
  return {
    panel: panelOf(history, lying, now),
    ...{ places: await placesKnown(tx), parts: await partsKnown(tx), links: await linksKnown(tx) },
    ...{ stock, options },
  }
}

async function finish(tx: Tx, tenantId: string, run: RunRow, read: Read, reckoned: Reckoned): Promise<void> {
  // Called off in the last moment: the plan before it stays.
  const { rows } =
    await sql`select 1 from replenishment.run where id = ${run.id} and state = 'running' for update`.execute(tx)
  if (rows.length === 0) return
  if (reckoned.kind === 'plan') {
    const figures = await writePlan(tx, run.id, read, reckoned)
    return end(tx, tenantId, run, { state: 'done', figures: JSON.stringify(figures) })
  }
  if (reckoned.kind === 'budget')
    return end(tx, tenantId, run, { state: 'done', budget: JSON.stringify(keptOf(reckoned.spent)) })
  const { whatIf, median } = reckoned
  const money = (minor: number) => String(Math.round(minor))
  const points = whatIf.curve.map((point) => ({
    ...{ factor: point.shortage / median, fillPct: point.fill * 100, moneyMinor: money(point.money) },
  }))
  const answers = whatIf.answers.map((one) => ({
    fillPct: one.fill * 100,
    moneyMinor: one.money === null ? null : money(one.money),
    factor: points.find(({ fillPct }) => fillPct >= one.fill * 100)?.factor ?? null,
  }))
  await end(tx, tenantId, run, { state: 'done', curve: JSON.stringify({ points, answers }) })
}

interface Ended {
  state: 'done' | 'failed'
  error_code?: string
  figures?: string
  curve?: string
  budget?: string
}

async function end(tx: Tx, tenantId: string, run: RunRow, set: Ended): Promise<void> {
  await tx
    .updateTable('replenishment.run')
    .set({ ...set, share: 1, finished_at: new Date() })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', run.id)
    .where('state', '=', 'running')
    .execute()
  tell(tx, tenantId, run.id)
}
