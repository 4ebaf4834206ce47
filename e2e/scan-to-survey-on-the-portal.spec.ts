import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keptMails } from '../server/src/kit/mail/index.ts'
import { labelToken } from '../server/src/modules/assets/index.ts'
import { surveyToken } from '../server/src/modules/voice/survey-link.ts'
import { type Api, jobOnPhone } from './support/a-job.ts'
import { seriousNow } from './support/axe.ts'
import { CODE_LINE } from './support/loop-ground.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// A customer's whole way, on a phone: scan, ask, sign in by code, follow like a parcel, sign off, answer the survey.
let product: Product
let browser: Browser
let page: Page
let admin: Api
let company: string
let label: string
let serial: string
const secret = () => fs.readFileSync(path.join(product.dataDir, 'secret'), 'utf8')

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  const made = await jobOnPhone(product)
  admin = made.admin
  serial = made.serial
  company = (await admin('GET', '/company')).code
  const { items } = await admin('GET', '/assets')
  label = `${product.url}/q/${company}/${labelToken(secret(), items[0].id, 1)}`
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en' })
  context.setDefaultTimeout(15_000)
  page = await context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first()

/** The newest mail to somebody that has come since. */
async function mailTo(address: string, has: RegExp): Promise<string> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    const mails = await keptMails(path.join(product.dataDir, 'mail')).catch(() => [])
    const found = mails.filter((one) => one.to.includes(address) && has.test(one.text)).at(-1)
    if (found) return found.text
    await new Promise((done) => setTimeout(done, 300))
  }
  throw new Error(`no mail to ${address}`)
}

test('a scanned label: genuine, covered until, and three ways on; a wrong number is no dead end', async () => {
  await page.goto(label)
  await page.getByText('Genuine product').waitFor()
  await page.getByText(/covered until/i).waitFor()
  expect(await page.locator('body').textContent()).not.toContain(serial)
  expect(await seriousNow(page)).toEqual([])
  await page.goto(`${product.url}/portal/`)
  await page.waitForURL(`**/portal/${company}`)
  await page.getByLabel('Serial number').fill('NO-SUCH-NUMBER')
  await button('Check my product').click()
  await heading('We do not know this number').waitFor()
  await page.getByRole('link', { name: /Something is wrong/ }).waitFor()
  expect(await seriousNow(page)).toEqual([])
})

test('a photo that is none and one too large are refused by name; what was typed stays', async () => {
  await page.goto(label)
  await page.getByRole('link', { name: /Something is wrong/ }).click()
  await page.getByLabel('In your own words').fill('It smells of burning')
  const chosen = page.locator('input[type=file]')
  await chosen.setInputFiles({ name: 'huge.png', mimeType: 'image/png', buffer: Buffer.alloc(20_000_001) })
  await page.getByRole('alert').getByText('huge.png is larger than 20 MB').waitFor()
  const script = Buffer.from('<script>alert(1)</script>')
  await chosen.setInputFiles({ name: 'smoke.png', mimeType: 'image/png', buffer: script })
  await button('Next').click()
  await button(/Morning/)
    .first()
    .click()
  await button('Next').click()
  await page.getByLabel('Your name').fill('Mei Chen')
  await page.getByLabel('E-mail').fill('mei@example.com')
  await button('Send').click()
  await page.getByRole('alert').getByText('smoke.png: The content of the file does not match its name.').waitFor()
  expect(await page.getByLabel('Your name').inputValue()).toBe('Mei Chen')
  const { items } = await admin('GET', '/requests')
  expect(items.some((one: { title: string }) => one.title.includes('burning'))).toBe(false)
})

let requestId: string

test('three steps from the label to a number, with a photo and the times that suit', async () => {
  await page.goto(label)
  await page.getByRole('link', { name: /Something is wrong/ }).click()
  await page.getByLabel('In your own words').fill('It hums and does not cool')
  await page.getByRole('group', { name: 'Can it still be used?' }).getByRole('radio', { name: 'partly' }).check()
  await page.locator('input[type=file]').setInputFiles(await photo())
  // It is made smaller first, which takes its time.
  await page.getByRole('img', { name: 'fault.png' }).waitFor()
  expect(await seriousNow(page)).toEqual([])
  await button('Next').click()
  await page
    .getByRole('button', { name: /Morning/ })
    .first()
    .click()
  await button('Next').click()
  await page.getByLabel('Your name').fill('Mei Chen')
  await page.getByLabel('E-mail').fill('mei@example.com')
  await page.getByRole('checkbox', { name: /You may ask me by mail/ }).check()
  const uploaded = page.waitForResponse((one) => one.url().endsWith(`/public/${company}/files`))
  await button('Send').click()
  await heading('We have it').waitFor()
  // Smaller than what was chosen, and what was typed is a picture still.
  expect(await (await uploaded).json()).toMatchObject({ type: 'image/jpeg', width: 1600, height: 1200 })
  const { items } = await admin('GET', '/requests')
  const request = items.find((one: { title: string }) => one.title.includes('hums'))
  requestId = request.id
  expect(request).toMatchObject({ channel: 'qr', serial })
  const view = await admin('GET', `/requests/${requestId}`)
  expect(view.preferredSlots).toHaveLength(1)
})

