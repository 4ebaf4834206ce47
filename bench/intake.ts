import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { newId } from '../server/src/kit/ids.ts'
import { type Layout, layOut } from './cores.ts'
import { cpuOf } from './cpu.ts'
import { KeptConnection } from './http-load.ts'
import { type Ceiling, makeCeiling } from './intake-ceiling.ts'
import { fillGround, type Known } from './intake-ground.ts'
import { type Bench, quantile, rounded } from './kind.ts'
import { openStage, type Stage } from './stage.ts'

const ROUNDS = 3
const PATH = '/api/v1/requests'

/** The server as an operator runs it, in a process of its own; its jobs are left to a worker. */
async function startServer(stage: Stage, port: number): Promise<ChildProcess> {
  const bin = path.resolve(import.meta.dirname, '../server/bin/aftercare.mjs')
  const args = [bin, 'serve', '--data', stage.dataDir, '--port', String(port), '--no-worker']
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'info' },
  })
  for (let n = 0; n < 200; n++) {
    const up = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (child.exitCode !== null) break
    if (up) return child
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the server did not start')
}

const bodyOf = (known: Known) =>
  JSON.stringify({
    kind: 'repair',
    words: '空调不制冷,昨天开始的,外机有异响,希望尽快上门检查。',
    serial: known.serial,
    customer: { name: 'Customer', phone: known.phone },
    symptomCode: 'NO-COOLING',
    answers: { usable: 'no', since: 'this_week' },
    preferredSlots: [{ date: '2026-12-01', part: 'morning' }],
  })

interface Phase {
  perSecond: number
  latencies: number[]
  /** Processor milliseconds each one cost, by process; null where the system does not tell. */
  cpuMs: Cpu | null
}
type Processes = Record<'client' | 'server' | 'database', number>
type Cpu = Record<keyof Processes, number>

/** As many at the same time as asked, each one after the other, for so long. */
async function runFor(seconds: number, workers: (() => Promise<void>)[], processes: Processes | null): Promise<Phase> {
  const latencies: number[] = []
  const before = processes && spent(processes)
  const from = performance.now()
  const until = from + seconds * 1000
  await Promise.all(
    workers.map(async (work) => {
      while (performance.now() < until) {
        const start = performance.now()
        await work()
        latencies.push(performance.now() - start)
      }
    }),
  )
  const perSecond = latencies.length / ((performance.now() - from) / 1000)
  const after = before && spent(processes!)
  const each = (name: keyof Cpu) => ((after![name] - before![name]) * 1000) / latencies.length
  const cpuMs = after && { client: each('client'), server: each('server'), database: each('database') }
  return { perSecond, latencies, cpuMs }
}

/** Processor seconds so far. Server and database are children of the client and not counted as it. */
function spent({ client, server, database }: Processes): Cpu | null {
  const [all, ofServer, ofDatabase] = [cpuOf([client]), cpuOf([server]), cpuOf([database])]
  if (all === null || ofServer === null || ofDatabase === null) return null
  return { client: all - ofServer - ofDatabase, server: ofServer, database: ofDatabase }
}

let turn = 0
const next = (known: readonly Known[]) => known[turn++ % known.length]!

