import { sql } from 'kysely'
import pg from 'pg'
import { openDatabase } from '../server/src/kit/db.ts'
import { newId } from '../server/src/kit/ids.ts'
import { runIn } from '../server/src/kit/search/find.ts'
import { recountWords } from '../server/src/kit/search/index.ts'
import { type Bench, quantile, rounded } from './kind.ts'
import { customerId, FILLED, fillRequests, indexedAfterwards, makePool, openedAt, requestId } from './lists-fill.ts'
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

async function measure(stage: Stage, rows: number, times: number): Promise<Timings> {
  const timings: Timings = {}
  for (const [name, url] of Object.entries(questions(rows))) {
    const taken: number[] = []
    for (let n = -8; n < times; n++) {
      const from = performance.now()
      const answer = await stage.app.inject({
        url: `/api/v1${url(Math.abs(n))}`,
        headers: { authorization: stage.authorization },
      })
      if (answer.statusCode !== 200) throw new Error(`${name}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
      if (n >= 0) taken.push(performance.now() - from)
    }
    timings[name] = { p50: rounded(quantile(taken, 0.5), 1), p95: rounded(quantile(taken, 0.95), 1) }
  }
  return timings
}

/** The plans of the slowest statement of each question, as the application's role gets them. */
async function plans(stage: Stage, rows: number): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  const recorded: { text: string; values: unknown[] }[] = []
  const original = pg.Client.prototype.query
  for (const [name, url] of Object.entries(questions(rows))) {
    recorded.length = 0
    pg.Client.prototype.query = function record(this: pg.Client, ...args: unknown[]) {
      const query = args[0] as { text?: string; values?: unknown[] }
      if (query?.text?.includes('select')) recorded.push({ text: query.text, values: query.values ?? [] })
      return original.apply(this, args as never)
    } as never
    await stage.app.inject({ url: `/api/v1${url(3)}`, headers: { authorization: stage.authorization } })
    pg.Client.prototype.query = original
    const main = recorded.find((one) => one.text.includes('__sort')) ?? recorded.at(-1)
    if (main) found[name] = await explain(stage, main)
  }
  return found
}

async function explain(stage: Stage, query: { text: string; values: unknown[] }): Promise<string[]> {
  const client = await stage.services.ownerPool.connect()
  try {
    await client.query(`begin; set local role aftercare_app; set local app.tenant_id = '${stage.tenantId}'`)
    const { rows } = await client.query(
      `explain (analyze, costs off, timing off, summary off) ${query.text}`,
      query.values,
    )
    const lines = rows.map((row) => String(row['QUERY PLAN']))
    return lines.filter((line) => /Scan|Sort|Join|Limit|Loop/.test(line)).slice(0, 14)
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
        await owner.tx(stage.tenantId, async (tx) => {
          await sql`set local synchronous_commit = off`.execute(tx)
          await fillRequests(tx, at, Math.min(to, at + step))
        })
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
