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
import { type Act, type Done, notWhole, outOfOrder, type SeenVisit, unasked, unlike } from './soak-model.ts'
import { openStage, type Stage } from './stage.ts'

const BAD: Weather = { lost: 0.08, unanswered: 0.08, twice: 0.1, delayMs: 30 }

/** What a technician tells (apps/field/robot/acts.ts). */
const TOLD = [
  ...['tap', 'findings', 'workDone', 'answer', 'photo', 'photo_removed', 'line', 'line_removed', 'replacement'],
  ...['extra_work', 'overrun', 'overrun_withdrawn', 'time_correction', 'expense', 'expense_removed', 'signature'],
  ...['completion', 'handing_over'],
] as const
const DESK = ['moves', 'saysLonger', 'cancels'] as const
const HAPPENS = ['killed', 'offline', 'online', 'sends'] as const

export type Step =
  | { who: 0 | 1; does: (typeof TOLD)[number] | (typeof HAPPENS)[number]; visit: 0 | 1; n: number }
  | { who: 'desk'; does: (typeof DESK)[number]; visit: 0 | 1; n: number }
/** A visit that never begins is soon told of, a phone that never sends meets no bad network: both come more often. */
export const PHONE_STEPS = [...TOLD, ...HAPPENS, ...Array.from({ length: 4 }, () => ['tap', 'sends'] as const).flat()]
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
  /** What stands on the visits otherwise than it was told, or in another order. */
  untrue: string[]
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
  const acts: Act[] = []
  const byDesk = new Map(visitIds.map((id) => [id, [] as number[]]))
  for (const step of steps) {
    const visitId = visitIds[step.visit]!
    if (step.who === 'desk') {
      if (await atDesk(stage, step, visitId)) byDesk.get(visitId)!.push(minutesOf(step.n))
    } else {
      const told = await onPhone(phones[step.who], step, visitId)
      if (told) acts.push({ ...told, phone: step.who, visitId })
    }
  }
  network.weather = CALM
  for (const phone of phones) await phone.context.setOffline(false)
  const left = (await Promise.all(phones.map((phone) => sendAll(phone, 'leaveRefused')))).flat()
  // The first may have read its day before the second had sent.
  for (const phone of phones) await ask(phone, 'pull')
  const keys = await Promise.all(phones.map((phone) => ask(phone, 'told')))
  const heard = await heardOf(stage, visitIds)
  const day = await ask(phones[0], 'day')
  return {
    ...{
      acknowledged: acts.length,
      left,
      phones: keys
        .flat()
        .map((one) => one.key)
        .sort(),
    },
    server: heard.map((one) => one.key).sort(),
    differing: await differences(phones, day, visitIds),
    untrue: [...(await untrue(stage, { heard, keys, acts, byDesk })), ...unasked(await conflictsOf(phones), acts)],
  }
}

interface Played {
  heard: Heard[]
  keys: { seq: number; key: string }[][]
  acts: Act[]
  /** By visit, how much longer the desk said it takes. */
  byDesk: Map<string, number[]>
}

/** What was done is laid beside what the desk reads now, visit by visit. */
async function untrue(stage: Stage, { heard, keys, acts, byDesk }: Played): Promise<string[]> {
  const ofKey = new Map(keys.flatMap((told, phone) => told.map(({ seq, key }) => [key, `${phone} ${seq}`] as const)))
  const ofPlace = new Map(acts.map((act) => [`${act.phone} ${act.seq}`, act]))
  const found: string[] = []
  for (const [visitId, minutes] of byDesk) {
    const done = heard.flatMap(({ key, late, kept }): Done[] => {
      const act = ofPlace.get(ofKey.get(key) ?? '')
      return act?.visitId === visitId ? [{ ...act, late, kept }] : []
    })
    const visit = (await call(stage, 'GET', `/visits/${visitId}`)) as SeenVisit
    found.push(...unlike(visit, done, minutes), ...outOfOrder(done), ...notWhole(done))
  }
  return found
}

const conflictsOf = async (phones: readonly Phone[]) =>
  (
    await Promise.all(
      phones.map(async (phone, n) => (await ask(phone, 'conflicts')).map((one) => ({ ...one, phone: n as 0 | 1 }))),
    )
  ).flat()

/** What the phone promised to tell of it, if anything. */
async function onPhone(phone: Phone, { does, n }: Step, visitId: string) {
  if (does === 'offline' || does === 'online') await phone.context.setOffline(does === 'offline')
  else if (does === 'killed') {
    void ask(phone, 'send').catch(() => undefined)
    await new Promise((done) => setTimeout(done, n % 40))
    await kill(phone)
  } else if (does === 'sends') await ask(phone, 'send').catch(() => undefined)
  else return ask(phone, 'doAct', does, visitId, n)
  return null
}

const minutesOf = (n: number) => 15 + 15 * (n % 4)

/** What the desk does is refused where the visit no longer allows it. True when it has said that it takes longer. */
async function atDesk(stage: Stage, { does, n }: Step, visitId: string): Promise<boolean> {
  const { version, technician } = await call(stage, 'GET', `/visits/${visitId}`)
  const start = new Date(Date.now() + (20 + (n % 40)) * 60_000).toISOString()
  const plan = { technicianId: technician.id, start, minutes: 30, overrideReason: 'soak' }
  const path = `/visits/${visitId}`
  const done = {
    moves: () => call(stage, 'PUT', `${path}/schedule`, plan, ifMatch(version)),
    saysLonger: () => call(stage, 'PUT', `${path}/overrun`, { minutes: minutesOf(n), reason: 'other' }),
    cancels: () => call(stage, 'PUT', `${path}/cancellation`, { reason: 'customer_asked' }, ifMatch(version)),
  }
  return done[does as (typeof DESK)[number]]().then(
    () => does === 'saysLonger',
    (error: Error) => {
      if (!/: 4\d\d /.test(error.message)) throw error
      return false
    },
  )
}

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

interface Heard {
  key: string
  late: string | null
  kept: Record<string, unknown> | null
}

const heardOf = ({ services, tenantId }: Stage, visitIds: string[]) =>
  services.db.tx(tenantId, async (tx) => {
    const told = sql<Heard>`select key, late_reason as late, body as kept from field_work.told
      where visit_id = any(${visitIds}::uuid[]) order by received_at, id`
    return (await told.execute(tx)).rows
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
