import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BoardGround, boardGround, ZONE } from './support/a-board.ts'
import { seriousOn } from './support/loop-screen.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// The dispatcher's board: planned by dragging, by keys and by a form; taken back; and two people at the same visit.
let product: Product
let browser: Browser
let ground: BoardGround
let page: Page

beforeAll(async () => {
  product = await startProduct()
  ground = await boardGround(product)
  browser = await openBrowser()
  page = await openBoard(0)
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** The board of tomorrow on a dispatcher's own screen. */
async function openBoard(who: 0 | 1, isDeaf = false): Promise<Page> {
  const { email, password } = ground.dispatchers[who]!
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en',
    timezoneId: ZONE,
  })
  const mine = await context.newPage()
  mine.setDefaultTimeout(15_000)
  // Somebody whose line of news is cut does not hear what others do.
  if (isDeaf) await mine.route('**/api/v1/live**', (route) => route.abort())
  await mine.goto(`${product.url}/console/board?date=${ground.day}`)
  await mine.getByLabel('E-mail').fill(email)
  await mine.getByLabel('Password', { exact: true }).fill(password)
  await mine.getByRole('button', { name: 'Sign in' }).click()
  await mine.getByRole('group', { name: 'Plans by technician' }).waitFor()
  return mine
}

const tray = (on = page) => on.getByRole('region', { name: 'To be planned' })
const waiting = (title: string, on = page) => tray(on).getByRole('button', { name: new RegExp(title) })
const row = (name: string, on = page) => on.getByRole('group', { name, exact: true })
const planned = (title: string, name: string, on = page) =>
  row(name, on).getByRole('button', { name: new RegExp(`^${title} `) })

/** Where a time is in somebody's row: under its hour in the head. */
async function placeOf(name: string, time: string, on = page): Promise<{ x: number; y: number }> {
  const box = (await row(name, on).boundingBox())!
  const xOf = async (hour: number) => {
    const label = on.getByTestId('gantt').getByText(`${String(hour).padStart(2, '0')}:00`, { exact: true })
    return (await label.boundingBox())!.x
  }
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  const [x, next] = [await xOf(hour), await xOf(hour + 1)]
  return { x: x + ((next - x) * minute) / 60, y: box.y + box.height / 2 }
}

/** Takes something where it begins and lets it go at a time in somebody's row. */
async function drag(what: Locator, name: string, time: string, on = page): Promise<void> {
  await what.waitFor()
  const from = (await what.boundingBox())!
  const to = await placeOf(name, time, on)
  await on.mouse.move(from.x + 8, from.y + from.height / 2)
  await on.mouse.down()
  await on.mouse.move(from.x + 30, from.y + from.height / 2 + 8, { steps: 3 })
  await on.mouse.move(to.x + 8, to.y, { steps: 8 })
  await on.getByTestId('ghost').waitFor()
}

const startOf = async (orderId: string) => {
  const visits = (await ground.visitsOf(orderId)).filter((one) => one.status !== 'cancelled')
  return visits.map((one) => [one.technicianId, Date.parse(one.startsAt)])
}

let first: { id: string }

test('a job is dragged from the tray to somebody, who and when are said before it is dropped', async () => {
  first = await ground.order('Hums at night')
  const card = waiting('Hums at night')
  await drag(card, 'Anna Berg', '10:00')
  const ghost = await page.getByTestId('ghost').textContent()
  expect(ghost).toContain('Anna Berg')
  expect(ghost).toContain('10:00')
  await page.mouse.up()
  await planned('Hums at night', 'Anna Berg').waitFor()
  await card.waitFor({ state: 'detached' })
  expect(await startOf(first.id)).toEqual([[ground.technicians.anna, ground.at('10:00')]])
  expect(await seriousOn(page)).toEqual([])
})

test('it is moved to somebody else and another time, and taken back', async () => {
  await drag(planned('Hums at night', 'Anna Berg'), 'Ben Cole', '14:00')
  await page.mouse.up()
  await planned('Hums at night', 'Ben Cole').waitFor()
  await expect.poll(() => startOf(first.id)).toEqual([[ground.technicians.ben, ground.at('14:00')]])
  await page.getByText(/ moved$/).waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await planned('Hums at night', 'Anna Berg').waitFor()
  await expect.poll(() => startOf(first.id)).toEqual([[ground.technicians.anna, ground.at('10:00')]])
})

test('nobody is booked twice: it is said over the place, and nothing happens', async () => {
  const second = await ground.order('Drips on the floor')
  await drag(waiting('Drips on the floor'), 'Anna Berg', '10:30')
  expect(await page.getByTestId('ghost').textContent()).toContain('Already booked at that time')
  await page.mouse.up()
  await page.getByRole('status').getByText('Already booked at that time').waitFor()
  await waiting('Drips on the floor').waitFor()
  expect(await startOf(second.id)).toEqual([])
})

test('by keys alone: to the visit, a quarter of an hour on, a row down; and by a form', async () => {
  const bar = planned('Hums at night', 'Anna Berg')
  await bar.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await page.keyboard.press('Alt+ArrowRight')
  await page.getByRole('status').getByText('10:30').first().waitFor({ state: 'attached' })
  await expect.poll(() => startOf(first.id)).toEqual([[ground.technicians.anna, ground.at('10:30')]])
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => startOf(first.id)).toEqual([[ground.technicians.ben, ground.at('10:30')]])
  await page.keyboard.press('Control+z')
  await expect.poll(() => startOf(first.id)).toEqual([[ground.technicians.anna, ground.at('10:30')]])

  await waiting('Drips on the floor').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Plan…' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Technician').click()
  await page.keyboard.type('Ben')
  await page.keyboard.press('Enter')
  await form.getByLabel(/^Begins/).fill(`${ground.day}T16:00`)
  await form.getByText('Fits: skills, shift and time').waitFor()
  await form.getByRole('button', { name: 'Book visit' }).click()
  await planned('Drips on the floor', 'Ben Cole').waitFor()
})

test('two dispatchers: the second hears what the first did, field by field, and sees how it stands', async () => {
  const late = await openBoard(1, true)
  const bar = planned('Hums at night', 'Anna Berg', late)
  await bar.waitFor()
  await drag(planned('Hums at night', 'Anna Berg'), 'Ben Cole', '08:00')
  await page.mouse.up()
  await expect.poll(() => startOf(first.id)).toEqual([[ground.technicians.ben, ground.at('08:00')]])

  await drag(bar, 'Anna Berg', '12:00', late)
  await late.mouse.up()
  const told = late.getByRole('status').filter({ hasText: 'Somebody else was faster' })
  await told.waitFor()
  const text = await told.textContent()
  expect(text).toContain('Changed by Dora Dispatch')
  expect(text).toContain('Technician: now Ben Cole, you wanted Anna Berg')
  expect(text).toMatch(/Begins: now .*8:00.*, you wanted .*12:00/)
  await planned('Hums at night', 'Ben Cole', late).waitFor()
  expect(await startOf(first.id)).toEqual([[ground.technicians.ben, ground.at('08:00')]])
})
