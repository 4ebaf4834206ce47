import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBadNetwork } from '../bench/bad-network.ts'
import { PART_SERIALS, placeOf, planDay } from './support/a-day.ts'
import { type JobOnPhone, jobOnPhone } from './support/a-job.ts'
import { databases, newPhone, readyOffline, signInOn, withNetwork, withoutNetwork } from './support/a-phone.ts'
import { allowStreets, seesSketch, seesStreets, streetsAreKept } from './support/day-map.ts'
import { type DayPhone, dayPhone } from './support/day-on-phone.ts'
import { openMailbox } from './support/mail-received.ts'
import { holdNextReading, keptVisits, withoutRoom } from './support/phone-memory.ts'
import { openBrowser, openWholeBrowser, type Product, startProduct } from './support/product.ts'
import * as recall from './support/recall-at-hand.ts'
import { reportsArrived } from './support/reports-arrived.ts'
import { startTiles, type Tiles } from './support/tiles.ts'
import { talksAndDoesNotReload } from './support/two-versions.ts'

// What happens to phones: answers that overtake each other, wrong clocks, two tabs, no room left, a phone that was lost, an
// app that is renewed in the middle of a job. Nothing told is lost by it, and nothing of a job is disturbed.
let product: Product
let browser: Browser
let page: Page
let job: JobOnPhone
let mailbox: Awaited<ReturnType<typeof openMailbox>>
let tiles: Tiles

beforeAll(async () => {
  mailbox = await openMailbox()
  const { lat, lon } = placeOf(0)
  tiles = await startTiles([lon, lat])
  product = await startProduct({ smtpUrl: mailbox.url, mapOrigin: tiles.origin })
  job = await jobOnPhone(product)
  browser = await openBrowser()
  // With a service worker between, the answer could not be held back here.
  page = await newPhone(browser, product, job, { serviceWorkers: 'block' })
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await mailbox?.close()
})

const visit = () => job.admin('GET', `/visits/${job.visitId}`)
const onServer = async () => (await visit()).status
const answers = async () => Object.keys((await visit()).report.answers)
const keptOnPhone = async () => (await keptVisits<{ status: string }>(page, job.technicianId)).map((one) => one.status)

// The phone reads its day again and again. An answer that left the server before it heard of a tap, and arrives after it,
// must not take the tap back on the screen.
test('an old answer that arrives late takes nothing back', async () => {
  const reading = await holdNextReading(page)
  await page.reload()
  expect((await reading.left).visits.map((one) => one.status)).toEqual(['scheduled'])
  await page.getByRole('link', { name: 'Open job' }).click()
  await page.getByRole('button', { name: 'Set out' }).click()
  await expect.poll(onServer).toBe('en_route')
  await expect.poll(() => page.getByText(/to send/).count()).toBe(0)
  expect(await keptOnPhone()).toEqual(['en_route'])

  const arrived = page.waitForResponse(/\/api\/v1\/field\/today/)
  reading.release()
  await (await arrived).finished()
  await page.waitForTimeout(1000)
  expect(await keptOnPhone()).toEqual(['en_route'])
  expect(await page.getByRole('button', { name: 'Set out' }).count()).toBe(0)
  await page.getByRole('button', { name: 'I have arrived' }).waitFor()
})

/** The job on this phone, whichever name it knows the server by. */
async function open(phone: Page) {
  await phone.goto(new URL(`/field/visits/${job.visitId}`, phone.url()).href)
  await phone.getByRole('button', { name: /I have arrived|On to the price/ }).waitFor()
}
const tick = (phone: Page, step: string) => phone.getByText(step).first().click()
const unsent = (phone: Page) => phone.getByText(/to send/).count()
const isSent = (phone: Page) => expect.poll(() => unsent(phone)).toBe(0)
const HOUR_MS = 3_600_000
const secondsFromNow = (at: string) => Math.abs(Date.parse(at) - Date.now()) / 1000
const phones = async () => (await job.admin('GET', '/phones')).items

