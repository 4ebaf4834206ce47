import { sql } from 'kysely'
import pg from 'pg'
import { openDatabase } from '../server/src/kit/db.ts'
import { newId } from '../server/src/kit/ids.ts'
import { runIn } from '../server/src/kit/search/find.ts'
import { recountWords } from '../server/src/kit/search/index.ts'
import { type Bench, quantile, rounded } from './kind.ts'
import {
  customerId,
  FILLED,
  fillRequests,
  fillSearch,
  indexedAfterwards,
  makePool,
  openedAt,
  requestId,
} from './lists-fill.ts'
import { openStage, type Stage } from './stage.ts'

interface Timing {
  p50: number
  p95: number
}
type Timings = Record<string, Timing>

/** What people do all day, each through the real route: sign-in, permission, transaction, query, shape. */
function questions(rows: number): Record<string, (n: number) => string> {
  const middle = Buffer.from(JSON.stringify([openedAt(rows / 2), requestId(rows / 2)])).toString('base64url')
  const words = { two: ['漏水', '轴承', '异常', '充电'], four: ['室内漏水', '压力不足', '有焦糊味', '频繁跳闸'] }
  const some = (n: number) => customerId(1 + ((n * 7919) % Math.floor(rows / 20)))
  return {
    'queue, first page': () => '/requests?limit=50',
    'queue, filtered': (n) =>
      `/requests?limit=50&filter[status]=${['new', 'triaged', 'scheduled', 'waiting'][n % 4]}&filter[priority]=P${1 + (n % 5)}`,
    'queue, by next deadline': () => '/requests?limit=50&sort=nextDueAt',
    'queue, deep page': () => `/requests?limit=50&after=${middle}`,
    'search, 2 characters': (n) => `/requests?limit=50&q=${encodeURIComponent(words.two[n % 4]!)}`,
    'search, 4 characters': (n) => `/requests?limit=50&q=${encodeURIComponent(words.four[n % 4]!)}`,
    'customer: facts and products': (n) => `/customers/${some(n)}/overview`,
    'customer: requests': (n) => `/requests?limit=50&filter[customerId]=${some(n)}`,
  }
}

