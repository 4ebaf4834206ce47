import net from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { fillBoard, MONDAY, SIGN_IN } from './board-ground.ts'
import { type Bench, quantile, rounded } from './kind.ts'
import { openStage } from './stage.ts'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
]
const OPENINGS = 5

/** The board in a browser: from the answer of the server to the first picture of bars, and the frames while a bar is dragged. */
export const boardBench: Bench = {
  name: 'board',
  describe: 'the dispatch board in Chromium: first picture and frames of a drag, at one day and at five',
  options: [
    ['--people <n>', 'technicians', '50'],
    ['--visits <n>', 'visits a day', '200'],
  ],
  async run(flags, say) {
    const [people, visits] = [Number(flags.people), Number(flags.visits)]
    const port = await freePort()
    // The sign-in trusts only the address the server is known by.
    process.env.PUBLIC_URL = `http://localhost:${port}`
    const stage = await openStage()
    let browser: Browser | undefined
    try {
      say('filling the board')
      await fillBoard(stage, people, 5, visits)
      await stage.app.listen({ port, host: '127.0.0.1' })
      browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGUMENTS })
      const page = await signedIn(browser, process.env.PUBLIC_URL)
      const idle = await frames(page, () => page.waitForTimeout(1500))
      const day = await measure(page, 'day', say)
      const five = await measure(page, 'five', say)
      return {
        bench: 'board',
        ...{ people, visitsADay: visits, shownVisits: { day: visits, five: 5 * visits } },
        idleFrameMs: idle,
        day,
        five,
        ratio: rounded(five.firstPictureMs.p50 / day.firstPictureMs.p50, 2),
        dragOverIdle: {
          day: rounded(day.dragFrameMs.p95 / idle.p95, 2),
          five: rounded(five.dragFrameMs.p95 / idle.p95, 2),
        },
      }
    } finally {
      await browser?.close()
      await stage.close()
    }
  },
}

async function signedIn(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' })
  const page = await context.newPage()
  await page.goto(`${url}/console/work-orders`)
  await page.getByLabel('E-mail').fill(SIGN_IN.email)
  await page.getByLabel('Password', { exact: true }).fill(SIGN_IN.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Board', exact: true }).waitFor()
  return page
}

async function measure(page: Page, zoom: 'day' | 'five', say: (text: string) => void) {
  const pictures: number[] = []
  for (let i = -1; i < OPENINGS; i++) {
    say(`${zoom}: opening ${i + 1} of ${OPENINGS}`)
    const taken = await open(page, zoom)
    // The first brings the code, too.
    if (i >= 0) pictures.push(taken)
  }
  const dragFrameMs = await drag(page)
  const nodes = await page.evaluate(() => document.querySelectorAll('[data-testid=gantt] *').length)
  return {
    firstPictureMs: { p50: rounded(quantile(pictures, 0.5), 1), worst: rounded(Math.max(...pictures), 1) },
    dragFrameMs,
    nodes,
  }
}

/** From the last byte of the server's answer to the frame that shows bars. The map waits until after it by itself. */
async function open(page: Page, zoom: string): Promise<number> {
  await page.goto(new URL(`/console/board?date=${MONDAY}&zoom=${zoom}`, page.url()).href)
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        const look = () => {
          const answered = performance.getEntriesByType('resource').filter((one) => one.name.includes('/api/v1/board?'))
          const bars = document.querySelectorAll('[data-testid=gantt] [data-visit]').length
          const last = answered.at(-1) as PerformanceResourceTiming | undefined
          if (bars === 0 || !last) return requestAnimationFrame(look)
          const seen = performance.getEntriesByName('bars-seen')[0] ?? performance.mark('bars-seen')
          done(seen.startTime - last.responseEnd)
        }
        requestAnimationFrame(look)
      }),
  )
}

/** A bar carried over many rows and hours: how long the frames take meanwhile. */
async function drag(page: Page) {
  const bar = page.locator('[data-testid=gantt] [data-visit]').first()
  const box = (await bar.boundingBox())!
  await page.waitForTimeout(3000)
  await page.mouse.move(box.x + 10, box.y + 10)
  await page.mouse.down()
  const taken = await frames(page, async () => {
    for (let i = 0; i < 120; i++)
      await page.mouse.move(box.x + 20 + ((i * 7) % 320), box.y + 10 + ((i * 11) % 480), { steps: 2 })
  })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  return taken
}

/** The distances of the frames while something happens. */
async function frames(page: Page, during: () => Promise<unknown>) {
  await page.evaluate(() => {
    const kept = window as unknown as { frames: number[]; isOver: boolean }
    kept.frames = []
    kept.isOver = false
    let last = performance.now()
    const tick = (now: number) => {
      kept.frames.push(now - last)
      last = now
      if (!kept.isOver) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await during()
  const taken = await page.evaluate(() => {
    const kept = window as unknown as { frames: number[]; isOver: boolean }
    kept.isOver = true
    return kept.frames.slice(1)
  })
  return { p50: rounded(quantile(taken, 0.5), 1), p95: rounded(quantile(taken, 0.95), 1), n: taken.length }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => done(port))
    })
  })
}