test.each([3, -3])(
  'a clock that is %i hours wrong: times are told as they were, and the desk sees how wrong',
  async (hours) => {
    const time = Date.now() + hours * HOUR_MS
    const phone = await newPhone(browser, product, job, { prepare: (page) => page.clock.install({ time }) })
    await open(phone)
    if (hours > 0) await phone.getByRole('button', { name: 'I have arrived' }).click()
    const photo = { name: 'a.png', mimeType: 'image/png', buffer: await phone.screenshot() }
    await phone.locator('input[type=file]').first().setInputFiles(photo)
    const taken = async () => (await visit()).photos as { takenAt: string }[]
    await expect.poll(async () => (await taken()).length).toBe(hours > 0 ? 1 : 2)
    for (const { takenAt } of await taken()) expect(secondsFromNow(takenAt)).toBeLessThan(60)
    const arrived = (await visit()).stamps.find((one: { status: string }) => one.status === 'on_site')
    expect(secondsFromNow(arrived.at)).toBeLessThan(60)
    const offsets = (await phones()).map((one: { clockOffset: number | null }) =>
      Math.round((one.clockOffset ?? 0) / 3600),
    )
    expect(offsets).toContain(-hours)
    await phone.context().close()
  },
)

test('two tabs of one phone: each shows what the other did, and everything is told once', async () => {
  // Without the worker between: its own requests would still find the network that is taken away from the tabs.
  const one = await newPhone(browser, product, job, { serviceWorkers: 'block' })
  const two = await one.context().newPage()
  await two.goto(one.url())
  for (const tab of [one, two]) await open(tab)
  await two.getByText('0 of 9').or(two.getByText('1 of 9')).or(two.getByText('2 of 9')).first().waitFor()
  const photos = (await visit()).photos.length
  await withoutNetwork(one)
  await tick(one, 'Power, gas')
  await tick(two, 'Introduced')
  for (const tab of [one, two]) await tab.getByText('2 to send').waitFor()
  await withNetwork(one)
  for (const tab of [one, two]) await isSent(tab)
  expect(await answers()).toEqual(expect.arrayContaining(['power_off', 'card']))
  expect((await visit()).photos).toHaveLength(photos)
  await one.context().close()
})

test('hardly any room left: said at once, photos are refused in time, and what is entered is still kept and told', async () => {
  // What a browser says of its room, at its edge: Chromium's own way to set a quota does not reach a profile of a test.
  const sayRoom = (bytes: number) => phone.evaluate((left) => localStorage.setItem('test.room', String(left)), bytes)
  const prepare = (page: Page) =>
    page.addInitScript(() => {
      const quota = () => Number(localStorage.getItem('test.room') ?? 1e9)
      navigator.storage.estimate = async () => ({ quota: quota(), usage: 0 })
    })
  const phone = await newPhone(browser, product, job, { prepare })
  await sayRoom(60_000_000)
  await phone.reload()
  await phone.getByText(/Only \d\d MB are left/).waitFor()
  await sayRoom(15_000_000)
  await open(phone)
  const photo = { name: 'a.png', mimeType: 'image/png', buffer: await phone.screenshot() }
  await phone.locator('input[type=file]').first().setInputFiles(photo)
  await phone.getByText(/No room for photos/).waitFor()
  await tick(phone, 'Put on shoe')
  await expect.poll(answers).toContain('shoe_covers')
  await isSent(phone)
  // And then none at all: what was not kept does not look as if it were.
  await withoutRoom(phone)
  const mat = phone.getByRole('checkbox', { name: 'Laid a mat' })
  const isSaid = async () => {
    // A tap while the list is drawn anew may go by: then one taps again.
    await mat.click()
    return phone
      .getByText(/This phone is full/)
      .waitFor({ timeout: 2000 })
      .then(
        () => true,
        () => false,
      )
  }
  await expect.poll(isSaid).toBe(true)
  expect(await mat.isChecked()).toBe(false)
  await phone.evaluate(() => (globalThis as unknown as { makeRoom: () => void }).makeRoom())
  await phone.context().close()
})

test('signing out without a network is not done; with one everything is told first, then nothing stays on the phone', async () => {
  const phone = await newPhone(browser, product, job)
  await open(phone)
  await withoutNetwork(phone)
  await tick(phone, 'Laid a mat')
  await phone.getByRole('button', { name: 'Menu' }).click()
  const signOut = phone.getByRole('button', { name: 'Sign out' })
  await signOut.click()
  await phone.getByText(/connect once, then sign out/).waitFor()
  expect(await databases(phone)).toContain(`aftercare-field-${job.technicianId}`)
  await withNetwork(phone)
  await signOut.click()
  await phone.getByLabel('Password').waitFor()
  expect(await answers()).toContain('mat')
  expect(await databases(phone)).not.toContain(`aftercare-field-${job.technicianId}`)
  await phone.context().close()
})

