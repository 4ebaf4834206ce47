import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JobOnPhone, jobOnPhone } from './support/a-job.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// The way of a part through the store, with a scanner that types like a keyboard: asked for by a job, waited for with its day, received,
// handed to the van, and counted while goods move. The end of the way, at the machine: server/src/modules/field-work/part-to-machine.test.ts.
let product: Product
let browser: Browser
let page: Page
let job: JobOnPhone
let wish: { id: string; number: string }
let order: { id: string; number: string }
const shelf = { id: '', code: 'SH-1' }
const van = { id: '' }
const filter = { id: '' }

beforeAll(async () => {
  product = await startProduct()
  job = await jobOnPhone(product)
  browser = await openBrowser()
  const { admin } = job
  const visit = await admin('GET', `/visits/${job.visitId}`)
  shelf.id = (await admin('POST', '/stock-places', { code: shelf.code, name: 'Shelf', kind: 'warehouse' })).id
  van.id = (
    await admin('POST', '/stock-places', { code: 'V-1', name: 'Van', kind: 'van', personId: job.technicianId })
  ).id
  const board = { number: 'CAP-35', name: { en: 'Capacitor' }, tracking: 'serial', needsProof: true }
  const partId = (await admin('POST', '/parts', board)).id
  filter.id = (await admin('POST', '/parts', { number: 'FLT-1', name: { en: 'Filter' } })).id
  const lines = [{ partId: filter.id, quantity: 8, costMinor: '8000' }]
  await admin('POST', '/stock-documents', { kind: 'receipt', placeId: shelf.id, lines })
  wish = await admin('POST', '/part-requests', {
    ...{ placeId: shelf.id, toPlaceId: van.id, workOrderId: visit.workOrder.id, requestId: job.requestId },
    lines: [{ partId, quantity: 1 }],
  })
  order = await admin('POST', '/purchase-orders', {
    ...{ supplier: 'Acme Components', placeId: shelf.id },
    lines: [{ partId, quantity: 1, unitMinor: '2000', expectedOn: '2031-03-04' }],
  })
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const data = { email: 'ada@example.com', password: job.password }
  await page.request.post(`${product.url}/api/auth/sign-in/email`, { data, headers: { origin: product.url } })
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const says = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).first().waitFor()
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
/** As a scanner types: wherever the keys go, Enter at the end. */
async function scan(code: string, answer: string | RegExp): Promise<void> {
  await page.getByLabel('Scan or type a code', { exact: true }).waitFor()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await says(answer)
}
const line = async () => (await job.admin('GET', `/part-requests/${wish.id}`)).lines[0]

test('the job waits with the day of its part', async () => {
  await expect.poll(async () => (await line()).expectedOn).toBe('2031-03-04')
  await page.goto(`${product.url}/console/part-requests/${wish.id}`)
  await page
    .getByText(/Mar 4, 2031|4 Mar 2031|March 4, 2031/)
    .first()
    .waitFor()
})

test('received with the scanner: what is wrong is refused and said why, a reload loses nothing, and the job has its part', async () => {
  await page.goto(`${product.url}/console/store`)
  await page.getByLabel('Scan a paper or type its number', { exact: true }).waitFor()
  await page.keyboard.type(order.number)
  await page.keyboard.press('Enter')
  await scan('FLT-1', 'FLT-1 is not on this paper.')
  await scan('FAKE-0001', 'FAKE-0001: nobody knows this code.')
  await scan('CAP-35', 'now scan its serial number')
  await scan('CAP-7001', 'CAP-35: 1 of 1')
  await scan('CAP-7002', 'there are enough already')
  await page.reload()
  await page.getByText('CAP-7001').waitFor()
  await press('Book receipt')
  await page.getByText('Booked.').waitFor()
  await expect.poll(async () => (await line()).isWaiting).toBe(false)
  expect((await job.admin('GET', `/purchase-orders/${order.id}`)).state).toBe('closed')
})

test('picked and handed to the van; a serial the shelf does not have is refused', async () => {
  await page.goto(`${product.url}/console/store?task=pick&paper=part_request&id=${wish.id}`)
  await page.getByText('CAP-35').first().waitFor()
  await scan('CAP-9999', 'nobody knows this code')
  await scan('CAP-7001', 'CAP-35: 1 of 1')
  await press('Hand over to the van')
  await expect.poll(async () => (await line()).issued).toBe(1)
  const { items } = await job.admin('GET', `/stock?filter[placeId]=${van.id}`)
  expect(items).toMatchObject([{ part: 'CAP-35', onHand: 1 }])
})

test('a count during issues: blind, right as of each line, and nothing differs that only moved', async () => {
  const count = await job.admin('POST', '/stock-counts', { placeId: shelf.id })
  const issue = (quantity: number) =>
    job.admin('POST', '/stock-documents', {
      kind: 'issue',
      placeId: shelf.id,
      lines: [{ partId: filter.id, quantity }],
    })
  await issue(2)
  await page.goto(`${product.url}/console/store?task=count&paper=stock_count&id=${count.id}`)
  await scan('FLT-1', 'FLT-1: 1 counted')
  await page.getByLabel('Quantity', { exact: true }).fill('5')
  await page.getByLabel('Quantity', { exact: true }).press('Enter')
  await press('Hand in')
  await says('1 line counted, 1 different')
  await issue(1)
  await press('Book differences')
  await says(/Booked/)
  // Six lay there when it was counted, five were found, one has left since.
  const { items } = await job.admin('GET', `/stock?filter[placeId]=${shelf.id}`)
  expect(items).toMatchObject([{ part: 'FLT-1', onHand: 4 }])
})
