import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addColleague, type JobOnPhone, jobOnPhone, signIn } from './support/a-job.ts'
import { newPhone, readyOffline, withNetwork, withoutNetwork } from './support/a-phone.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// On the phone, when it does not go as planned: nobody opens, something is left to be done, the same is written twice.
let product: Product
let browser: Browser
let context: BrowserContext
let page: Page
let job: JobOnPhone
let orderId: string
let technicianId: string
let visitId: string

beforeAll(async () => {
  product = await startProduct()
  job = await jobOnPhone(product, 'en', [])
  const core = { coreMinor: '20000', coreCurrency: 'CNY' }
  await job.admin('POST', '/parts', { number: 'CAP-35', name: { en: 'Capacitor 35 µF' }, ...core })
  const visit = await job.admin('GET', `/visits/${job.visitId}`)
  orderId = visit.workOrder.id
  technicianId = visit.technician.id
  visitId = job.visitId
  browser = await openBrowser()
  context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${product.url}/field/`)
  await page.getByLabel('E-mail').fill(job.email)
  await page.getByLabel('Password').fill(job.password)
  await press('Sign in')
  await page.getByRole('link', { name: 'Open job' }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
const seen = (text: string | RegExp) => page.getByText(text).first().waitFor()
const heading = (name: string) => page.getByRole('heading', { name }).first().waitFor()

/** The order waits in the tray again, and is booked once more for the same technician. */
async function bookAgain(minutesFromNow: number): Promise<void> {
  const { tray } = await job.admin('GET', `/board?from=${isoIn(-60)}&to=${isoIn(600)}`)
  expect(tray.map((one: { id: string }) => one.id)).toContain(orderId)
  const start = isoIn(minutesFromNow)
  const booking = { workOrderId: orderId, technicianId, start, minutes: 30, overrideReason: 'Urgent' }
  visitId = (await job.admin('POST', '/visits', booking)).id
  await page.goto(`${product.url}/field/`)
  await page.getByRole('link', { name: 'Open job' }).click()
}
const isoIn = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

/** From the day to the work itself. */
async function setOutAndAgree(): Promise<void> {
  await press('Set out')
  await press('I have arrived')
  await heading('Checklist')
  await press('On to the price')
  await heading('Price before the work')
  await press('Add travel')
  await press(/Customer agrees/)
  await heading('Found and done')
}

/** One more of the same part as extra work: shown with its deposit, and agreed to by telephone. */
async function agreeToAnother(): Promise<void> {
  await press('Extra work')
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('What', { exact: true }).selectOption('CAP-35')
  await sheet.getByLabel('Why it is replaced').selectOption('damaged')
  await sheet.getByRole('button', { name: 'Show the price' }).click()
  await sheet.getByText('CN¥200.00').first().waitFor()
  await sheet.getByText('CN¥245.50').first().waitFor()
  await sheet.getByRole('button', { name: 'Agreed by phone' }).click()
  await seen(/approved by the customer/)
}

test('nobody opens: why, a photo of the door, and the job waits to be planned again', async () => {
  await page.getByRole('link', { name: 'Open job' }).click()
  await press('Set out')
  await press('Nobody there')
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('What happened').selectOption('nobody')
  await sheet.getByLabel('Note').fill('Rang three times')
  const photo = sheet.locator('input[type=file]')
  await photo.setInputFiles({ name: 'door.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') })
  await sheet.getByRole('alert').getByText('A picture could not be read.').waitFor()
  await photo.setInputFiles({ name: 'door.png', mimeType: 'image/png', buffer: await page.screenshot() })
  await sheet.getByRole('img').waitFor()
  await sheet.getByRole('button', { name: 'End the visit' }).click()
  await seen('Nobody was there')
  await seen('Everything has been sent.')
  const visit = await job.admin('GET', `/visits/${visitId}`)
  expect(visit.status).toBe('no_access')
  expect(visit.photos).toHaveLength(1)
  const told = await job.admin('GET', `/requests/${job.requestId}/timeline`)
  expect(JSON.stringify(told)).toContain('Nobody opened: Rang three times')
})

test('something is left to be done: it is said what, and the rest goes back to be planned', async () => {
  await bookAgain(120)
  await setOutAndAgree()
  await page.getByLabel('Work done').fill('Board measured')
  await page.getByLabel('Work done').blur()
  await press('Signature')
  await press('Nobody can sign')
  await page.getByLabel('Why nobody signs').fill('Customer had to leave')
  await press('Go on without')
  await heading('How did it end?')
  await page.getByLabel('Result').selectOption('not_fixed')
  expect(await page.getByRole('button', { name: 'End for today' }).isDisabled()).toBe(true)
  await page.getByLabel('What is left, and what it needs').fill('Control board KC-9, two people')
  await press('120 min')
  await page.getByLabel('Part that is missing').first().fill('KC-9')
  await press('Add the missing part')
  await press('End for today')
  await seen('Part done; planning goes on')
  await seen('Everything has been sent.')
  const visit = await job.admin('GET', `/visits/${visitId}`)
  expect(visit).toMatchObject({ status: 'part_done', report: { restOfWork: 'Control board KC-9, two people' } })
  await expect.poll(async () => (await job.admin('GET', `/work-orders/${orderId}`)).status).toBe('unscheduled')
  expect(visit.report.rest).toEqual({ minutes: 120, parts: [{ code: 'KC-9', quantity: 1 }] })
  expect((await job.admin('GET', `/work-orders/${orderId}`)).plannedMinutes).toBe(120)
  expect((await job.admin('GET', `/requests/${job.requestId}`)).status).not.toBe('resolved')
})

test('the same was written on a second device: chosen field by field, and nothing of mine is lost', async () => {
  await bookAgain(180)
  await setOutAndAgree()
  await expect.poll(() => page.getByText(/to send/).count()).toBe(0)
  await readyOffline(page)
  await context.setOffline(true)
  await page.getByLabel('Findings').fill('Capacitor swollen')
  await page.getByLabel('Work done').fill('Capacitor replaced')
  await page.getByLabel('Work done').blur()
  await press('Add line')
  await page.getByLabel('Part or price code').first().fill('CAP-35')
  await page.getByLabel('Why it is replaced').selectOption('damaged')
  await press('Save')
  // An exchange part: its deposit is a line below it, here and in the extra work the customer says yes to. 80 + 45.50 + 200.
  await seen('电容 35 µF的旧件押金，交回旧件后退还')
  await seen('CN¥325.50')
  await agreeToAnother()
  await seen('CN¥571.00')
  await seen(/[1-9]\d* to send/)
  const { report } = await job.admin('GET', `/visits/${visitId}`)
  const theirs = { findings: 'Fuse blown', workDone: 'Fuse replaced' }
  const tablet = await signIn(product.url, job.email)
  await tablet('PUT', `/visits/${visitId}/report`, theirs, { 'if-match': `"${report.version}"` })
  await context.setOffline(false)

  await page.getByText(/to send/).click()
  await seen('Changed by somebody else')
  await seen(/王师傅/)
  // Each thing that was written is a question of its own: theirs for the one, mine for the other.
  await page
    .getByRole('group', { name: 'Findings' })
    .getByRole('radio', { name: /Theirs: Fuse blown/ })
    .check()
  await press('Send my choice')
  await page
    .getByRole('group', { name: 'Work done' })
    .getByRole('radio', { name: /Mine: Capacitor replaced/ })
    .check()
  await press('Send my choice')
  await seen('Everything has been sent')
  const visit = await job.admin('GET', `/visits/${visitId}`)
  expect(visit.report).toMatchObject({ findings: 'Fuse blown', workDone: 'Capacitor replaced' })
  expect(visit.lines.map((one: { code: string }) => one.code)).toEqual([
    ...['TRV', 'CAP-35', 'CORE:CAP-35', 'CAP-35', 'CORE:CAP-35'],
  ])
  expect(visit).toMatchObject({ price: { payable: '57100' }, quotations: [{ customerMinor: '24550' }] })
})

test('handed over to a colleague without a network: who takes it reads what was done, and works on; what both did is kept', async () => {
  const colleague = 'liu@example.com'
  await addColleague(product, job, colleague)
  await page.goto(`${product.url}/field/`)
  await page.getByRole('link', { name: 'Go on' }).click()
  await seen(/was here before/)
  await readyOffline(page)
  await press('Hand over…')
  const sheet = page.getByRole('dialog')
  await expect.poll(() => sheet.getByLabel('Who goes on').locator('option').count()).toBe(2)
  await context.setOffline(true)
  await sheet.getByLabel('Why', { exact: true }).selectOption('vehicle')
  await sheet.getByLabel('What is left').fill('Test run with the customer')
  await sheet.getByLabel('Who goes on').selectOption({ label: '刘师傅' })
  await sheet.getByRole('button', { name: 'Hand over', exact: true }).click()
  await seen('Part done; planning goes on')
  await context.setOffline(false)
  await seen('Everything has been sent.')
  const first = await job.admin('GET', `/visits/${visitId}`)
  expect(first).toMatchObject({ status: 'part_done', report: { restOfWork: 'Test run with the customer' } })

  const phone = await newPhone(browser, product, { ...job, email: colleague })
  await phone.getByText('Left: Test run with the customer').waitFor()
  await phone.getByRole('button', { name: 'Take it over' }).click()
  await phone.getByRole('link', { name: 'Open job' }).click()
  await readyOffline(phone)
  await withoutNetwork(phone)
  await phone.getByText('王师傅 was here before').click()
  await phone.getByText('Capacitor replaced').first().waitFor()
  await phone.getByRole('button', { name: 'Set out' }).click()
  await phone.getByRole('button', { name: 'I have arrived' }).click()
  await phone.getByText('Laid a mat').first().click()
  await withNetwork(phone)
  await expect.poll(() => phone.getByText(/to send/).count()).toBe(0)
  const { visits } = await (await signIn(product.url, colleague))('GET', '/field/today')
  const second = await job.admin('GET', `/visits/${visits[0].id}`)
  expect(second).toMatchObject({
    status: 'on_site',
    workOrder: { id: orderId },
    technician: { name: '刘师傅' },
    report: { answers: { mat: { value: true } } },
  })
  const kept = await job.admin('GET', `/visits/${visitId}`)
  expect([kept.lines, kept.report.workDone]).toEqual([first.lines, 'Capacitor replaced'])
  await phone.context().close()
})

test('the evening before: tomorrow’s jobs are on the phone, and are today’s when its clock passes midnight without a network', async () => {
  const { items } = await job.admin('GET', '/requests?sort=-openedAt')
  const about = await job.admin('GET', `/requests/${items[0].id}`)
  const asked = {
    words: 'Tomorrow, please',
    language: 'en',
    stationId: about.station.id,
    customerId: about.customer.id,
  }
  const request = await job.admin('POST', '/requests', asked, { 'idempotency-key': 'tomorrow' })
  const order = await job.admin('POST', '/work-orders', { requestId: request.id, plannedMinutes: 30 })
  const slot = { start: isoIn(24 * 60), minutes: 30, overrideReason: 'Urgent' }
  await job.admin('POST', '/visits', { workOrderId: order.id, technicianId, ...slot })
  await page.goto(`${product.url}/field/`)
  await seen(/^Tomorrow, /)
  expect(await page.getByRole('link', { name: 'Open job' }).count()).toBe(0)
  await context.setOffline(true)
  await page.clock.install({ time: Date.now() + 22 * 3_600_000 })
  await page.reload()
  await page.getByRole('link', { name: 'Open job' }).click()
  await seen('Tomorrow, please')
  await press('Set out')
  await page.getByRole('button', { name: 'I have arrived' }).waitFor()
})