test('a phone without contact for eight days: its jobs stay shut until the server opens them, and nothing is lost', async () => {
  const phone = await newPhone(browser, product, job)
  await readyOffline(phone)
  await open(phone)
  await withoutNetwork(phone)
  await tick(phone, 'Test run')
  await phone.getByText('1 to send').waitFor()
  await phone.clock.install({ time: Date.now() + 8 * 24 * HOUR_MS })
  await phone.reload()
  await phone.getByText(/without contact for too long/).waitFor()
  expect(await phone.getByText('李伟').count()).toBe(0)
  await withNetwork(phone)
  await phone.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(answers).toContain('test_run')
  await phone.context().close()
})

test('a phone that was lost: revoked, at its next contact the desk has what it had not sent, and it is empty', async () => {
  const before = (await phones()).map((one: { id: string }) => one.id)
  const phone = await newPhone(browser, product, job)
  await open(phone)
  const { id } = (await phones()).find((one: { id: string }) => !before.includes(one.id))
  await withoutNetwork(phone)
  await tick(phone, 'Cleaned up')
  await phone.getByText('1 to send').waitFor()
  await job.admin('PUT', `/phones/${id}/revocation`, {})
  await withNetwork(phone)
  await phone.getByText('Your company has shut this phone off').waitFor()
  expect(await databases(phone)).not.toContain(`aftercare-field-${job.technicianId}`)
  const { items } = await job.admin('GET', '/late-facts')
  expect(items).toMatchObject([{ lateReason: 'field_work.phone_revoked', toldKind: 'report' }])
  expect(await answers()).not.toContain('clean_up')
  await phone.context().close()
})

test('a phone that dies a moment after its person signed in: the day opens without the server, which says so; then the password, and nothing is lost', async () => {
  const phone = await dayPhone(product, job, { isInUse: true })
  await phone.kill()
  await product.halt()
  await phone.open()
  // Cookies and what pages note are written down late by a browser, after 30 and 5 seconds: here neither was.
  await phone.page().context().clearCookies()
  await phone.page().evaluate(() => localStorage.clear())
  await phone.page().reload()
  await phone.page().getByRole('link', { name: 'Go on' }).click()
  await phone.seen(/^No server/)
  await tick(phone.page(), 'Cleaned up')
  await phone.seen('1 to send')
  await product.resume()
  // As the network does when it comes back: nobody waits for the next question by the clock.
  await phone.page().evaluate(() => dispatchEvent(new Event('online')))
  await signInOn(phone.page(), job)
  await expect.poll(answers).toContain('clean_up')
  await phone.seen('Online')
  await phone.close()
})

test('a new version of the app waits for the end of the job, and then for the person', async () => {
  const between = await openBadNetwork({ port: Number(new URL(product.url).port) }, Math.random)
  const whole = await openWholeBrowser()
  const phone = await newPhone(whole, { ...product, url: between.url }, job)
  await readyOffline(phone)
  const worker = await (await fetch(`${product.url}/field/sw.js`)).text()
  between.pages.set('/field/sw.js', { type: 'text/javascript', text: `${worker}\n// another version` })
  await open(phone)
  await phone.evaluate(async () => {
    Object.assign(globalThis, { isSameRun: true })
    const registration = (await navigator.serviceWorker.getRegistration())!
    await registration.update()
    const fresh = registration.installing ?? registration.waiting!
    while (fresh.state !== 'installed') await new Promise((done) => fresh.addEventListener('statechange', done))
  })
  await tick(phone, 'small gift')
  await expect.poll(answers).toContain('gift')
  expect(await phone.getByText('A new version is ready').count()).toBe(0)
  const isSameRun = () => phone.evaluate(() => 'isSameRun' in globalThis)
  expect(await isSameRun()).toBe(true)
  await cancelVisit()
  await phone.getByRole('link', { name: 'Back' }).click()
  await phone.getByText('A new version is ready').waitFor()
  expect(await isSameRun()).toBe(true)
  await talksAndDoesNotReload(phone)
  await phone.getByRole('button', { name: 'Update now' }).click()
  await expect.poll(() => isSameRun().catch(() => true)).toBe(false)
  await whole.close()
  await between.close()
})

async function cancelVisit(): Promise<void> {
  const { version, status } = await visit()
  if (status === 'cancelled') return
  const body = { reason: 'customer_asked' }
  await job.admin('PUT', `/visits/${job.visitId}/cancellation`, body, { 'if-match': `"${version}"` })
}

test('the old phone reads its day again and believes what the desk did since', async () => {
  await page.goto(`${product.url}/field/`)
  await expect.poll(keptOnPhone).not.toContain('en_route')
})

/** Of each visit of the day: photos, lines, quotations. */
const KEPT = [
  [2, 3, 1],
  [0, 0, 0],
  [1, 0, 0],
  [2, 0, 0],
  [0, 0, 0],
  [1, 0, 0],
]

