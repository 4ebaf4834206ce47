import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Senders } from './crash-load.ts'
import { openMailbox } from './crash-mail.ts'
import { cutConnections, jobsDone, openEye, prove } from './crash-proof.ts'
import { freePort, Server } from './crash-server.ts'
import { fillGround } from './intake-ground.ts'
import { type Bench, quantile, rounded } from './kind.ts'
import { openStage } from './stage.ts'

const SENDERS = 8
const WHATS = ['tree', 'database', 'connection'] as const
type What = (typeof WHATS)[number]

/** A company with customers who have mail addresses, in a data folder that outlives this process's own server. */
async function prepare() {
  const stage = await openStage()
  const known = await fillGround(stage, 200)
  await stage.services.ownerPool.query(`update parties.customer set email = 'c' || right(number, 4) || '@example.org'`)
  await stage.app.close()
  await stage.services.stop()
  const bodies = known.map(({ phone, serial }) =>
    JSON.stringify({ kind: 'repair', words: '空调不制冷,外机有异响。', serial, customer: { name: 'Customer', phone } }),
  )
  return { dataDir: stage.dataDir, authorization: stage.authorization, bodies }
}

/** Does the harm once and waits until the server takes work again; null when it never does. */
async function harm(what: What, server: Server, postgresDir: string, senders: Senders): Promise<number | null> {
  const from = performance.now()
  if (what === 'tree') {
    await server.killTree()
    if (!(await server.start())) return null
  } else if (what === 'database') {
    await server.stopDatabase()
    if (!(await server.ready())) return null
  } else {
    const eye = await openEye(postgresDir)
    await cutConnections(eye)
    await eye.end()
  }
  const before = senders.acknowledged()
  for (const until = Date.now() + 60_000; senders.acknowledged() === before; await sleep(5)) {
    if (Date.now() > until) return null
  }
  return performance.now() - from
}

async function run(flags: Record<string, string | undefined>, say: (text: string) => void): Promise<object> {
  const what = WHATS.find((one) => one === flags.what)
  if (!what) throw new Error(`--what is one of ${WHATS.join(', ')}`)
  const kills = Number(flags.kills)
  say('a company to work on')
  const { dataDir, authorization, bodies } = await prepare()
  const postgresDir = path.join(dataDir, 'postgres')
  const mailbox = await openMailbox()
  const server = new Server(dataDir, await freePort(), { SMTP_URL: mailbox.url })
  let ok = false
  try {
    if (!(await server.start())) throw new Error(`the server did not start: see ${dataDir}/server.log`)
    const senders = new Senders(server.url, authorization, bodies)
    senders.start(SENDERS)
    const recoveries: number[] = []
    let failedStarts = 0
    for (let n = 1; n <= kills; n++) {
      await sleep(300 + Math.random() * 900)
      say(`${what} ${n} of ${kills}, ${senders.acknowledged()} acknowledged`)
      const ms = await harm(what, server, postgresDir, senders)
      if (ms === null) failedStarts += 1
      else recoveries.push(ms)
    }
    await senders.finish()
    const retried = senders.load.sent.filter((one) => one.tries > 1).length
    const repeated = await senders.repeat(200)
    say('waiting for the jobs')
    const eye = await openEye(postgresDir)
    const jobsLeft = await jobsDone(eye, 60_000)
    const proof = await prove(eye, senders.load, mailbox.received)
    await eye.end()
    const { wrong, unavailable } = senders.load
    const acknowledged = senders.acknowledged()
    const bad = [
      proof.lost,
      proof.halfDone,
      proof.doubled,
      proof.mailsWithoutCommit,
      proof.reactionsMissing,
      failedStarts,
      jobsLeft,
    ]
    ok = bad.every((count) => count === 0) && Object.keys(wrong).length === 0
    if (!ok) process.exitCode = 1
    const recoverMs = { median: rounded(quantile(recoveries, 0.5), 0), worst: rounded(Math.max(...recoveries), 0) }
    return {
      bench: 'crash',
      ok,
      what,
      kills,
      acknowledged,
      failedStarts,
      ...proof,
      jobsLeft,
      retried,
      repeated,
      unavailable,
      wrong,
      recoverMs,
    }
  } finally {
    await server.stop()
    await mailbox.close()
    if (ok) fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

export const crashBench: Bench = {
  name: 'crash',
  describe:
    'under load: kill everything, stop the database, or cut its connections; count what was lost, half done, doubled or mailed for nothing',
  options: [
    ['--kills <n>', 'how often', '10'],
    ['--what <what>', WHATS.join(', '), 'tree'],
  ],
  run,
}