test('followed without a password: a code by mail, then the parcel', async () => {
  await button('Follow it').click()
  await button('Send the code').click()
  const code = CODE_LINE.exec(await mailTo('mei@example.com', CODE_LINE))![1]!
  await page.getByLabel('Six-digit code').fill(code)
  await button('Sign in').click()
  await page.waitForURL(`**/requests/${requestId}`)
  await heading(/hums/).waitFor()
  expect(await page.locator('li[aria-current=step]').textContent()).toContain('Received')
  await page.getByLabel('Message to us').fill('The gate code is 4711')
  await button('Send').click()
  await page.getByText('The gate code is 4711').waitFor()
  expect(await seriousNow(page)).toEqual([])
})

test('it moves by itself: booked, done, signed off by the customer', async () => {
  const order = await admin('POST', '/work-orders', { requestId, plannedMinutes: 60 })
  const { items: people } = await admin('GET', '/people?filter[roles]=technician')
  const start = new Date(Date.now() + 5 * 3_600_000).toISOString()
  await admin('POST', '/visits', {
    workOrderId: order.id,
    technicianId: people[0].id,
    start,
    minutes: 60,
    overrideReason: 'Evening',
  })
  await page.locator('li[aria-current=step]', { hasText: 'Booked' }).waitFor({ timeout: 30_000 })
  const { items: visits } = await admin('GET', `/visits?filter[requestId]=${requestId}`)
  await admin(
    'PUT',
    `/visits/${visits[0].id}/cancellation`,
    { reason: 'customer_asked' },
    { 'if-match': `"${visits[0].version}"` },
  )
  await page.locator('li[aria-current=step]', { hasText: 'Received' }).waitFor({ timeout: 30_000 })
  await admin('PUT', `/requests/${requestId}/resolution`, { note: 'A filter was blocked; cleaned on the phone' })
  await heading('Is everything all right?').waitFor({ timeout: 30_000 })
  await button('Yes, all is well').click()
  await heading('Is everything all right?').waitFor({ state: 'detached' })
  expect((await admin('GET', `/requests/${requestId}`)).status).toBe('closed')
})

test('the survey comes by mail and is answered once; a link that has run out offers a new one', async () => {
  const link = /https?:\S+\/surveys\/\S+/.exec(await mailTo('mei@example.com', /\/surveys\//))![0]
  await page.goto(link)
  await heading('How was it?').waitFor()
  await page.getByRole('group', { name: 'How was the service?' }).getByRole('radio', { name: '9' }).check()
  await page.getByRole('group', { name: 'How good should it have been?' }).getByRole('radio', { name: '8' }).check()
  await page.getByRole('checkbox', { name: 'Friendly' }).check()
  await page.getByLabel(/Anything you want to tell us/).fill('Quick help')
  expect(await seriousNow(page)).toEqual([])
  await button('Send').click()
  await heading('Thank you').waitFor()
  await page.reload()
  await page.getByText(/You have answered on/).waitFor()
  const { items } = await admin('GET', '/surveys?filter[state]=answered')
  expect(items[0]).toMatchObject({ csi: 112.5, comment: 'Quick help', tags: ['friendly'] })
  const { items: calls } = await admin('GET', `/return-visits?filter[requestId]=${requestId}`)
  expect(calls[0]).toMatchObject({ requestId })

  const old = surveyToken(secret(), randomUUID(), new Date(Date.now() - 1000))
  await page.goto(`${product.url}/portal/${company}/surveys/${old}`)
  await heading('There is no such page').waitFor()
})

async function photo(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const canvas = await page.evaluate(() => {
    const picture = document.createElement('canvas')
    picture.width = 1800
    picture.height = 1350
    // Noise, as the sensor of a camera gives it: a drawing would be smaller as it is.
    const pen = picture.getContext('2d')!
    const dots = pen.createImageData(picture.width, picture.height)
    for (let i = 0; i < dots.data.length; i++) dots.data[i] = i % 4 === 3 ? 255 : (Math.random() * 256) | 0
    pen.putImageData(dots, 0, 0)
    return picture.toDataURL('image/png').split(',')[1]!
  })
  return { name: 'fault.png', mimeType: 'image/png', buffer: Buffer.from(canvas, 'base64') }
}