let visitIds: string[]
let phone: DayPhone
let atHand: recall.AtHand
test('the map of the day: a sketch where there are no streets; streets that were taken along need no server, neither of the map nor ours', async () => {
  await cancelVisit()
  visitIds = await planDay(job)
  atHand = await recall.recallAtHand(job)
  await page.goto(`${product.url}/field/map`)
  await seesSketch(page)
  await page.context().close()
  await allowStreets(job, tiles.url)
  phone = await dayPhone(product, job, { isReady: streetsAreKept })
  tiles.stop()
  await product.halt()
  await phone.open()
  await seesStreets(phone.page(), visitIds[1]!)
})

test('a day of six visits with the server stopped and the phone killed: everything arrives once and in order, and each report in its language', async () => {
  const { press, seen, field, say } = phone
  await phone.page().goto(`${product.url}/field/`)
  await seen(/^Way there: \d+ min, [\d.]+ km$/)
  await seen('Safety recall to be done')
  await phone.arrive()
  await recall.readsRecall(phone)
  await recall.readsArticle(phone)
  await phone.checkAll()
  await phone.agree('Add travel')
  await phone.scan('Scan the plate of the machine', job.serial)
  await seen('This is the right machine')
  await field('Remedy').selectOption('R-REPL')
  await say('Work done', 'Capacitor replaced')
  await press('Add line')
  await phone.scan('Part or price code', PART_SERIALS[0]!)
  await field('Why it is replaced').selectOption('damaged')
  await press('Save')
  await seen('电容 35 µF')
  await press('Extra work')
  await field('What').selectOption('CLN')
  await press('Show the price')
  await press('Customer agrees and signs')
  await phone.sign()
  await seen(/approved by the customer/)
  await press('Signature')
  await recall.answersRecall(phone)
  await phone.signVisit()
  await press('Finish the job')
  await press('Back to the day')

  await phone.arrive()
  await phone.agree()
  await say('Work done', 'Board measured')
  await press('Signature')
  await phone.page().locator('dd', { hasText: 'Board measured' }).waitFor()
  await phone.kill()
  await phone.open()
  await phone.page().getByRole('link', { name: 'Go on' }).click()
  await phone.signVisit()
  await phone.leaveRest('Control board KC-9')

  await phone.nobodyThere()

  await phone.arrive()
  await phone.checkAll()
  await phone.agree()
  await say('Work done', 'Cleaned')
  await press('Signature')
  await phone.signVisit()
  await press('Finish the job')
  await press('Back to the day')

  await phone.arrive()
  await phone.agree()
  await press('Signature')
  await press('Nobody can sign')
  await field('Why nobody signs').fill('Had to leave')
  await press('Go on without')
  await phone.leaveRest('A second person')

  await phone.nobodyThere()
  await phone.kill()

  await product.resume()
  await phone.open()
  await phone.page().goto(`${product.url}/field/sync`)
  await phone.page().getByText('Everything has been sent', { exact: true }).waitFor({ timeout: 60_000 })
  const visits = await Promise.all(visitIds.map((id) => job.admin('GET', `/visits/${id}`)))
  const ends = ['done', 'part_done', 'no_access', 'done', 'part_done', 'no_access']
  for (const [n, { status, stamps, photos, lines, quotations }] of visits.entries()) {
    const steps = ends[n] === 'no_access' ? ['en_route'] : ['en_route', 'on_site', 'working']
    expect(stamps.map((one: { status: string }) => one.status)).toEqual([...steps, ends[n]])
    const at = stamps.map((one: { at: string }) => one.at)
    expect(at).toEqual(at.toSorted())
    expect(status).toBe(ends[n])
    expect([photos.length, lines.length, quotations.length]).toEqual(KEPT[n])
  }
  expect(visits[0].asset.components).toMatchObject([{ serial: 'CAP7001' }])
  expect(visits[0].report).toMatchObject({ workDone: 'Capacitor replaced', signature: { name: '李伟' } })
  const rest = { minutes: 120, parts: [{ code: 'KC-9', quantity: 1 }] }
  expect(visits[1].report).toMatchObject({ workDone: 'Board measured', restOfWork: 'Control board KC-9', rest })
  const late = await job.admin('GET', '/late-facts')
  expect(late.items.filter((one: { visitId: string }) => visitIds.includes(one.visitId))).toEqual([])
  await reportsArrived(mailbox, visits, [0, 1, 3, 4])
  await recall.recallArrived(job, atHand, visitIds[0]!)
  await phone.close()
})
