import { randomBytes } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JobOnPhone, jobOnPhone, signIn } from './support/a-job.ts'
import { databases, newPhone, readyOffline, withNetwork, withoutNetwork } from './support/a-phone.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// What happened is safe at once and never lost: not while the place is looked for, not behind an edit somebody else made, not
// when it is given up, not with a phone that is revoked.
let product: Product
let browser: Browser
let job: JobOnPhone

beforeAll(async () => {
  product = await startProduct()
  job = await jobOnPhone(product)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** How a film begins; what comes after it is noise. */
const FILM = Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d703431', 'hex')
const HOUR_MS = 3_600_000
const DESK = { width: 1280, height: 900 }
const visit = () => job.admin('GET', `/visits/${job.visitId}`)
const late = async () => (await job.admin('GET', '/late-facts')).items
type Place = { lat: number | null; status: string }

/** A phone whose place comes when the test says so, if it does. */
const withPlace = (page: Page) =>
  page.addInitScript(() => {
    navigator.geolocation.getCurrentPosition = (found) => {
      Object.assign(globalThis, {
        placeFound: () => found({ coords: { latitude: 31.2, longitude: 121.5 } } as GeolocationPosition),
      })
    }
  })

test('a tap is stored at once while the place is looked for: killed straight after it, only the place is lost; else it comes along', async () => {
  const phone = await newPhone(browser, product, job, { prepare: withPlace })
  await phone.getByRole('link', { name: 'Open job' }).click()
  await phone.getByRole('button', { name: 'Set out' }).click()
  // Well before the three seconds a place may take.
  await phone.getByRole('button', { name: 'I have arrived' }).waitFor({ timeout: 1500 })
  await phone.getByText('1 to send').waitFor({ timeout: 1000 })
  const context = phone.context()
  await phone.close()
  const again = await context.newPage()
  again.setDefaultTimeout(15_000)
  await withPlace(again)
  await again.goto(`${product.url}/field/visits/${job.visitId}`)
  await again.getByRole('button', { name: 'I have arrived' }).waitFor()
  await expect.poll(async () => (await visit()).status).toBe('en_route')
  await again.getByRole('button', { name: 'I have arrived' }).click()
  await again.getByRole('heading', { name: 'Checklist' }).waitFor({ timeout: 1500 })
  await again.evaluate(() => (globalThis as unknown as { placeFound: () => void }).placeFound())
  await expect.poll(async () => (await visit()).status).toBe('on_site')
  const { stamps } = await visit()
  expect(stamps.map((one: Place) => [one.status, one.lat])).toEqual([
    ['en_route', null],
    ['on_site', 31.2],
  ])
  await context.close()
})

test('an edit somebody else made too holds back no photo; given up, it is asked first, can be taken back, and the desk reads it', async () => {
  const phone = await newPhone(browser, product, job)
  await readyOffline(phone)
  await phone.goto(`${product.url}/field/visits/${job.visitId}`)
  await phone.getByRole('heading', { name: 'Checklist' }).waitFor()
  await withoutNetwork(phone)
  await phone.getByText('Laid a mat').first().click()
  await phone.getByText('1 to send').waitFor()
  const colleague = await signIn(product.url, job.email)
  const { report } = await visit()
  const answers = { mat: { value: false, skipped: 'No mat at hand' } }
  await colleague('PUT', `/visits/${job.visitId}/report`, { answers }, { 'if-match': `"${report.version}"` })
  const photo = { name: 'a.png', mimeType: 'image/png', buffer: await phone.screenshot() }
  await phone.locator('main input[type=file]').first().setInputFiles(photo)
  await phone.getByText('2 to send').waitFor()
  await withNetwork(phone)
  await expect.poll(async () => (await visit()).photos.length).toBe(1)
  await phone.goto(`${product.url}/field/sync`)
  await phone.getByText('Changed by somebody else').waitFor()

  await phone.getByRole('button', { name: 'Give up' }).click()
  const sheet = phone.getByRole('dialog')
  await sheet.getByText(/Laid a mat/).waitFor()
  await sheet.getByRole('button', { name: 'Keep it' }).click()
  expect(await phone.getByText('Changed by somebody else').count()).toBe(1)
  await phone.getByRole('button', { name: 'Give up' }).click()
  await sheet.getByRole('button', { name: 'Give it up' }).click()
  await phone.getByText('Given up, goes to the desk').waitFor()
  await phone.getByRole('button', { name: 'Take it back' }).click()
  await phone.getByText('Changed by somebody else').waitFor()
  expect(await late()).toEqual([])
  await phone.getByRole('button', { name: 'Give up' }).click()
  await sheet.getByRole('button', { name: 'Give it up' }).click()
  await expect.poll(async () => (await late()).length, { timeout: 30_000 }).toBe(1)
  const [told] = await late()
  expect(told).toMatchObject({ toldKind: 'report', lateReason: 'field_work.given_up', visitId: job.visitId })
  expect(told.content.answers).toMatchObject({ mat: { value: true } })
  await phone.getByText('The desk decides').waitFor()
  await phone.context().close()
})

test('a wrong clock, and no way to send: what is unsent leaves the phone as a file; the desk reads it in on another device and sees both clocks', async () => {
  const time = Date.now() + 2 * HOUR_MS
  const phone = await newPhone(browser, product, job, { prepare: (page) => page.clock.install({ time }) })
  await phone.getByText('This phone’s clock is 2h fast').waitFor()
  await readyOffline(phone)
  await phone.goto(`${product.url}/field/visits/${job.visitId}`)
  await phone.getByRole('heading', { name: 'Checklist' }).waitFor()
  // Since when no server was there is said by the same clock as every other hour.
  const reached = () => phone.evaluate(() => Number(localStorage.getItem('aftercare.field.reached')))
  await expect.poll(async () => (await reached()) - Date.now()).toBeLessThan(HOUR_MS)
  await withoutNetwork(phone)
  await phone.getByText('Put on shoe').first().click()
  const photo = { name: 'a.png', mimeType: 'image/png', buffer: await phone.screenshot() }
  await phone.locator('main input[type=file]').first().setInputFiles(photo)
  await phone.getByText('2 to send').waitFor()
  await phone.getByRole('button', { name: 'Menu' }).click()
  await phone.getByRole('button', { name: 'Sign out' }).click()
  const [saved] = await Promise.all([
    phone.waitForEvent('download'),
    phone.getByRole('button', { name: 'Save as a file' }).click(),
  ])
  const desk = await (await browser.newContext({ viewport: DESK, locale: 'en-US' })).newPage()
  desk.setDefaultTimeout(15_000)
  const data = { email: 'ada@example.com', password: job.password }
  await desk.request.post(`${product.url}/api/auth/sign-in/email`, { data, headers: { origin: product.url } })
  await desk.goto(`${product.url}/console/late-facts`)
  for (const said of ['2 read in, 0 known', '0 read in, 2 known']) {
    await desk.locator('input[type=file]').setInputFiles(await saved.path())
    await desk.getByText(said, { exact: false }).first().waitFor()
  }
  const read = (await late()).filter((one: { lateReason: string }) => one.lateReason === 'field_work.from_file')
  expect(read.map((one: { toldKind: string }) => one.toldKind).sort()).toEqual(['photo', 'report'])
  for (const { happenedAt, deviceAt, clockOffset } of read) {
    expect(Math.abs(Date.parse(happenedAt) - Date.now())).toBeLessThan(60_000)
    expect(Math.round((Date.parse(deviceAt) - Date.parse(happenedAt)) / HOUR_MS)).toBe(2)
    expect(Math.round(clockOffset / 3600)).toBe(-2)
  }
  await desk.goto(`${product.url}/console/late-facts?open=${read[0].id}`)
  await desk.getByText('By the phone’s clock').last().waitFor()
  await desk.context().close()
  await phone.context().close()
})

test('a revoked phone hands over a film of several megabytes, and is empty then', async () => {
  const ids = async () => (await job.admin('GET', '/phones')).items.map((one: { id: string }) => one.id) as string[]
  const before = await ids()
  const phone = await newPhone(browser, product, job)
  await readyOffline(phone)
  await phone.goto(`${product.url}/field/visits/${job.visitId}`)
  await phone.getByRole('heading', { name: 'Checklist' }).waitFor()
  await phone.getByRole('button', { name: 'On to the price' }).click()
  await phone.getByRole('button', { name: /Customer agrees|Begin the work/ }).click()
  await phone.getByRole('heading', { name: 'Found and done' }).waitFor()
  await expect.poll(async () => (await visit()).status).toBe('working')
  const id = (await ids()).find((one) => !before.includes(one))!
  await phone.getByRole('button', { name: 'Add a short video' }).waitFor()
  await withoutNetwork(phone)
  await phone.getByRole('button', { name: 'Add a short video' }).click()
  const buffer = Buffer.concat([FILM, randomBytes(9_000_000)])
  await phone.locator('dialog input[type=file]').setInputFiles({ name: 'noise.mp4', mimeType: 'video/mp4', buffer })
  await phone.getByText('1 to send').waitFor()
  await job.admin('PUT', `/phones/${id}/revocation`, {})
  await withNetwork(phone)
  await phone.getByLabel('Password').waitFor()
  expect(await databases(phone)).not.toContain(`aftercare-field-${job.technicianId}`)
  const film = (await visit()).photos.find((one: { mediaType: string }) => one.mediaType === 'video/mp4')
  const told = (await late()).find((one: { lateReason: string }) => one.lateReason === 'field_work.phone_revoked')
  expect(told).toMatchObject({ toldKind: 'photo', fileId: film.fileId })
  await phone.context().close()
})

test('a film that is cut off while it is sent, twice, once by the end of the app: it goes on where it was, and is there whole, once', async () => {
  const phone = await newPhone(browser, product, job)
  const context = phone.context()
  await readyOffline(phone)
  await phone.goto(`${product.url}/field/visits/${job.visitId}`)
  await phone.getByRole('button', { name: 'Add a short video' }).click()
  const buffer = Buffer.concat([FILM, randomBytes(7_000_000)])
  const offsets: number[] = []
  let [cutAfter, isDown] = [4, false]
  await context.route(/\/uploads\/.*[?&]offset=/, async (route) => {
    if (route.request().method() !== 'PUT') return route.continue()
    if (isDown) return route.abort('internetdisconnected')
    offsets.push(Number(/offset=(\d+)/.exec(route.request().url())![1]))
    if (offsets.length !== cutAfter) return route.continue()
    isDown = true
    await context.setOffline(true)
    return route.abort('internetdisconnected')
  })
  const comesBack = () => {
    isDown = false
    return context.setOffline(false)
  }
  await phone.locator('dialog input[type=file]').setInputFiles({ name: 'long.mp4', mimeType: 'video/mp4', buffer })
  await expect.poll(() => offsets.length).toBe(4)
  await phone.getByText('1 to send').waitFor()
  cutAfter = 8
  await comesBack()
  await expect.poll(() => offsets.length, { timeout: 20_000 }).toBe(8)
  await phone.close()
  const before = offsets.length
  cutAfter = -1
  await comesBack()
  const again = await context.newPage()
  await again.goto(`${product.url}/field/sync`)
  await again.getByText('Everything has been sent', { exact: true }).waitFor({ timeout: 30_000 })
  expect(offsets[before]).toBeGreaterThan(offsets[4]!)
  expect(offsets.filter((one) => one === 0)).toHaveLength(1)
  const films = (await visit()).photos.filter((one: { mediaType: string }) => one.mediaType === 'video/mp4')
  const whole = await again.request.get(`${product.url}/api/v1/files/${films.at(-1).fileId}`)
  expect((await whole.body()).equals(buffer)).toBe(true)
  await context.close()
})
