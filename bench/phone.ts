import fs from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { type Bench, quantile, rounded } from './kind.ts'
import { makeTechnicians } from './offline-ground.ts'
import { FLAGS } from './offline-phone.ts'
import { openStage } from './stage.ts'

const HAND = { width: 390, height: 844 }

/** The field app on a slow phone whose server is gone: how long from the tap on its icon until the jobs of today can be read. */
export const phoneBench: Bench = {
  name: 'phone',
  describe: 'the field app, started cold on a slowed-down Chromium with its server stopped: until today can be read',
  options: [
    ['--slower <n>', 'how many times slower than this machine the phone counts', '4'],
    ['--visits <n>', 'visits of the day', '8'],
    ['--starts <n>', 'cold starts, each a browser process of its own', '7'],
  ],
  async run(flags, say) {
    const [slower, visits, starts] = [flags.slower, flags.visits, flags.starts].map(Number) as [number, number, number]
    const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-phone-'))
    const stage = await openStage()
    try {
      const [technician] = await makeTechnicians(stage, 1, visits)
      await stage.app.listen({ port: 0, host: '127.0.0.1' })
      const url = `http://127.0.0.1:${(stage.app.server.address() as AddressInfo).port}`
      const firstLoad = await prepare(profile, url, technician!.cookie)
      await stage.app.close()
      const taken: { list: number; bare: number }[] = []
      for (let n = 0; n < starts; n++) {
        taken.push(await start(profile, url, slower, visits))
        say(`start ${n + 1} of ${starts}: ${taken.at(-1)!.list.toFixed(0)} ms`)
      }
      const [lists, bare] = [taken.map((one) => one.list), taken.map((one) => one.bare)]
      const todayMs = { p50: rounded(quantile(lists, 0.5), 0), worst: rounded(Math.max(...lists), 0) }
      return {
        bench: 'phone',
        ...{ slower, visits, starts, firstLoad, todayMs },
        emptyPageMs: rounded(quantile(bare, 0.5), 0),
        /** Against what a start without any script costs the same phone: the page's own share. */
        ratio: rounded(todayMs.p50 / quantile(bare, 0.5), 1),
        node: process.version,
      }
    } finally {
      await stage.close()
      fs.rmSync(profile, { recursive: true, force: true })
    }
  },
}

const open = (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, { executablePath: '/usr/bin/chromium', args: FLAGS, viewport: HAND })

/** Once with a network: what the page itself loads until today can be read (over the wire, kB), then all its worker takes along. */
async function prepare(profile: string, url: string, cookie: { name: string; value: string }) {
  const context = await open(profile)
  const page = context.pages()[0]!
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  const kinds = new Map<string, string>()
  const bytes: Record<string, number> = {}
  wire.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = (kinds.get(requestId) ?? 'Other').toLowerCase()
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength
  })
  await context.addCookies([{ ...cookie, url }])
  await page.goto(`${url}/field/`)
  await page.locator(JOB).first().waitFor()
  const kB = Object.fromEntries(Object.entries(bytes).map(([kind, sum]) => [kind, rounded(sum / 1000, 0)]))
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await context.close()
  return kB
}

const JOB = 'main a[href*="/visits/"]'

/** A browser that has just been started, slowed down before it loads anything. */
async function start(profile: string, url: string, slower: number, visits: number) {
  const context = await open(profile)
  const page = context.pages()[0]!
  const control = await context.newCDPSession(page)
  await control.send('Emulation.setCPUThrottlingRate', { rate: slower })
  const bare = await timeUntil(page, 'about:blank', null, 0)
  const list = await timeUntil(page, `${url}/field/`, JOB, visits)
  await context.close()
  return { list, bare }
}

/** Milliseconds by the clock on the wall from the order to open it until so many of these are on the screen. */
async function timeUntil(page: Page, url: string, what: string | null, count: number): Promise<number> {
  const began = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  if (what) await page.waitForFunction(([of, n]) => document.querySelectorAll(of).length >= n, [what, count] as const)
  await page.evaluate(() => new Promise(requestAnimationFrame))
  return performance.now() - began
}
