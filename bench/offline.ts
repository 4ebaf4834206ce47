import { sql } from 'kysely'
import { seededRandom } from '../packages/parts-planning/src/index.ts'
import { type BadNetwork, CALM, type Weather } from './bad-network.ts'
import type { Bench } from './kind.ts'
import { rounded } from './kind.ts'
import { makeTechnicians } from './offline-ground.ts'
import { ask, kill, openNetwork, openPhones, type Phone, sendAll, startPhone } from './offline-phone.ts'
import { backUp } from './put-back.ts'
import { openStage, type Stage } from './stage.ts'

const BAD: Weather = { lost: 0.1, unanswered: 0.1, twice: 0.1, delayMs: 200 }

/** Phones that work through a bad network, are killed and come back: what became of each thing that was safe on a phone. */
export const offlineBench: Bench = {
  name: 'offline',
  describe:
    'phones behind a network that drops, delays, doubles and reorders, killed in between: facts lost and doubled',
  options: [
    ['--phones <n>', 'technicians, each with a browser profile of its own in one Chromium', '20'],
    ['--actions <n>', 'things each does', '200'],
    ['--kills <n>', 'times each page is killed in the middle of sending', '4'],
    ['--seed <n>', 'of everything that happens by chance', '1'],
  ],
  async run(flags, say) {
    const [phones, actions, kills] = [flags.phones ?? 20, flags.actions ?? 200, flags.kills ?? 4].map(Number)
    const wanted = { phones: phones!, actions: actions!, kills: kills!, seed: Number(flags.seed ?? 1) }
    return { bench: 'offline', ...(await runOffline(wanted, say)), node: process.version }
  },
}

export interface Wanted {
  phones: number
  actions: number
  kills: number
  seed: number
}

/** One run from an empty database to the last thing sent; what is counted is what the phones were sure of. */
export async function runOffline(wanted: Wanted, say: (text: string) => void) {
  const stage = await openStage()
  const random = seededRandom(wanted.seed)
  const network = await openNetwork(stage, random)
  const browser = await openPhones()
  try {
    const visitsEach = Math.max(1, Math.min(5, Math.round(wanted.actions / 20)))
    const technicians = await makeTechnicians(stage, wanted.phones, visitsEach)
    const company = `bench-${stage.tenantId.slice(-8)}`
    // Older than the phones: the restored database knows none of them.
    const putBack = await backUp(stage)
    const phones: Phone[] = []
    for (const technician of technicians)
      phones.push(await startPhone(await browser.newContext(), network, technician, company))
    const keys = await Promise.all(phones.map((phone) => workDay(phone, network, wanted, random, say)))
    const from = performance.now()
    network.weather = CALM
    const left = (await Promise.all(phones.map((phone) => sendAll(phone)))).flat()
    const drainedSeconds = rounded((performance.now() - from) / 1000, 1)
    const differing = await differences(stage, phones)
    const judged = await judge(stage, keys.flat())
    const safe = keys.flat().length
    const bytes = { ...network.bytes, perFact: Math.round((network.bytes.up + network.bytes.down) / safe) }
    // The server is put back to this morning: everything was told, and none of it is known any more.
    await putBack()
    const forgotten = (await judge(stage, keys.flat())).lost
    await Promise.all(phones.map((phone) => sendAll(phone)))
    const toldAgain = await judge(stage, keys.flat())
    const afterRestore = { forgotten, ...toldAgain, differing: await differences(stage, phones) }
    return {
      ratio: rounded(judged.known / safe, 6),
      ...wanted,
      safe,
      ...judged,
      left,
      differing,
      drainedSeconds,
      bytes,
      afterRestore,
    }
  } finally {
    await browser.close()
    await network.close()
    await stage.close()
  }
}

/** A day: bad network, none at all, kills in the middle of sending. Returns the keys of what the phone had kept. */
async function workDay(
  phone: Phone,
  network: BadNetwork,
  wanted: Wanted,
  random: () => number,
  say: (text: string) => void,
) {
  network.weather = BAD
  const keys: string[] = []
  const { visitIds } = phone.technician
  const each = Math.ceil(wanted.actions / visitIds.length)
  const killAt = new Set(
    Array.from({ length: wanted.kills }, (_, n) => Math.floor(((n + random()) * wanted.actions) / wanted.kills)),
  )
  for (let n = 0; n < wanted.actions; n++) {
    if (n % 40 === 10) await phone.context.setOffline(true)
    if (n % 40 === 30) await phone.context.setOffline(false)
    keys.push(await ask(phone, 'act', visitIds[Math.floor(n / each)]!, n % each))
    const sending = random() < 0.3 ? ask(phone, 'send').catch(() => undefined) : null
    if (killAt.has(n)) {
      void ask(phone, 'send').catch(() => undefined)
      await new Promise((done) => setTimeout(done, random() * 150))
      await kill(phone)
      say(`killed at action ${n}`)
    } else if (random() < 0.5) await sending
  }
  await phone.context.setOffline(false)
  return keys
}

/** Visits that look otherwise on the phone than at the desk. */
async function differences({ services, tenantId }: Stage, phones: Phone[]): Promise<string[]> {
  const found: string[] = []
  for (const phone of phones)
    for (const visitId of phone.technician.visitIds) {
      const here = await ask(phone, 'findings', visitId)
      const there = await services.db.tx(tenantId, (tx) =>
        tx.selectFrom('field_work.report').select('findings').where('visit_id', '=', visitId).executeTakeFirst(),
      )
      if (here !== (there?.findings ?? null)) found.push(`${visitId}: ${here} here, ${there?.findings} there`)
    }
  return found
}

/** What the database has of these keys, what it has twice, and whether each visit was told in order. */
async function judge({ services, tenantId }: Stage, keys: string[]) {
  return services.db.tx(tenantId, async (tx) => {
    const one = async (query: ReturnType<typeof sql<{ n: string }>>) => Number((await query.execute(tx)).rows[0]!.n)
    const known = await one(
      sql`select count(*) as n from field_work.told where key = any(${keys}::text[]) and late_reason is null`,
    )
    const doubled =
      (await one(sql`select coalesce(sum(n - 1), 0) as n from
        (select count(*) as n from field_work.stamp group by visit_id, status having count(*) > 1) t`)) +
      (await one(sql`select coalesce(sum(n - 1), 0) as n from
        (select count(*) as n from kit.event where type = 'report.changed' and data -> 'changes' ? 'findings'
          group by subject_id, data -> 'changes' -> 'findings' ->> 'to' having count(*) > 1) t`)) +
      (await one(sql`select coalesce(sum(n - 1), 0) as n from
        (select count(*) as n from field_work.photo group by file_id having count(*) > 1) t`))
    const outOfOrder = await one(sql`select count(*) as n from
      (select device_at, lag(device_at) over (partition by visit_id order by received_at, id) as before from field_work.told) t
      where device_at < before`)
    return { known, lost: new Set(keys).size - known, doubled, outOfOrder }
  })
}
