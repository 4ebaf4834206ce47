import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BoardGround, boardGround } from './support/a-board.ts'
import { type BoardScreen, openBoard } from './support/board-screen.ts'
import { seriousOn } from './support/loop-screen.ts'
import { letLapse, type Partner, partner, partnerStation, seat } from './support/partners.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// Several jobs at once on the board by form and keys, and the optimiser: an order that cannot wait and somebody who is
// away, the plans they lead to, applied in part and whole, and the way back.
let product: Product
let browser: Browser
let ground: BoardGround
let board: BoardScreen

beforeAll(async () => {
  product = await startProduct()
  ground = await boardGround(product)
  browser = await openBrowser()
  board = await openBoard({ browser, product, ground }, 0)
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const held = async (orderId: string) =>
  (await ground.visitsOf(orderId)).filter((one) => one.status !== 'cancelled').map((one) => Date.parse(one.startsAt))

let orders: { id: string }[]
let near: Partner
let offered: { id: string }
const both = async () => [await held(orders[0]!.id), await held(orders[1]!.id)]
/** A key rests before it is sent, and a busy machine takes its time. */
const SOON = { timeout: 10_000 }

test('two orders are selected, planned together by a form, moved together by a key, and taken back by one step', async () => {
  const { page, waiting, planned, selected, choose } = board
  orders = [await ground.order('Hums at night'), await ground.order('Drips on the floor')]
  await waiting('Hums at night').click({ modifiers: ['Control'] })
  await waiting('Drips on the floor').focus()
  await page.keyboard.press('x')
  await selected(2).getByRole('button', { name: 'Plan…' }).click()
  const form = page.getByRole('dialog')
  await choose('Technician', 'Anna')
  await form.getByLabel(/^Begins/).fill(`${ground.day}T09:00`)
  await form.getByRole('button', { name: 'Book visit' }).click()
  await planned('Hums at night', 'Anna Berg').waitFor()
  const before = await both()
  expect(before.flat()).toContain(ground.at('09:00'))

  await planned('Hums at night', 'Anna Berg').focus()
  await page.keyboard.press('Control+a')
  await selected(2).waitFor()
  await page.keyboard.press('Alt+ArrowRight')
  const later = before.map((one) => one.map((at) => at + 15 * 60_000))
  await expect.poll(both, SOON).toEqual(later)
  await page.keyboard.press('Control+z')
  await expect.poll(both, SOON).toEqual(before)
  expect(await seriousOn(page)).toEqual([])
})

test('a visit takes longer: told by keys with its reason, drawn, on its page and in the timeline, and into the plan', async () => {
  const { page, planned } = board
  const [visit] = (await ground.visitsOf(orders[0]!.id)).filter((one) => one.status !== 'cancelled')
  await page.keyboard.press('Escape')
  await planned('Hums at night', 'Anna Berg').press('Enter')
  await page.getByRole('button', { name: 'Takes longer…' }).press('Enter')
  const form = page.getByRole('dialog')
  await form.getByLabel('Longer by (minutes)').fill('45')
  await form.getByRole('radio', { name: 'waiting for a part' }).press('Space')
  await form.getByLabel('Note').fill('By courier')
  expect(await seriousOn(page)).toEqual([])
  await form.getByRole('button', { name: 'Save' }).press('Enter')
  await form.waitFor({ state: 'detached' })
  const why = '45 min: waiting for a part'
  await page.getByText(`${why} (By courier)`).waitFor()
  await planned('Hums at night', 'Anna Berg')
    .and(page.getByRole('button', { name: why }))
    .waitFor()
  await page.getByRole('link', { name: 'Replan the day' }).click()
  expect(await form.getByLabel('Takes longer by (minutes)').inputValue()).toBe('45')

  await page.goto(`${product.url}/console/visits/${visit!.id}`)
  await page.getByText(`${why} (By courier)`).waitFor()
  const { request } = await ground.admin('GET', `/visits/${visit!.id}`)
  await page.goto(`${product.url}/console/requests/${request.id}`)
  await page.getByText(/takes 45 minutes longer: waiting for a part/).waitFor()
  await page.goto(`${product.url}/console/board?date=${ground.day}`)
})

test('what is picked in a row is picked on the map, and what is picked on the map is opened beside it', async () => {
  const { page, planned } = board
  const map = page.getByTestId('map')
  const open = () => map.getAttribute('data-open')
  await page.locator('[data-testid=map][data-ready]').waitFor()
  const [visit] = (await ground.visitsOf(orders[0]!.id)).filter((one) => one.status !== 'cancelled')
  await planned('Hums at night', 'Anna Berg').click()
  await expect.poll(open, SOON).toBe(`visit:${visit!.id}`)
  await page.keyboard.press('Escape')
  await expect.poll(open, SOON).toBe('')
  // The map went to it, and everything of this ground is at that place.
  const picked = async () => {
    const box = (await map.boundingBox())!
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    return open()
  }
  await expect.poll(picked, { ...SOON, interval: 500 }).toMatch(/^(visit|order):/)
  expect(new URL(page.url()).searchParams.get('open')).toBe(await open())
  await page.getByRole('heading', { level: 2, name: /Hums at night|Drips on the floor/ }).waitFor()
  await page.keyboard.press('Escape')
})

test('an order cannot wait: the day is planned anew over the store that has its part, looked at with its reasons, applied, and taken back', async () => {
  const { page, waiting, planned } = board
  const urgent = await ground.order('Gas smell')
  await ground.store('VALVE-2', urgent.id)
  await page.keyboard.press('Escape')
  await waiting('Gas smell').click()
  await page.getByRole('link', { name: 'An order cannot wait' }).click()
  const form = page.getByRole('dialog')
  expect(await seriousOn(page)).toEqual([])
  await form.getByRole('button', { name: 'Plan', exact: true }).click()
  const compared = page.getByRole('region', { name: 'Plans compared' })
  await compared.getByRole('link').first().click({ timeout: 60_000 })

  await page.getByRole('heading', { name: /From the tray/ }).waitFor()
  const item = page.getByRole('listitem').filter({ hasText: 'Gas smell' })
  await item.getByRole('button', { name: 'Why' }).click()
  await item.getByRole('listitem').filter({ hasText: '1 × VALVE-2 is collected at Pudong store, +' }).waitFor()
  await item.getByText(/^Collects 1\s×\sVALVE-2 at Pudong store, .*\(\+\d+m\)$/).waitFor()
  expect(await seriousOn(page)).toEqual([])
  await item.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Apply 1 chosen' }).click()
  await expect.poll(() => held(urgent.id), SOON).toHaveLength(1)
  const plan = page.url()
  await page.goto(`${product.url}/console/board?date=${ground.day}`)
  const [visit] = await ground.visitsOf(urgent.id)
  const who = visit!.technicianId === ground.technicians.anna ? 'Anna Berg' : 'Ben Cole'
  await planned('Gas smell', who)
    .and(page.getByRole('button', { name: 'Collects 1\u00a0×\u00a0VALVE-2 at Pudong store' }))
    .click()
  await page.getByText('Collects on the way').waitFor()
  await page.goto(plan)
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect.poll(() => held(urgent.id), SOON).toHaveLength(0)
})

test('somebody is away: from the visit on the board to a plan without them, applied whole, and taken back', async () => {
  const { page, planned } = board
  const { anna, ben } = ground.technicians
  await page.goto(`${product.url}/console/board?date=${ground.day}`)
  await planned('Hums at night', 'Anna Berg').click()
  await page.getByRole('link', { name: 'Somebody is away' }).click()
  const form = page.getByRole('dialog')
  await form.getByText('Anna Berg').waitFor()
  await form.getByLabel('Name').fill('Without Anna')
  await form.getByRole('button', { name: 'Plan', exact: true }).click()
  const compared = page.getByRole('region', { name: 'Plans compared' })
  await compared.getByRole('link', { name: 'Without Anna' }).click({ timeout: 60_000 })
  const whose = async () => {
    const all = await Promise.all(orders.map(({ id }) => ground.visitsOf(id)))
    return all.flatMap((one) => one.filter(({ status }) => status !== 'cancelled').map((visit) => visit.technicianId))
  }
  expect(await whose()).toEqual([anna, anna])
  await page.getByRole('button', { name: 'Apply all' }).click()
  await expect.poll(whose, SOON).not.toContain(anna)
  expect(await whose()).toContain(ben)
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect.poll(whose, SOON).toEqual([anna, anna])
})

test('who will be late is listed, worst first, with the way to the board and to a new plan', async () => {
  const { page } = board
  const { ben } = ground.technicians
  const [first, second] = [await ground.order('Leaks oil'), await ground.order('Screen is dark')]
  const at = (minutes: number) => new Date(Math.ceil(Date.now() / 300_000) * 300_000 + minutes * 60_000).toISOString()
  const book = ({ id }: { id: string }, start: string) =>
    ground.admin('POST', '/visits', { workOrderId: id, technicianId: ben, start, minutes: 60, overrideReason: 'Today' })
  const before = await book(first, at(30))
  const after = await book(second, at(95))
  await ground.admin('PUT', `/visits/${before.id}/overrun`, { minutes: 90, reason: 'more_work' })
  await page.goto(`${product.url}/console/late-visits`)
  const item = page.getByRole('listitem').filter({ hasText: 'Screen is dark' })
  await item.getByText(/late/).first().waitFor()
  expect(await item.textContent()).toContain('Ben Cole')
  expect(await seriousOn(page)).toEqual([])
  await item.getByRole('link', { name: 'Show on the board' }).click()
  await page.getByRole('region', { name: after.number }).waitFor()
})

test('the maker asks one partner and then the next: a no with its reason, a deadline that passes, a yes; each sees what is theirs', async () => {
  await partnerStation(ground, 'Minhang')
  near = await partner(ground, product, 'Hongqiao')
  const order = await ground.order('Trips the fuse')
  offered = order
  const { page, choose } = board
  await page.goto(`${product.url}/console/work-orders/${order.id}`)
  const offer = async (first: string, next: string[]) => {
    await page.getByRole('button', { name: 'Offer to a station…' }).click()
    const form = page.getByRole('dialog')
    await choose('Ask first', first)
    for (const one of next) await choose('Then ask, in this order', one)
    await form.getByRole('button', { name: 'Offer', exact: true }).press('Enter')
    await form.waitFor({ state: 'detached' })
  }
  await offer('Hongqiao', ['Minhang'])
  const line = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await line('Hongqiao').filter({ hasText: 'Waiting for an answer' }).filter({ hasText: 'then Minhang' }).waitFor()

  const theirs = await seat(browser, product, near.manager, '/console/board')
  const asked = theirs.getByRole('article').filter({ hasText: 'Trips the fuse' })
  await asked.getByText(/^Answer within 3h/).waitFor()
  expect(await seriousOn(theirs)).toEqual([])
  await asked.getByRole('button', { name: 'Decline' }).press('Enter')
  await theirs.getByRole('menuitem', { name: 'No capacity' }).click()
  await asked.waitFor({ state: 'detached' })
  await line('Hongqiao').filter({ hasText: 'Declined' }).filter({ hasText: 'No capacity' }).waitFor()
  await line('Minhang').filter({ hasText: 'Waiting for an answer' }).waitFor()

  await letLapse(product, order.id)
  await line('Minhang').filter({ hasText: 'Not answered in time' }).waitFor()
  await offer('Hongqiao', [])
  await theirs.reload()
  await asked.getByRole('button', { name: 'Accept' }).press('Enter')
  await theirs
    .getByRole('region', { name: 'To be planned' })
    .getByRole('button', { name: /Trips the fuse/ })
    .waitFor()
  await line('Hongqiao').filter({ hasText: 'Accepted' }).waitFor()
  await theirs.context().close()
})

const REFUSED = { code: 'dispatch.too_late', status: 409, title: 'Already planned anew' }

test('the partner asks its technician, who says no and then yes on the phone before the deadline; the maker sees both', async () => {
  const { manager, technician } = near
  const rules = await ground.admin('GET', '/booking-rules')
  const { version } = rules
  await ground.admin('PUT', '/booking-rules', { ...rules, answerMinutes: 60 }, { 'if-match': `"${version}"` })
  const start = new Date(Math.ceil(Date.now() / 900_000) * 900_000 + 3_600_000).toISOString()
  const ask = () =>
    manager.api('POST', '/visits', {
      ...{ workOrderId: offered.id, technicianId: technician.id, start, overrideReason: 'Today' },
    })
  await ask()
  const phone = await seat(browser, product, technician, '/field/')
  await phone.setViewportSize({ width: 390, height: 844 })
  await phone.getByText(/^Answer by /).waitFor()
  await phone.getByRole('link', { name: 'Open job' }).click()
  const card = phone.getByRole('region', { name: 'Will you come?' })
  await card.getByRole('button', { name: 'Decline…' }).click()
  await phone.getByLabel('Why not').selectOption({ label: 'Too far' })
  expect(await seriousOn(phone)).toEqual([])
  // Refused, the person stays at the job, reads why, and can say it again.
  const decline = phone.getByRole('button', { name: 'Decline', exact: true })
  await phone.route('**/decline', (route) => route.fulfill({ status: 409, json: REFUSED }), { times: 1 })
  await decline.click()
  await phone.getByText(REFUSED.title).waitFor()
  await card.getByRole('button', { name: 'Decline…' }).click()
  await phone.getByLabel('Why not').selectOption({ label: 'Too far' })
  await decline.click()
  await phone.getByText('No jobs today').waitFor()

  await ask()
  await phone.reload()
  await phone.getByRole('link', { name: 'Open job' }).click()
  await card.getByRole('button', { name: 'Accept' }).click()
  await card.waitFor({ state: 'detached' })
  const { page } = board
  await page.reload()
  const visits = page.getByRole('listitem').filter({ hasText: 'Hongqiao Tech' })
  await visits.filter({ hasText: 'Declined' }).waitFor()
  await visits.filter({ hasText: 'Accepted' }).waitFor()
  await phone.context().close()
})

test('rules for appointments are saved by whoever may, and the next times offered obey them', async () => {
  const order = await ground.order('Needs a date')
  const soon = Date.now() + 72 * 3_600_000
  const ends = async () => {
    const { slots } = await ground.admin('GET', `/work-orders/${order.id}/slots?days=10`)
    return (slots as { to: string }[]).map((one) => Date.parse(one.to))
  }
  expect((await ends()).some((one) => one <= soon)).toBe(true)
  const [email, password] = ['mia@example.com', 'a good long password']
  product.cli(
    'user',
    'add',
    '--email',
    email,
    '--name',
    'Mia Manager',
    '--role',
    'service_manager',
    '--password',
    password,
  )
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' })).newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${product.url}/console/settings/booking-rules`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Not sooner than (hours)').fill('72')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('status').getByText('Saved').waitFor()
  const offered = await ends()
  expect(offered.length).toBeGreaterThan(0)
  expect(Math.min(...offered)).toBeGreaterThan(soon)
  await page.context().close()
})
