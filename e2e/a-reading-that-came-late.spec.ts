import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JobOnPhone, jobOnPhone } from './support/a-job.ts'
import { keptVisits } from './support/phone-memory.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// The phone reads its day again and again. An answer that left the server before it heard of a tap, and arrives after
// it, must not take the tap back on the screen.
let product: Product
let browser: Browser
let page: Page
let job: JobOnPhone

beforeAll(async () => {
  product = await startProduct()
  job = await jobOnPhone(product)
  browser = await openBrowser()
  // With a service worker between, the answer could not be held back here.
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'en-US',
    serviceWorkers: 'block',
  })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${product.url}/field/`)
  await page.getByLabel('E-mail').fill(job.email)
  await page.getByLabel('Password').fill(job.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Open job' }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** The next reading of the day is answered by the server at once, and reaches the phone when it is let go. */
async function holdNextReading() {
  const { promise: letGo, resolve: release } = Promise.withResolvers<void>()
  const { promise: left, resolve: answered } = Promise.withResolvers<{ visits: { status: string }[] }>()
  await page.route(
    /\/api\/v1\/field\/today/,
    async (route) => {
      const response = await route.fetch()
      answered(await response.json())
      await letGo
      await route.fulfill({ response })
    },
    { times: 1 },
  )
  return { left, release }
}

const onServer = async () => (await job.admin('GET', `/visits/${job.visitId}`)).status
const keptOnPhone = async () => (await keptVisits<{ status: string }>(page, job.technicianId)).map((one) => one.status)

test('an old answer that arrives late takes nothing back', async () => {
  const reading = await holdNextReading()
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

test('a reading that began afterwards is believed', async () => {
  const { version } = await job.admin('GET', `/visits/${job.visitId}`)
  const body = { reason: 'customer_asked' }
  await job.admin('PUT', `/visits/${job.visitId}/cancellation`, body, { 'if-match': `"${version}"` })
  await page.goto(`${product.url}/field/`)
  await expect.poll(keptOnPhone).not.toContain('en_route')
})
