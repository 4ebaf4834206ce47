import { sql } from 'kysely'
import { seededRandom } from '../packages/parts-planning/src/index.ts'
import { type BadNetwork, CALM, type Weather } from './bad-network.ts'
import { addTechnician, call, makeTechnicians, publishPrices, type Technician } from './offline-ground.ts'
import {
  ask,
  kill,
  openNetwork,
  openPhones,
  type Phone,
  type ShownVisit,
  sendAll,
  startPhone,
} from './offline-phone.ts'
import { openStage, type Stage } from './stage.ts'

const BAD: Weather = { lost: 0.08, unanswered: 0.08, twice: 0.1, delayMs: 30 }

/** What a technician tells (apps/field/robot/acts.ts). */
const TOLD = [
  ...['tap', 'findings', 'workDone', 'answer', 'photo', 'photo_removed', 'line', 'line_removed', 'replacement'],
  ...['extra_work', 'overrun', 'overrun_withdrawn', 'time_correction', 'expense', 'expense_removed', 'signature'],
  ...['completion', 'handing_over'],
] as const
const DESK = ['moves', 'writes', 'cancels'] as const
const HAPPENS = ['killed', 'offline', 'online', 'sends'] as const

export type Step =
  | { who: 0 | 1; does: (typeof TOLD)[number] | (typeof HAPPENS)[number]; visit: 0 | 1; n: number }
  | { who: 'desk'; does: (typeof DESK)[number]; visit: 0 | 1; n: number }
/** A visit that never begins is soon told of: the steps of a visit come more often. */
export const PHONE_STEPS = [...TOLD, ...HAPPENS, ...Array.from({ length: 4 }, () => 'tap' as const)]
export const DESK_STEPS = DESK

export interface Soak {
  /** Plays it on two visits of somebody new. What became of it, once everything was sent. */
  play(steps: Step[]): Promise<Outcome>
  close(): Promise<void>
}

export interface Outcome {
  /** Things that were safe on a phone. */
  acknowledged: number
  /** Keys the phones hold to be told, and those the server has; each sorted. */
  phones: string[]
  server: string[]
  left: string[]
  /** What differs between the first phone, the second and the server. */
  differing: string[]
  /** Steps of a visit, or pictures, that are there twice. */
  doubled: string[]
}

/** Two phones of one technician and a desk, on a real server behind a bad network. */
export async function openSoak(seed: number): Promise<Soak> {
  const stage = await openStage()
  const network = await openNetwork(stage, seededRandom(seed))
  const browser = await openPhones()
  const [technician] = (await makeTechnicians(stage, 1, 0)) as [Technician]
  await publishPrices(stage)
  const company = `bench-${stage.tenantId.slice(-8)}`
  return {
    async play(steps) {
      const { at } = technician
      const somebody = await addTechnician(stage, at, 2)
      const start = async () => startPhone(await browser.newContext(), network, somebody, company)
      const phones = [await start(), await start()] as const
      const outcome = await play({ stage, network, visitIds: somebody.visitIds, phones }, steps)
      for (const phone of phones) await phone.context.close()
      return outcome
    },
    async close() {
      await browser.close()
      await network.close()
      await stage.close()
    },
  }
}

interface Ground {
  stage: Stage
  network: BadNetwork
  visitIds: string[]
  phones: readonly [Phone, Phone]
}

async function play({ stage, network, visitIds, phones }: Ground, steps: Step[]): Promise<Outcome> {
  network.weather = BAD
  let acknowledged = 0
  for (const step of steps) {
    const visitId = visitIds[step.visit]!
    if (step.who === 'desk') await atDesk(stage, step, visitId)
    else if (await onPhone(phones[step.who], step, visitId)) acknowledged++
  }
  network.weather = CALM
  for (const phone of phones) await phone.context.setOffline(false)
  const left = (await Promise.all(phones.map((phone) => sendAll(phone, 'leaveRefused')))).flat()
  // The first may have read its day before the second had sent.
  for (const phone of phones) await ask(phone, 'pull')
  const keys = (await Promise.all(phones.map((phone) => ask(phone, 'toldKeys')))).flat()
  const day = await ask(phones[0], 'day')
  return {
    ...{ acknowledged, left, phones: keys.sort() },
    server: (await keysOnServer(stage, visitIds)).sort(),
    differing: await differences(phones, day, visitIds),
    doubled: doubles(day),
  }
}

/** True when there is one thing more that the phone promised to tell. */
async function onPhone(phone: Phone, { does, n }: Step, visitId: string): Promise<boolean> {
  if (does === 'offline' || does === 'online') await phone.context.setOffline(does === 'offline')
  else if (does === 'killed') {
    void ask(phone, 'send').catch(() => undefined)
    await new Promise((done) => setTimeout(done, n % 40))
    await kill(phone)
  } else if (does === 'sends') await ask(phone, 'send').catch(() => undefined)
  else return ask(phone, 'doAct', does, visitId, n)
  return false
}

/** What the desk does is refused where the visit no longer allows it. */
async function atDesk(stage: Stage, { does, n }: Step, visitId: string): Promise<void> {
  const { version, report, technician } = await call(stage, 'GET', `/visits/${visitId}`)
  const start = new Date(Date.now() + (20 + (n % 40)) * 60_000).toISOString()
  const plan = { technicianId: technician.id, start, minutes: 30, overrideReason: 'soak' }
  const done = {
    moves: () => call(stage, 'PUT', `/visits/${visitId}/schedule`, plan, ifMatch(version)),
    writes: () => call(stage, 'PUT', `/visits/${visitId}/report`, { findings: `desk ${n}` }, ifMatch(report.version)),
    cancels: () =>
      call(stage, 'PUT', `/visits/${visitId}/cancellation`, { reason: 'customer_asked' }, ifMatch(version)),
  }
  await done[does as (typeof DESK)[number]]().catch((error: Error) => {
    if (!/: 4\d\d /.test(error.message)) throw error
  })
}

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

const keysOnServer = ({ services, tenantId }: Stage, visitIds: string[]) =>
  services.db.tx(tenantId, async (tx) => {
    const told = sql<{ key: string }>`select key from field_work.told where visit_id = any(${visitIds}::uuid[])`
    return (await told.execute(tx)).rows.map((one) => one.key)
  })

async function differences(phones: readonly Phone[], day: ShownVisit[], visitIds: string[]): Promise<string[]> {
  const found: string[] = []
  for (const [n, phone] of phones.entries()) {
    const kept = await ask(phone, 'kept')
    for (const id of visitIds) {
      const [here, there] = [kept, day].map((all) => all.find((one) => one.id === id) ?? {})
      for (const field of new Set([...Object.keys(here!), ...Object.keys(there!)]))
        if (said(here!, field) !== said(there!, field))
          found.push(`phone ${n}, ${field}: ${said(here!, field)} here, ${said(there!, field)} there`)
    }
  }
  return found
}

const said = (visit: object, field: string) => JSON.stringify((visit as Record<string, unknown>)[field])

function doubles(day: ShownVisit[]): string[] {
  const twice = (all: string[]) => all.filter((one, n) => all.indexOf(one) !== n)
  return day.flatMap(({ stamps, photos }) => [
    ...twice(stamps.map((one) => one.status)),
    ...twice(photos.map((one) => one.id)),
  ])
}