/** The questions turn and turn about, so that a busy moment of the machine falls on all of them. */
async function measure(stage: Stage, rows: number, times: number): Promise<Timings> {
  const asked = Object.entries(questions(rows)).map(([name, url]) => ({ name, url, taken: [] as number[] }))
  for (let n = -8; n < times; n++)
    for (const { name, url, taken } of asked) {
      const from = performance.now()
      const answer = await ask(stage, url(Math.abs(n)))
      if (answer.statusCode !== 200) throw new Error(`${name}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
      if (n >= 0) taken.push(performance.now() - from)
    }
  const of = (taken: number[], share: number) => rounded(quantile(taken, share), 1)
  return Object.fromEntries(asked.map(({ name, taken }) => [name, { p50: of(taken, 0.5), p95: of(taken, 0.95) }]))
}

const ask = (stage: Stage, url: string) =>
  stage.app.inject({ url: `/api/v1${url}`, headers: { authorization: stage.authorization } })

/** The plan of the slowest statement of each question, as the application's role gets it. */
async function plans(stage: Stage, rows: number): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const [name, url] of Object.entries(questions(rows))) {
    const each: { ms: number; lines: string[] }[] = []
    for (const one of await statementsOf(() => ask(stage, url(3)))) each.push(await explain(stage, one))
    found[name] = each.sort((a, b) => b.ms - a.ms)[0]?.lines ?? []
  }
  return found
}

interface Sent {
  text: string
  values: unknown[]
}

/** What is read from the database meanwhile, as the driver sends it: several statements may share one round trip. */
async function statementsOf(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  const wire = (pg as unknown as { Connection: { prototype: Wire } }).Connection.prototype
  const { parse, bind } = wire
  let text = ''
  wire.parse = function noted(this: Wire, query, ...rest) {
    text = query.text
    return parse.call(this, query, ...rest)
  }
  wire.bind = function noted(this: Wire, config, ...rest) {
    // A statement that is kept prepared is parsed once: no list is among those.
    if (!config.statement && /^\s*(select|with)\b/i.test(text)) sent.push({ text, values: config.values ?? [] })
    return bind.call(this, config, ...rest)
  }
  try {
    await work()
  } finally {
    Object.assign(wire, { parse, bind })
  }
  return sent
}

/** What is used of the driver's own connection; its types do not describe it. */
interface Wire {
  parse(this: Wire, query: { text: string }, ...rest: unknown[]): unknown
  bind(this: Wire, config: { statement?: string; values?: unknown[] }, ...rest: unknown[]): unknown
}

async function explain(stage: Stage, { text, values }: Sent): Promise<{ ms: number; lines: string[] }> {
  const client = await stage.services.ownerPool.connect()
  try {
    await client.query(`begin; set local role aftercare_app; set local app.tenant_id = '${stage.tenantId}'`)
    const { rows } = await client.query(`explain (analyze, costs off, timing off) ${text}`, values)
    const lines = rows.map((row) => String(row['QUERY PLAN']))
    const steps = lines.filter((line) => /Scan|Sort|Join|Limit|Loop/.test(line)).slice(0, 14)
    const ms = Number(/[\d.]+/.exec(lines.find((line) => line.startsWith('Execution Time')) ?? '')?.[0])
    return { ms, lines: [`${ms} ms`, ...steps.map((line) => line.slice(0, 160))] }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

async function fillUp(stage: Stage, from: number, to: number): Promise<void> {
  // By the owner, past row-level security, since checking it a million times is not what is measured.
  const owner = openDatabase(stage.services.ownerPool.options.connectionString!, { max: 2 })
  try {
    const step = 100_000
    await indexedAfterwards(owner.pool, FILLED, async () => {
      for (let at = from; at < to; at += step) {
        await Promise.all(
          [fillRequests, fillSearch].map((fill) =>
            owner.tx(stage.tenantId, async (tx) => {
              await sql`set local synchronous_commit = off`.execute(tx)
              await fill(tx, at, Math.min(to, at + step))
            }),
          ),
        )
      }
    })
    // As the nightly job does: the search chooses its plan by how common a word is.
    await owner.tx(stage.tenantId, (tx) => recountWords(runIn(tx)))
    await owner.pool.query(`vacuum analyze ${FILLED.join(', ')}`)
  } finally {
    await owner.close()
  }
}

async function prepare(stage: Stage): Promise<void> {
  const owner = openDatabase(stage.services.ownerPool.options.connectionString!, { max: 1 })
  await owner.tx(stage.tenantId, async (tx) => {
    await makePool(tx)
    const family = newId()
    await sql`insert into assets.family (id, code, name, product_class) values (${family}, 'F', '{"en":"F"}', 'air-conditioner')`.execute(
      tx,
    )
    await sql`insert into assets.model (id, family_id, code, name) values (${newId()}, ${family}, 'M', '{"en":"M"}')`.execute(
      tx,
    )
  })
  await owner.close()
}

export const listsBench: Bench = {
  name: 'lists',
  describe: 'p50 and p95 of the desk’s lists and searches, and their growth from a tenth of the rows to all of them',
  options: [
    ['--rows <n>', 'requests in the queue', '1000000'],
    ['--times <n>', 'how often each question is asked', '60'],
  ],
  async run(flags, say) {
    const rows = Number(flags.rows)
    const stage = await openStage()
    try {
      await prepare(stage)
      const tenth = Math.max(20_000, Math.round(rows / 10 / 20) * 20)
      say(`filling ${tenth} rows`)
      await fillUp(stage, 0, tenth)
      const small = await measure(stage, tenth, Number(flags.times))
      say(`filling ${rows} rows`)
      const from = Date.now()
      await fillUp(stage, tenth, rows)
      const fillSeconds = (Date.now() - from) / 1000
      say('asking')
      const large = await measure(stage, rows, Number(flags.times))
      const growth = Object.fromEntries(
        Object.keys(large).map((name) => [name, rounded(large[name]!.p50 / small[name]!.p50, 2)]),
      )
      const worst = Math.max(...Object.values(large).map((one) => one.p95))
      return {
        bench: 'lists',
        ratio: Math.max(...Object.values(growth)),
        rows,
        tenth,
        worstP95Ms: worst,
        growth,
        [`ms at ${tenth}`]: small,
        [`ms at ${rows}`]: large,
        fillSeconds,
        plans: await plans(stage, rows),
      }
    } finally {
      await stage.close()
    }
  },
}
