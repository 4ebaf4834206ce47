import { sql } from 'kysely'
import { systemActor } from '../server/src/kit/actor.ts'
import { type Database, openDatabase } from '../server/src/kit/db.ts'
import { newId } from '../server/src/kit/ids.ts'
import { bookSoon } from '../server/src/modules/parts/booking-together.ts'
import { bookDocument } from '../server/src/modules/parts/documents.ts'
import { stockWorth } from '../server/src/modules/parts/stock-worth.ts'
import { type Bench, quantile, rounded } from './kind.ts'
import { fillLedger, type LedgerGround, layGround } from './ledger-ground.ts'
import { rawIssuer } from './ledger-raw.ts'
import { openStage, type Stage } from './stage.ts'

const PARTS = 1000
const ROUNDS = 3
type Issue = (part: string, place: string) => Promise<void>

/** An issue as the server books it, without HTTP: read, checked, valued, written, announced, committed. */
function ours(db: Database, tenantId: string): Issue {
  const actor = systemActor(tenantId)
  return async (partId, placeId) => {
    await db.tx(tenantId, (tx) =>
      bookSoon(
        { tx, actor, services: { db }, now: new Date(), kept: null },
        { kind: 'issue', placeId, lines: [{ partId, quantity: 1 }] },
      ),
    )
  }
}

interface Phase {
  perSecond: number
  latencies: number[]
}

async function runFor(seconds: number, issues: readonly Issue[], next: () => [string, string]): Promise<Phase> {
  const latencies: number[] = []
  const from = performance.now()
  const until = from + seconds * 1000
  await Promise.all(
    issues.map(async (issue) => {
      while (performance.now() < until) {
        const start = performance.now()
        await issue(...next())
        latencies.push(performance.now() - start)
      }
    }),
  )
  return { perSecond: latencies.length / ((performance.now() - from) / 1000), latencies }
}

/** The whole command against raw SQL, turn and turn about, over many parts or one. */
async function compare(stage: Stage, ground: LedgerGround, connections: number, parts: number, seconds: number) {
  const url = stage.services.ownerPool.options.connectionString!
  const db = openDatabase(url, { max: connections, role: 'aftercare_app' })
  const raw = await Promise.all(Array.from({ length: connections }, () => rawIssuer(stage, ground)))
  let turn = 0
  const next = (): [string, string] => {
    turn++
    return [
      ground.parts[turn % parts]!,
      ground.places[parts === 1 ? 0 : Math.floor(turn / parts) % ground.places.length]!,
    ]
  }
  const issue = ours(db, stage.tenantId)
  const mine = Array.from({ length: connections }, () => issue)
  const theirs = raw.map((one) => one.issue)
  await runFor(1, mine, next)
  await runFor(0.5, theirs, next)
  // As autovacuum does within a minute: until then plans are made for tables that were nearly empty.
  await stage.services.ownerPool.query('analyze')
  const rounds: Record<'raw' | 'issue', Phase>[] = []
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({ raw: await runFor(seconds, theirs, next), issue: await runFor(seconds, mine, next) })
  await Promise.all([...raw.map((one) => one.end()), db.close()])
  const mean = (of: 'raw' | 'issue') => rounds.reduce((sum, round) => sum + round[of].perSecond, 0) / ROUNDS
  const latencies = rounds.flatMap((round) => round.issue.latencies)
  return {
    connections,
    parts,
    ratio: rounded(mean('issue') / mean('raw')),
    issuesPerSecond: rounded(mean('issue'), 0),
    rawPerSecond: rounded(mean('raw'), 0),
    p50ms: rounded(quantile(latencies, 0.5), 1),
    p95ms: rounded(quantile(latencies, 0.95), 1),
    rawP95ms: rounded(
      quantile(
        rounds.flatMap((round) => round.raw.latencies),
        0.95,
      ),
      1,
    ),
  }
}

/** What lay there on days of the past, for parts and shelves by turns, the part with a tenth of all movements among them. */
async function pastBalances(stage: Stage, ground: LedgerGround) {
  const latencies: number[] = []
  const hot: number[] = []
  for (let n = 0; n < 400; n++) {
    const part = ground.parts[n % 4 === 0 ? 0 : (n * 37) % ground.parts.length]!
    const at = new Date(Date.now() - ((n * 7919) % 1000) * 86_400_000)
    const start = performance.now()
    await stage.services.db.tx(stage.tenantId, (tx) =>
      sql`select parts.on_hand_at(${part}, ${ground.places[n % 10]}, 'good', null, null, ${at})`.execute(tx),
    )
    ;(n % 4 === 0 ? hot : latencies).push(performance.now() - start)
  }
  const of = (values: number[]) => ({
    p50ms: rounded(quantile(values, 0.5), 1),
    p95ms: rounded(quantile(values, 0.95), 1),
  })
  return {
    usual: of(latencies),
    hottestPart: of(hot),
    all: of([...latencies, ...hot]),
    plan: await pastPlan(stage, ground),
  }
}

