import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type KeptMail, keptMails } from '../server/src/kit/mail/index.ts'
import { type BoardGround, boardGround, ZONE } from './support/a-board.ts'
import { CODE_LINE, mailTo } from './support/loop-ground.ts'
import { openScreen, type Screen, seriousOn } from './support/loop-screen.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// A customer's appointment, on a phone: a time is kept while they decide, booked, confirmed by mail with a calendar file,
// moved and given up, as far as the rules of the company leave it to them.
let product: Product
let browser: Browser
let ground: BoardGround
let screen: Screen
let page: Page
let order: { id: string }
const EMAIL = 'li@example.com'
const SOON = { timeout: 10_000 }

beforeAll(async () => {
  product = await startProduct()
  ground = await boardGround(product)
  browser = await openBrowser()
  screen = await openScreen({ browser, language: 'en', ground: { zone: ZONE } }, 'phone')
  page = screen.page
  order = await ground.order('It hums and does not cool')
  const { request } = await ground.admin('GET', `/work-orders/${order.id}`)
  await signIn(request.id)
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function signIn(requestId: string): Promise<void> {
  const { code: company } = await ground.admin('GET', '/company')
  const to = `/${company}/requests/${requestId}`
  await page.goto(`${product.url}/portal/${company}/sign-in?to=${encodeURIComponent(to)}`)
  await screen.field('E-mail').fill(EMAIL)
  await screen.button('Send the code').click()
  await screen.field('Six-digit code').fill(CODE_LINE.exec(await mailTo(product, EMAIL, CODE_LINE))![1]!)
  await screen.button('Sign in').click()
  await screen.heading(/hums/).waitFor()
}

const holds = async () => (await ground.dispatchers[0]!.api('GET', '/holds')).items
const visits = async () => (await ground.visitsOf(order.id)).filter((one) => one.status !== 'cancelled')
/** The times that are free, by the names of their buttons: `Tue, Nov 24, Morning`. */
const free = () => page.getByRole('button', { name: /, (Morning|Afternoon|Evening)$/ })
const chosen = async (index: number) => (await free().nth(index).getAttribute('aria-label'))!
const step = () => page.locator('li[aria-current=step]')

/** The calendar files of the mails about the booked visit, the oldest first, each as the one line per property it was. */
async function calendars(): Promise<string[]> {
  const folder = path.join(product.dataDir, 'mail')
  const mails = (await keptMails(folder)).filter(
    (one) => one.to === EMAIL && one.attachments.includes('appointment.ics'),
  )
  const files = await Promise.all(mails.reverse().map((mail) => calendarIn(folder, mail)))
  // The customer has another visit, whose mail waits for its plan to settle.
  return files.filter((file) => file.includes(`UID:${booked.id}@aftercare`))
}

async function calendarIn(folder: string, { file }: KeptMail): Promise<string> {
  const text = await readFile(path.join(folder, file), 'utf8')
  const found = /Content-Type: application\/ics[\s\S]*?\n\n([A-Za-z0-9+/=\n]+)/.exec(text)![1]!
  return Buffer.from(found, 'base64').toString('utf8').replaceAll('\r\n ', '')
}

test('a time is kept while the customer decides, for nobody else meanwhile, and given back', async () => {
  await screen.button('Choose a time').click()
  await free().first().waitFor()
  expect(await seriousOn(page)).toEqual([])
  await free().nth(2).click()
  await page
    .getByRole('timer')
    .getByText(/9:\d\d|10:00/)
    .waitFor()
  expect(await seriousOn(page)).toEqual([])
  const [held] = await holds()
  expect(held).toMatchObject({ by: 'customer' })
  expect(Date.parse(held.expiresAt) - Date.now()).toBeLessThanOrEqual(10 * 60_000)
  const { anna, ben } = ground.technicians
  expect([anna, ben]).toContain(held.technician.id)
  const other = await ground.order('Another one at that time')
  const taken = { workOrderId: other.id, technicianId: held.technician.id, start: held.startsAt }
  await expect(ground.dispatchers[0]!.api('POST', '/visits', taken)).rejects.toThrow('conflict.held')
  await screen.button('Choose another time').click()
  await expect.poll(holds, SOON).toEqual([])
})

test('somebody is faster: the time is gone, and what is left is offered', async () => {
  await free().first().waitFor()
  const gone = await chosen(2)
  const [slot] = (await ground.dispatchers[0]!.api('GET', `/work-orders/${order.id}/slots`)).slots.slice(2)
  for (const id of Object.values(ground.technicians))
    await ground.admin('POST', `/people/${id}/absences`, { kind: 'sick', from: slot.from, to: slot.to })
  await page.getByRole('button', { name: gone }).click()
  await page.getByRole('alert').waitFor()
  await page.getByRole('button', { name: gone }).waitFor({ state: 'detached' })
  await free().first().waitFor()
  expect(await holds()).toEqual([])
})

let booked: { id: string; startsAt: string }

test('booked: seen at once, confirmed by mail with the calendar file', async () => {
  await free().nth(4).click()
  await screen.button('Book this time').click()
  await step().filter({ hasText: 'Booked' }).waitFor()
  booked = (await visits())[0]!
  expect(await visits()).toHaveLength(1)
  expect(await holds()).toEqual([])
  await expect.poll(async () => (await calendars()).length, SOON).toBe(1)
  const [file] = await calendars()
  expect(file).toContain('METHOD:REQUEST')
  expect(file).toContain('SEQUENCE:0')
  expect(file).toMatch(/DTSTART;TZID=Asia\/Shanghai:\d{8}T\d{6}/)
})

test('moved to another time: the same visit, and the calendar replaces what it has', async () => {
  await screen.button('Change the time').click()
  await screen.seen(/You can change it 3 more times/)
  await free().last().click()
  await screen.button('Book this time').click()
  await expect.poll(async () => (await visits())[0]!.startsAt, SOON).not.toBe(booked.startsAt)
  const [moved] = await visits()
  expect(moved!.id).toBe(booked.id)
  await expect.poll(async () => (await calendars()).length, SOON).toBe(2)
  const file = (await calendars())[1]!
  expect(file).toContain('SEQUENCE:1')
})

test('given up: the request stays, the calendar drops it, another time can be chosen', async () => {
  await screen.button('Change the time').click()
  await screen.button('Cancel the appointment').click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Your request stays open').waitFor()
  expect(await seriousOn(page)).toEqual([])
  await sheet.getByRole('button', { name: 'Cancel the appointment' }).click()
  await step().filter({ hasText: 'Received' }).waitFor()
  expect(await visits()).toEqual([])
  await expect.poll(async () => (await calendars()).length, SOON).toBe(3)
  expect((await calendars())[2]).toContain('METHOD:CANCEL')
  await screen.button('Choose a time').waitFor()
})

test('too close for the rules: neither moved nor given up here, but told to call', async () => {
  const start = new Date(Date.now() + 3 * 3_600_000).toISOString()
  const late = { workOrderId: order.id, technicianId: ground.technicians.anna, start, minutes: 60 }
  await ground.admin('POST', '/visits', { ...late, overrideReason: 'Asked for today' })
  await step().filter({ hasText: 'Booked' }).waitFor()
  await screen.button('Change the time').click()
  await screen.seen('It is too close to be changed here. Please call us.')
  expect(await free().count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Cancel the appointment' }).count()).toBe(0)
})

test('the desk offers a time while the customer is on the line: the best first, kept with its price, then booked', async () => {
  const { id } = await ground.order('Rattles when it starts')
  const [dora] = ground.dispatchers
  const desk = await openScreen({ browser, language: 'en', ground: { zone: ZONE } }, 'desk')
  await desk.page.goto(`${product.url}/console/work-orders/${id}`)
  await desk.field('E-mail').fill(dora!.email)
  await desk.page.getByLabel('Password', { exact: true }).fill(dora!.password)
  await desk.button('Sign in').click()
  await desk.button('Offer a time…').click()
  await desk.button(/best for the plan/).click()
  await desk.seen(/^Kept until/)
  expect(await seriousOn(desk.page)).toEqual([])
  const [held] = await holds()
  expect(held).toMatchObject({ by: 'desk', workOrderId: id })
  // What an hour costs by the published prices of that day.
  await desk.seen(/120.00 an hour/)
  await desk.button('Book this time').click()
  await expect.poll(async () => (await ground.visitsOf(id)).map((one) => one.startsAt), SOON).toEqual([held.startsAt])
  expect(await holds()).toEqual([])
})
