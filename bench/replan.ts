import { planJob } from '../server/src/modules/dispatch/index.ts'
import { type Bench, rounded } from './kind.ts'
import { fillGround, type Ground } from './replan-ground.ts'
import { openStage, type Stage } from './stage.ts'

interface Scenario {
  id: string
  version: number
  figures: {
    before: { travelMinutes: number; jobs: number }
    after: { travelMinutes: number; jobs: number }
    promisesMoved: number
    mostMovedMinutes: number
    movedVisits: number
    unplaced: number
  }
}

/**
 * Fifty technicians with three hundred jobs; at half past ten one falls ill. Measured: from the absence being written
 * down to a plan that is applied. Beside it, the same day solved anew with ten times the processor time: what the
 * quick plan costs in travel, and how many promises each would move.
 */
export const replanBench: Bench = {
  name: 'replan',
  describe: 'a technician falls ill at half past ten: time to an applied plan, promises moved, against a full re-solve',
  options: [
    ['--technicians <n>', 'people of the station', '50'],
    ['--jobs <n>', 'visits of the day', '300'],
    ['--cpu-seconds <n>', 'processor time of the quick plan', '1'],
  ],
  async run(flags, say) {
    const stage = await openStage()
    try {
      say('filling the day')
      const now = Date.now()
      const ground = await fillGround(stage, Number(flags.technicians ?? 50), Number(flags.jobs ?? 300), now)
      const seconds = Number(flags.cpuSeconds ?? 1)
      say('somebody falls ill')
      const begun = performance.now()
      await fallIll(stage, ground, now)
      const quick = await planned(stage, ground, seconds, false)
      const plannedMs = performance.now() - begun
      say('the same day solved anew')
      const paused = performance.now()
      const full = await planned(stage, ground, seconds * 10, true)
      const pause = performance.now() - paused
      say('applying')
      await call(stage, 'PUT', `/scenarios/${quick.id}/application`, {}, quick.version)
      const appliedMs = performance.now() - begun - pause
      return {
        bench: 'replan',
        technicians: ground.technicians.length,
        jobs: ground.visits,
        secondsToPlan: rounded(plannedMs / 1000),
        secondsToApplied: rounded(appliedMs / 1000),
        target: 5,
        ratioToTarget: rounded(appliedMs / 5000),
        quick: view(quick),
        fullResolve: { cpuSeconds: seconds * 10, ...view(full) },
        travelAgainstFull: rounded(quick.figures.after.travelMinutes / full.figures.after.travelMinutes),
        promisesMovedAgainstFull: [quick.figures.promisesMoved, full.figures.promisesMoved],
      }
    } finally {
      await stage.close()
    }
  },
}

const view = ({ figures }: Scenario) => ({
  travelMinutesBefore: figures.before.travelMinutes,
  travelMinutes: figures.after.travelMinutes,
  jobs: figures.after.jobs,
  movedVisits: figures.movedVisits,
  promisesMoved: figures.promisesMoved,
  mostMovedMinutes: figures.mostMovedMinutes,
  unplaced: figures.unplaced,
})

async function fallIll(stage: Stage, { technicians }: Ground, now: number): Promise<void> {
  const body = { from: new Date(now).toISOString(), to: new Date(now + 24 * 3_600_000).toISOString(), kind: 'sick' }
  await call(stage, 'POST', `/people/${technicians[0]}/absences`, body)
}

/** A run through the API, worked off in this process as a worker would. */
async function planned(stage: Stage, { stationId, day }: Ground, seconds: number, full: boolean): Promise<Scenario> {
  const run = await call<{ id: string }>(stage, 'POST', '/planning-runs', {
    kind: full ? 'day' : 'replan',
    stationId,
    from: day,
    seconds,
    freezeMinutes: 15,
  })
  const { rows } = await stage.services.ownerPool.query(
    `delete from graphile_worker._private_jobs where key = $1 returning payload`,
    [`plan ${run.id}`],
  )
  const { services, tenantId } = stage
  await planJob.handle({ services, tenantId, payload: rows[0].payload, log: services.log })
  const done = await call<{ state: string; errorCode: string; scenarioId: string }>(
    stage,
    'GET',
    `/planning-runs/${run.id}`,
  )
  if (done.state !== 'done') throw new Error(`the run ended ${done.state}: ${done.errorCode}`)
  return call<Scenario>(stage, 'GET', `/scenarios/${done.scenarioId}`)
}

async function call<T = unknown>(
  stage: Stage,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
  version?: number,
): Promise<T> {
  const answer = await stage.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: stage.authorization, ...(version ? { 'if-match': `"${version}"` } : {}) },
    ...(body ? { payload: body } : {}),
  })
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${answer.body}`)
  return answer.json() as T
}
