import fs from 'node:fs'
import path from 'node:path'
import { systemActor } from '../server/src/kit/actor.ts'
import { importRequests, shippedMappings } from '../server/src/modules/requests/import.ts'
import { type Bench, rounded } from './kind.ts'
import { openStage, type Stage } from './stage.ts'

const HEAD =
  'case:concept:name,org:group,resource country,organization country,org:resource,organization involved,org:role,concept:name,impact,product,lifecycle:transition,time:timestamp'
const STEPS = [
  ['Accepted', 'In Progress'],
  ['Queued', 'Awaiting Assignment'],
  ['Accepted', 'Wait - User'],
  ['Accepted', 'In Progress'],
  ['Completed', 'Closed'],
]

/** A log of the form of the Volvo file, made here: the data set itself is nobody's to ship. */
function makeLog(file: string, events: number): void {
  const out = fs.createWriteStream(file)
  out.write(`${HEAD}\n`)
  for (let n = 0; n < events; n++) {
    const [status, sub] = STEPS[n % 5]!
    const one = Math.floor(n / 5)
    const at = new Date(1_600_000_000_000 + one * 600_000 + (n % 5) * 3_600_000).toISOString()
    out.write(
      `1-${one},V${one % 60}${n % 5 === 1 ? ' 2nd' : ''},Sweden,se,P${one % 400},Org line A2,A2_${one % 9},${status},${['Low', 'Medium', 'High'][one % 3]},PROD${one % 500},${sub},${at}\n`,
    )
  }
  out.end()
}

/** The ceiling: PostgreSQL's own COPY of the same bytes into a plain durable table of as many columns, read by the server itself. */
async function copySame(stage: Stage, file: string): Promise<number> {
  const columns = HEAD.split(',')
    .map((_, index) => `c${index} text`)
    .join(', ')
  await stage.services.ownerPool.query(`create table public.copied (${columns})`)
  const text = await fs.promises.readFile(file)
  const client = await stage.services.ownerPool.connect()
  const from = performance.now()
  await client.query(`copy public.copied from '${file}' with (format csv, header true)`)
  const seconds = (performance.now() - from) / 1000
  client.release()
  await stage.services.ownerPool.query('drop table public.copied')
  return text.length > 0 ? seconds : Number.NaN
}

export const importBench: Bench = {
  name: 'import',
  describe: 'events a second of an import against COPY of the same bytes',
  options: [['--events <n>', 'events in the file', '100000']],
  async run(flags, say) {
    const events = Number(flags.events)
    const stage = await openStage()
    try {
      const file = path.join(stage.dataDir, 'log.csv')
      makeLog(file, events)
      await new Promise((resolve) => setTimeout(resolve, 500))
      fs.chmodSync(file, 0o644)
      fs.chmodSync(stage.dataDir, 0o755)
      say(`COPY of ${events} events`)
      const copySeconds = await copySame(stage, file)
      const mapping = shippedMappings().find((one) => one.name === 'volvo-vinst')!
      const report = await importRequests(stage.services, systemActor(stage.tenantId), {
        bytes: fs.createReadStream(file),
        mapping,
        dryRun: false,
        onProgress: ({ rows }) => say(`${rows} rows`),
      })
      const again = await importRequests(stage.services, systemActor(stage.tenantId), {
        bytes: fs.createReadStream(file),
        mapping,
        dryRun: false,
      })
      const eventsPerSecond = events / report.seconds
      const copyEventsPerSecond = events / copySeconds
      return {
        bench: 'import',
        ratio: rounded(eventsPerSecond / copyEventsPerSecond),
        eventsPerSecond: rounded(eventsPerSecond, 0),
        copyEventsPerSecond: rounded(copyEventsPerSecond, 0),
        events,
        cases: report.cases,
        seconds: rounded(report.seconds),
        copySeconds: rounded(copySeconds),
        secondRun: { unchanged: again.unchanged, seconds: rounded(again.seconds) },
      }
    } finally {
      await stage.close()
    }
  },
}
