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

test('a revoked phone hands over a film of several megabytes, and is empty then', async () => {
  const ids = async () => (await job.admin('GET', '/phones')).items.map((one: { id: string }) => one.id) as string[]
  const before = await ids()
  const phone = await newPhone(browser, product, job)
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
  const buffer = Buffer.concat([
    Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d703431', 'hex'),
    randomBytes(9_000_000),
  ])
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
