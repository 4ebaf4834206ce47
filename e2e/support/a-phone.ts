import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { JobOnPhone } from './a-job.ts'
import type { Product } from './product.ts'

export const HAND = { width: 390, height: 844 }

/** A phone nobody has used yet; `prepare` is done to it before it shows anything. The technician signs in and sees the day. */
export async function newPhone(
  browser: Browser,
  { url }: Product,
  job: JobOnPhone,
  { prepare, ...options }: BrowserContextOptions & { prepare?: (page: Page) => Promise<unknown> } = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: HAND, locale: 'en-US', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await prepare?.(page)
  await page.goto(`${url}/field/`)
  await signInOn(page, job)
  return page
}

/** From the door to the day. */
export async function signInOn(page: Page, job: JobOnPhone): Promise<void> {
  await page.getByLabel('E-mail').fill(job.email)
  await page.getByLabel('Password').fill(job.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const begun = page.getByRole('link', { name: /Open job|Go on/ })
  await begun
    .or(page.getByRole('button', { name: 'Take it over' }))
    .first()
    .waitFor()
}

/** From now on the app starts without a network: its worker has taken everything it needs. */
export const readyOffline = (page: Page) => page.evaluate(async () => void (await navigator.serviceWorker.ready))

export const withoutNetwork = (page: Page) => page.context().setOffline(true)
export const withNetwork = (page: Page) => page.context().setOffline(false)

/** The databases the app keeps on this phone. */
export const databases = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name ?? '').sort())