/** How the balance of the hottest part at a past date is found: the nodes of its plan that touch a table. */
async function pastPlan(stage: Stage, ground: LedgerGround): Promise<string[]> {
  const at = new Date(Date.now() - 500.5 * 86_400_000)
  const { rows } = await stage.services.db.tx(stage.tenantId, (tx) =>
    sql<{ 'QUERY PLAN': string }>`explain (analyze, costs off, timing off)
      select parts.on_hand_at(${ground.parts[0]}, ${ground.places[0]}, 'good', null, null, ${at})`.execute(tx),
  )
  return rows.map((row) => row['QUERY PLAN'].trim()).filter((text) => /Scan|Execution/.test(text))
}

/** The report of worth and age on days of the past three years, by class and by place. */
async function worthReports(stage: Stage) {
  const actor = systemActor(stage.tenantId)
  const of = async (by: 'class' | 'place') => {
    const latencies: number[] = []
    for (let n = 0; n < 60; n++) {
      const day = new Date(Date.now() - ((n * 7919) % 1000) * 86_400_000).toISOString().slice(0, 10)
      const start = performance.now()
      await stage.services.db.tx(stage.tenantId, (tx) =>
        stockWorth(tx, actor, { by, ...(n % 4 > 0 && { day }) }, new Date(), 200),
      )
      latencies.push(performance.now() - start)
    }
    return { p50ms: rounded(quantile(latencies, 0.5), 1), p95ms: rounded(quantile(latencies, 0.95), 1) }
  }
  const { rows } = await stage.services.db.tx(stage.tenantId, (tx) =>
    sql<{ 'QUERY PLAN': string }>`explain (analyze, costs off, timing off)
      select * from parts.worth_at(now() - interval '400 days')`.execute(tx),
  )
  const plan = rows.map((row) => row['QUERY PLAN'].trim()).filter((text) => /Scan|Execution/.test(text))
  return { byClass: await of('class'), byPlace: await of('place'), plan }
}

async function sumCheck(stage: Stage) {
  const start = performance.now()
  const { rows } = await stage.services.ownerPool.query('select count(*)::int as faults from parts.ledger_fault')
  return { faults: rows[0].faults as number, seconds: rounded((performance.now() - start) / 1000, 1) }
}

export async function stockUp(stage: Stage, ground: LedgerGround): Promise<void> {
  const db = stage.services.db
  for (const placeId of ground.places)
    for (let from = 0; from < ground.parts.length; from += 500)
      await db.tx(stage.tenantId, (tx) =>
        bookDocument(
          tx,
          systemActor(stage.tenantId),
          {
            id: newId(),
            kind: 'receipt',
            placeId,
            lines: ground.parts
              .slice(from, from + 500)
              .map((partId) => ({ partId, quantity: 1_000_000, costMinor: '100000000' })),
          },
          new Date(),
        ),
      )
}

export const ledgerBench: Bench = {
  name: 'ledger',
  describe:
    'issues of parts: per second with 8 and 32 connections over many parts and over one, against the same rows by raw SQL',
  options: [
    ['--seconds <n>', 'seconds per stretch', '4'],
    ['--rows <n>', 'movements booked before: p95 of an issue, of a balance at a past date, and the sum check', '0'],
  ],
  async run(flags, say) {
    const seconds = Number(flags.seconds)
    const rows = Number(flags.rows)
    const stage = await openStage()
    try {
      const ground = await layGround(stage, PARTS)
      if (rows > 0) await fillLedger(stage, ground, rows, say)
      say('stock')
      await stockUp(stage, ground)
      await stage.services.ownerPool.query('analyze')
      const shapes =
        rows > 0
          ? [[8, PARTS] as const]
          : [[8, PARTS] as const, [32, PARTS] as const, [8, 1] as const, [32, 1] as const]
      const measured = []
      for (const [connections, parts] of shapes) {
        say(`${connections} connections, ${parts} parts`)
        measured.push(await compare(stage, ground, connections, parts, seconds))
      }
      const past = rows > 0 ? { rows, past: await pastBalances(stage, ground), worth: await worthReports(stage) } : {}
      return {
        bench: 'ledger',
        ratio: Math.min(...measured.map((one) => one.ratio)),
        measured,
        ...past,
        check: await sumCheck(stage),
      }
    } finally {
      await stage.close()
    }
  },
}
