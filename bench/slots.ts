import { bestTimetable, type Job, type Problem, routeCosts, type StopRef, visitsOf } from '@aftercare/dispatch/plan'
import { prepareSlots, type SlotWish, slotsFor } from '@aftercare/dispatch/slots'
import { type Bench, quantile, rounded } from './kind.ts'
import { type Ground, numbersFrom, slotGround } from './slots-ground.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** What one offer takes on a board of weeks, against timing every route anew for every position. */
export const slotsBench: Bench = {
  name: 'slots',
  describe: 'time slots offered for one more job: p50 and p95 per offer, against a plain full re-evaluation',
  options: [
    ['--technicians <n>', 'technicians', '200'],
    ['--days <n>', 'days', '10'],
    ['--visits <n>', 'visits per technician and day', '8'],
    ['--offers <n>', 'offers asked for', '200'],
    ['--seed <n>', 'seed of the ground and of the questions', '1'],
  ],
  async run(flags, say) {
    const [technicians, days, visits, offers, seed] = ['technicians', 'days', 'visits', 'offers', 'seed'].map((key) =>
      Number(flags[key]),
    ) as [number, number, number, number, number]
    say('laying out the region')
    const ground = slotGround(technicians, days, visits, seed)
    const begun = performance.now()
    const board = prepareSlots(ground.problem, ground.plan)
    const prepareMs = performance.now() - begun
    const random = numbersFrom(seed + 1)
    const wishes = Array.from({ length: offers + 20 }, () => wishOf(ground, random))
    say('asking')
    // The first ones are compiled, not measured.
    for (const wish of wishes.splice(0, 20)) slotsFor(board, wish)
    let windows = 0
    const cpu: number[] = []
    const confirmed = wishes.map((wish) => timed(() => (windows += slotsFor(board, wish).length), cpu))
    const scanOnly = wishes.map((wish) => timed(() => slotsFor(board, { ...wish, confirm: 0 })))
    say('the plain way')
    const plain = wishes.slice(0, 4).map((wish) => timed(() => fullReevaluation(ground, wish)))
    return {
      bench: 'slots',
      technicians,
      days,
      visits: ground.problem.jobs.length,
      offers,
      windowsPerOffer: rounded(windows / offers, 1),
      p50Ms: rounded(quantile(confirmed, 0.5)),
      p95Ms: rounded(quantile(confirmed, 0.95)),
      // What a machine shared with others does not change: the time of the processor.
      cpuP50Ms: rounded(quantile(cpu, 0.5)),
      cpuP95Ms: rounded(quantile(cpu, 0.95)),
      scanP50Ms: rounded(quantile(scanOnly, 0.5)),
      scanP95Ms: rounded(quantile(scanOnly, 0.95)),
      prepareMs: rounded(prepareMs, 0),
      plainMs: rounded(quantile(plain, 0.5), 0),
      ratio: rounded(quantile(plain, 0.5) / quantile(scanOnly, 0.5), 1),
    }
  },
}

/** Milliseconds by the clock; those of the processor go into `cpu`. */
function timed(work: () => unknown, cpu: number[] = []): number {
  const [begun, used] = [performance.now(), process.cpuUsage()]
  work()
  const { user, system } = process.cpuUsage(used)
  cpu.push((user + system) / 1000)
  return performance.now() - begun
}

/** Somewhere in the region, half an hour to two, one or two of six skills; mornings and afternoons of all days. */
function wishOf({ problem, skills, technicians, days }: Ground, random: () => number): SlotWish {
  const skill = Math.floor(random() * 4)
  const fits = Uint8Array.from(problem.vehicles, (_, v) => (skills[v % technicians]!.includes(skill) ? 1 : 0))
  const service = 1800 + Math.floor(random() * 4) * 1800
  const job: Job = { place: 0, setup: 300, service, windows: [], priority: 0, delivery: [], pickup: [], fits }
  const offered = Array.from({ length: days * 4 }, (_, i) => {
    const from = Math.floor(i / 4) * DAY + 8 * HOUR + (i % 4) * 2 * HOUR
    return [from, from + 2 * HOUR] as const
  })
  return { job, position: { lat: 47.9 + random() * 0.8, lon: 8 + random() * 1.6 }, offered }
}

/** Every position of every route timed and priced anew, for every window: what the board spares. */
function fullReevaluation({ problem, plan }: Ground, wish: SlotWish): number {
  const whole = withJob(problem, wish)
  const routes = new Map(plan.routes.map(({ vehicle, stops }) => [vehicle, visitsOf(stops)]))
  let found = 0
  for (const [v, vehicle] of problem.vehicles.entries()) {
    if (!wish.job.fits?.[v]) continue
    const visits = routes.get(v) ?? []
    const open = wish.offered.filter(([from, to]) => from <= vehicle.shift[1] && to >= vehicle.shift[0])
    for (const window of open) {
      const one = { ...whole, jobs: whole.jobs.with(-1, { ...whole.jobs.at(-1)!, windows: [window] }) }
      for (let k = 0; k <= visits.length; k++) {
        const order = visits.toSpliced(k, 0, { kind: 'job', index: problem.jobs.length } as StopRef)
        const stops = bestTimetable(one, v, order)
        if (stops && routeCosts(one, v, stops).travel >= 0) found++
      }
    }
  }
  return found
}

function withJob(problem: Problem, { job, position }: SlotWish): Problem {
  const [travel] = problem.travels
  if (travel?.kind !== 'points') throw new Error('the ground has points')
  const lat = Float64Array.from([...travel.lat, position!.lat])
  const lon = Float64Array.from([...travel.lon, position!.lon])
  const jobs = [...problem.jobs, { ...job, place: problem.places }]
  return { ...problem, places: problem.places + 1, travels: [{ ...travel, lat, lon }], jobs }
}