async function open(socket: KeptConnection, known: readonly Known[]): Promise<void> {
  const answer = await socket.post(newId(), bodyOf(next(known)))
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.body}`)
}

/** A server runs for weeks: what is measured is code the engine has had time to compile. */
async function warmUp(stage: Stage, port: number, known: readonly Known[]): Promise<void> {
  const headers = { authorization: stage.authorization }
  const sockets = Array.from({ length: 32 }, () => new KeptConnection(port, PATH, headers))
  await runFor(
    6,
    sockets.map((socket) => () => open(socket, known)),
    null,
  )
  for (const socket of sockets) socket.close()
}

async function measure(
  stage: Stage,
  port: number,
  known: Known[],
  ceiling: Ceiling,
  connections: number,
  seconds: number,
  processes: Processes,
) {
  const sockets = Array.from(
    { length: connections },
    () => new KeptConnection(port, PATH, { authorization: stage.authorization }),
  )
  const clients = await Promise.all(sockets.map(() => ceiling.connect()))
  const intake = sockets.map((socket) => () => open(socket, known))
  const raw = clients.map((client) => () => ceiling.write(client, [next(known)]))
  // As autovacuum does it within a minute of a company's first day; it throws away the plans, which are made anew before measuring.
  await stage.services.ownerPool.query('analyze')
  const from = new Date()
  await runFor(1.5, intake, null)
  await runFor(0.5, raw, null)
  const perCommit = await intakesPerCommit(stage, from)
  const size = Math.max(1, Math.round(perCommit))
  const few = clients.slice(0, Math.ceil(connections / size))
  const grouped = few.map(
    (client) => () =>
      ceiling.write(
        client,
        Array.from({ length: size }, () => next(known)),
      ),
  )
  // Turn and turn about, so that a busy moment of the machine falls on all.
  const rounds: { intake: Phase; raw: Phase; grouped: Phase }[] = []
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({
      raw: await runFor(seconds, raw, processes),
      intake: await runFor(seconds, intake, processes),
      grouped: await runFor(seconds, grouped, processes),
    })
  for (const socket of sockets) socket.close()
  await Promise.all(clients.map((client) => client.end()))
  const middle = (of: keyof (typeof rounds)[number], where: keyof Cpu) =>
    rounded(
      quantile(
        rounds.map((round) => round[of].cpuMs?.[where] ?? Number.NaN),
        0.5,
      ),
      2,
    )
  const cpu = (of: keyof (typeof rounds)[number]) => ({
    client: middle(of, 'client'),
    server: middle(of, 'server'),
    database: middle(of, 'database'),
  })
  const mean = (of: keyof (typeof rounds)[number]) =>
    rounds.reduce((sum, round) => sum + round[of].perSecond, 0) / ROUNDS
  const latencies = rounds.flatMap((round) => round.intake.latencies)
  return {
    ratio: rounded(mean('intake') / mean('raw')),
    intakesPerCommit: rounded(perCommit, 2),
    ratioToGroupedCommits: rounded(mean('intake') / (mean('grouped') * size)),
    intakesPerSecond: rounded(mean('intake'), 0),
    rawPerSecond: rounded(mean('raw'), 0),
    ratioPerRound: rounds.map((round) => rounded(round.intake.perSecond / round.raw.perSecond)),
    cpuMs: { intake: cpu('intake'), raw: cpu('raw') },
    p50ms: rounded(quantile(latencies, 0.5), 1),
    p99ms: rounded(quantile(latencies, 0.99), 1),
  }
}

/** Intakes that come at once share a commit: how many did. What the ceiling writes is of an earlier moment. */
async function intakesPerCommit(stage: Stage, from: Date): Promise<number> {
  const { rows } = await stage.services.ownerPool.query(
    `select count(*)::float8 / greatest(1, count(distinct r.xmin::text)) as per_commit from requests.request r
     where r.opened_at >= $1`,
    [from],
  )
  return rows[0].per_commit
}

/** The postmaster: every backend is its child. */
async function databasePid(stage: Stage): Promise<number> {
  const { rows } = await stage.services.ownerPool.query("select pg_read_file('postmaster.pid') as file")
  return Number(rows[0].file.split('\n')[0])
}

/** Every acknowledged request is whole, and the database was durable while it was written. */
async function checked(stage: Stage) {
  const { rows } = await stage.services.ownerPool.query(`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
      current_setting('server_version') as postgresql, count(*)::int as requests,
      count(*) filter (where not exists (select from requests.clock c where c.tenant_id = r.tenant_id and c.request_id = r.id)
        or not exists (select from requests.reading g where g.tenant_id = r.tenant_id and g.request_id = r.id)
        or not exists (select from kit.event e where e.tenant_id = r.tenant_id and e.thread_id = r.id))::int as "halfDone"
    from requests.request r`)
  return rows[0]
}

export const intakeBench: Bench = {
  name: 'intake',
  describe: 'full intakes over HTTP, durable, against the same rows written by raw prepared SQL',
  options: [
    ['--seconds <n>', 'length of each of the thirty-six measured stretches', '0.8'],
    ['--port <n>', 'port of the server measured', '18099'],
    ['--customers <n>', 'customers with a product each', '20000'],
  ],
  async run(flags, say) {
    const stage = await openStage()
    let server: ChildProcess | null = null
    try {
      const port = Number(flags.port)
      say('filling')
      const known = await fillGround(stage, Number(flags.customers))
      server = await startServer(stage, port)
      const first = new KeptConnection(port, PATH, { authorization: stage.authorization })
      const answer = await first.post(newId(), bodyOf(known[0]!))
      first.close()
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.body}`)
      const ceiling = await makeCeiling(stage, (JSON.parse(answer.body) as { id: string }).id)
      say('warming up')
      await warmUp(stage, port, known)
      const processes = { client: process.pid, server: server.pid!, database: await databasePid(stage) }
      const places: Partial<Record<Layout, Record<string, Awaited<ReturnType<typeof measure>>>>> = {}
      for (const layout of ['apart', 'shared'] as const) {
        if (!layOut(layout, processes.database, [process.pid, server.pid!])) continue
        const connections: Record<string, Awaited<ReturnType<typeof measure>>> = {}
        places[layout] = connections
        for (const count of [8, 32]) {
          say(`${count} connections, cores ${layout}`)
          connections[count] = await measure(stage, port, known, ceiling, count, Number(flags.seconds), processes)
        }
      }
      const least = (of: object | undefined) =>
        of && Math.min(...(Object.values(of) as { ratio: number }[]).map((one) => one.ratio))
      return {
        bench: 'intake',
        ratio: least(places.apart) ?? least(places.shared),
        ratioOnSharedCores: least(places.shared),
        ...places,
        ...(await checked(stage)),
      }
    } finally {
      await stopServer(server)
      await stage.close()
    }
  },
}

async function stopServer(server: ChildProcess | null): Promise<void> {
  if (!server || server.exitCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await gone
}
