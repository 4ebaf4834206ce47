import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BoardGround, boardGround, ZONE } from './support/a-board.ts'
import { type BoardScreen, openBoard } from './support/board-screen.ts'
import { seriousOn } from './support/loop-screen.ts'
import { writtenOn } from './support/paper.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'
import { crossingOn, startTiles, type Tiles } from './support/tiles.ts'

/** A crossing in Beijing by WGS 84, and where maps in GCJ-02 draw it (published by wandergis/coordtransform). */
const CROSSING = { lon: 116.404, lat: 39.915 }
const DRAWN = [116.41024449916938, 39.91640428150164] as const

// The dispatcher's board: planned by dragging, by keys and by a form; several at once; taken back; and two people at the
// same visit.
let tiles: Tiles
let product: Product
let browser: Browser
let ground: BoardGround
let board: BoardScreen

beforeAll(async () => {
  tiles = await startTiles(DRAWN)
  product = await startProduct({ mapOrigin: tiles.origin })
  ground = await boardGround(product)
  browser = await openBrowser()
  board = await openBoard({ browser, product, ground }, 0)
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  tiles?.stop()
})

/** A key rests before it is sent, and a busy machine takes its time. */
const SOON = { timeout: 10_000 }

const startOf = async (orderId: string) => {
  const visits = (await ground.visitsOf(orderId)).filter((one) => one.status !== 'cancelled')
  return visits.map((one) => [one.technicianId, Date.parse(one.startsAt)])
}

type Bar = ReturnType<BoardScreen['planned']>
let first: { id: string }

test('a job is dragged from the tray to somebody, who and when are said before it is dropped', async () => {
  first = await ground.order('Hums at night')
  const { page, waiting, planned, carry } = board
  const card = waiting('Hums at night')
  await carry(card, 'Anna Berg', '10:00')
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
  const { page, planned, drag } = board
  await drag(planned('Hums at night', 'Anna Berg'), 'Ben Cole', '14:00')
  await planned('Hums at night', 'Ben Cole').waitFor()
  await expect.poll(() => startOf(first.id), SOON).toEqual([[ground.technicians.ben, ground.at('14:00')]])
  await page.getByText(/ moved$/).waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await planned('Hums at night', 'Anna Berg').waitFor()
  await expect.poll(() => startOf(first.id), SOON).toEqual([[ground.technicians.anna, ground.at('10:00')]])
})

test('nobody is booked twice: it is said over the place, and nothing happens', async () => {
  const second = await ground.order('Drips on the floor')
  const { page, waiting, carry } = board
  await carry(waiting('Drips on the floor'), 'Anna Berg', '10:30')
  expect(await page.getByTestId('ghost').textContent()).toContain('Already booked at that time')
  await page.mouse.up()
  await page.getByRole('status').getByText('Already booked at that time').waitFor()
  await waiting('Drips on the floor').waitFor()
  expect(await startOf(second.id)).toEqual([])
})

test('by keys alone: to the visit, a quarter of an hour on, a row down; and by a form', async () => {
  const { page, waiting, planned, choose } = board
  await planned('Hums at night', 'Anna Berg').focus()
  await page.keyboard.press('Alt+ArrowRight')
  await page.keyboard.press('Alt+ArrowRight')
  await page.getByRole('status').getByText('10:30').first().waitFor({ state: 'attached' })
  await expect.poll(() => startOf(first.id), SOON).toEqual([[ground.technicians.anna, ground.at('10:30')]])
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => startOf(first.id), SOON).toEqual([[ground.technicians.ben, ground.at('10:30')]])
  await page.keyboard.press('Control+z')
  await expect.poll(() => startOf(first.id), SOON).toEqual([[ground.technicians.anna, ground.at('10:30')]])

  await waiting('Drips on the floor').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Plan…' }).click()
  const form = page.getByRole('dialog')
  await choose('Technician', 'Ben')
  await form.getByLabel(/^Begins/).fill(`${ground.day}T16:00`)
  await form.getByText('Fits: skills, parts, shift and time').waitFor()
  await form.getByRole('button', { name: 'Book visit' }).click()
  await planned('Drips on the floor', 'Ben Cole').waitFor()
})

test('before the part is there it is said over the place, and booked for a reason; so is what was heard of too late', async () => {
  const { page, waiting, planned, carry, drag } = board
  const order = await ground.order('Waits for a fan')
  const needs = (expectedOn: string | null, isReady = false) =>
    ground.admin('PUT', `/work-orders/${order.id}/needed-parts`, {
      parts: [{ code: 'FAN-7', quantity: 1, expectedOn, isReady }],
    })
  await needs('2027-01-31')
  await page.reload()
  await carry(waiting('Waits for a fan'), 'Ben Cole', '11:00')
  expect(await page.getByTestId('ghost').textContent()).toContain('Part FAN-7 expected on')
  await page.mouse.up()
  const form = page.getByRole('dialog')
  await form.getByText('Part FAN-7 expected on').waitFor()
  await form.getByLabel('Why all the same?').fill('Carried by hand')
  await form.getByRole('button', { name: 'Book visit' }).click()
  await planned('Waits for a fan', 'Ben Cole').waitFor()
  expect(await startOf(order.id)).toEqual([[ground.technicians.ben, ground.at('11:00')]])

  // The board is held back as it was while the part was there: the server knows better, and asks for the reason, too.
  await needs('2026-01-31', true)
  await page.reload()
  await planned('Waits for a fan', 'Ben Cole').waitFor()
  await page.route('**/api/v1/board?**', (route) => route.abort())
  await needs(null)
  await drag(planned('Waits for a fan', 'Ben Cole'), 'Ben Cole', '12:00')
  await form.getByText('Part FAN-7: nobody knows yet when it arrives').waitFor()
  await page.unroute('**/api/v1/board?**')
  await form.getByLabel('Why all the same?').fill('In the van')
  await form.getByRole('button', { name: 'Reassign' }).click()
  await expect.poll(() => startOf(order.id), SOON).toEqual([[ground.technicians.ben, ground.at('12:00')]])
  const [visit] = await ground.visitsOf(order.id)
  expect(visit).toMatchObject({ overrideReason: 'In the van' })
  await ground.admin('PUT', `/visits/${visit!.id}/cancellation`, { reason: 'planned_in_error' })
})

test('two orders are dragged together, then the two visits; one step takes both back', async () => {
  const { page, waiting, planned, selected, carry, drag } = board
  const orders = [await ground.order('Smells of smoke'), await ground.order('Does not start')]
  const both = async () => [await startOf(orders[0]!.id), await startOf(orders[1]!.id)]
  await page.keyboard.press('Escape')
  await waiting('Smells of smoke').click({ modifiers: ['Control'] })
  await waiting('Does not start').click({ modifiers: ['Control'] })
  await selected(2).waitFor()
  await carry(waiting('Smells of smoke'), 'Anna Berg', '13:00')
  expect(await page.getByTestId('ghost').textContent()).toContain('2 together')
  await page.mouse.up()
  await planned('Smells of smoke', 'Anna Berg').waitFor()
  await planned('Does not start', 'Anna Berg').waitFor()
  const { anna, ben } = ground.technicians
  const queued = await both()
  // The one that was under the pointer first, the other where there is room behind it.
  expect(queued[0]).toEqual([[anna, ground.at('13:00')]])
  expect(queued[1]![0]![1]).toBeGreaterThanOrEqual(ground.at('14:00'))

  await planned('Smells of smoke', 'Anna Berg').click({ modifiers: ['Control'] })
  await planned('Does not start', 'Anna Berg').click({ modifiers: ['Control'] })
  await selected(2).waitFor()
  await drag(planned('Smells of smoke', 'Anna Berg'), 'Ben Cole', '12:30')
  const moved = queued.map((one) => one.map(([, at]) => [ben, (at as number) - 30 * 60_000]))
  await expect.poll(both, SOON).toEqual(moved)
  await page.keyboard.press('Control+z')
  await expect.poll(both, SOON).toEqual(queued)
  await page.keyboard.press('Escape')
})

test('the best times for an order stand beside it, the cheapest first; one is booked; a visit is seen in the week, too', async () => {
  const order = await ground.order('Blows warm air')
  const { page, waiting } = board
  await page.keyboard.press('Escape')
  await waiting('Blows warm air').click()
  const best = page.getByRole('region', { name: 'Best times to offer' })
  await best.getByText(/^best for the plan/).waitFor()
  const { slots } = await ground.admin('GET', `/work-orders/${order.id}/slots`)
  const first = slots.find(({ rank }: { rank: number }) => rank === 1)
  await best.getByRole('listitem').first().getByRole('button').click()
  // On a day that is not shown the form comes first, with the plans of that day behind it.
  const isShown = new Date(first.startsAt).toLocaleDateString('sv', { timeZone: ZONE }) === ground.day
  if (!isShown) await page.getByRole('dialog').getByRole('button', { name: 'Book visit' }).click()
  await expect.poll(() => startOf(order.id), SOON).toEqual([[first.technicianId, Date.parse(first.startsAt)]])

  const hanging = await ground.order('Hangs in the week')
  await ground.admin('POST', '/visits', {
    workOrderId: hanging.id,
    technicianId: ground.technicians.ben,
    start: new Date(ground.at('17:00')).toISOString(),
  })
  await page.goto(`${product.url}/console/board?date=${ground.day}`)
  await page.getByText('Week', { exact: true }).click()
  await board.planned('Hangs in the week', 'Ben Cole').waitFor()
  await page.getByText('Day', { exact: true }).click()
  await board.planned('Hums at night', 'Anna Berg').waitFor()
})

test('a pinned visit stays where it is, for the pointer and for the keys; whose week is full is seen, said before the drop, and booked for a reason', async () => {
  const { page, planned, waiting, carry } = board
  const { ben } = ground.technicians
  const held = await startOf(first.id)
  const bar = planned('Hums at night', 'Anna Berg')
  await bar.click()
  await page.getByRole('button', { name: 'Pin', exact: true }).click()
  await bar.and(page.getByRole('button', { name: /Pinned/ })).waitFor()
  await bar.hover()
  await page.mouse.down()
  await page.mouse.move(900, 500, { steps: 4 })
  expect(await page.getByTestId('ghost').count()).toBe(0)
  await page.mouse.up()
  await bar.press('Alt+ArrowRight')
  expect(await page.getByRole('button', { name: 'Reassign…' }).count()).toBe(0)
  expect(await startOf(first.id)).toEqual(held)
  await page.getByRole('button', { name: 'Unpin' }).click()
  await page.getByRole('button', { name: 'Reassign…' }).waitFor()

  const { version } = await ground.admin('GET', `/people/${ben}`)
  const hours = { weeklyMinutes: 60, weeklyOvertimeMinutes: 0 }
  await ground.admin('PATCH', `/people/${ben}`, hours, { 'if-match': `"${version}"` })
  const order = await ground.order('Rattles in the wind')
  await page.reload()
  const row = page.getByRole('group', { name: 'Ben Cole', exact: true })
  await row.getByTitle(/left to work in this week/).waitFor()
  await carry(waiting('Rattles in the wind'), 'Ben Cole', '13:00')
  expect(await page.getByTestId('ghost').textContent()).toMatch(/The week would be .* long, 1h allowed/)
  await page.mouse.up()
  const form = page.getByRole('dialog')
  expect(await form.getByRole('button', { name: 'Book visit' }).isEnabled()).toBe(false)
  await form.getByLabel('Why all the same?').fill('Agreed with Ben')
  await form.getByRole('button', { name: 'Book visit' }).click()
  await expect.poll(() => startOf(order.id), SOON).toEqual([[ben, ground.at('13:00')]])
  await planned('Rattles in the wind', 'Ben Cole').click()
  await page.getByRole('region', { name: /^V/ }).getByText('Agreed with Ben').waitFor()
  const now = await ground.admin('GET', `/people/${ben}`)
  await ground.admin('PATCH', `/people/${ben}`, { weeklyMinutes: null }, { 'if-match': `"${now.version}"` })
  await page.reload()
})

test('the day is printed: a table for each person, nothing to press', async () => {
  const { page } = board
  // Without a screen the browser asks no printer, and tells nobody.
  await page.evaluate(() => {
    window.print = () => window.dispatchEvent(new Event('beforeprint'))
  })
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  const paper = writtenOn(await page.pdf({ preferCSSPageSize: true }))
  expect(paper).toContain('Anna Berg')
  expect(paper).toContain('Hums at night')
  expect(paper).not.toContain('To be planned')
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
})

test('two dispatchers: the second hears what the first did, field by field, and sees how it stands', async () => {
  const late = await openBoard({ browser, product, ground }, 1, true)
  await late.planned('Hums at night', 'Anna Berg').waitFor()
  await board.drag(board.planned('Hums at night', 'Anna Berg'), 'Ben Cole', '08:00')
  await expect.poll(() => startOf(first.id), SOON).toEqual([[ground.technicians.ben, ground.at('08:00')]])

  await late.drag(late.planned('Hums at night', 'Anna Berg'), 'Anna Berg', '12:00')
  const told = late.page.getByRole('status').filter({ hasText: 'Somebody else was faster' })
  await told.waitFor()
  const text = await told.textContent()
  expect(text).toContain('Changed by Dora Dispatch')
  expect(text).toContain('Technician: now Ben Cole, you wanted Anna Berg')
  expect(text).toMatch(/Begins: now .*8:00.*, you wanted .*12:00/)
  await late.planned('Hums at night', 'Ben Cole').waitFor()
  expect(await startOf(first.id)).toEqual([[ground.technicians.ben, ground.at('08:00')]])
  await late.page.context().close()
})

test('both carry the same visit at the same time: the first to let go wins, the other is told and nothing of it is lost', async () => {
  const other = await openBoard({ browser, product, ground }, 1)
  const [mine, theirs] = [board, other].map((one) => one.planned('Hums at night', 'Ben Cole')) as [Bar, Bar]
  await board.carry(mine, 'Anna Berg', '11:00')
  // Whoever looks sees whose hand it is in.
  await theirs.and(other.page.getByRole('button', { name: /Dora Dispatch is moving it/ })).waitFor()
  await other.carry(theirs, 'Ben Cole', '12:00')
  await board.page.mouse.up()
  // The news has come while it is still in the hand: that does not make the drop one of what is there now.
  await other.planned('Hums at night', 'Anna Berg').waitFor()
  await other.page.mouse.up()
  await other.page.getByRole('status').filter({ hasText: 'Somebody else was faster' }).waitFor()
  for (const one of [board, other]) await one.planned('Hums at night', 'Anna Berg').waitFor()
  expect(await startOf(first.id)).toEqual([[ground.technicians.anna, ground.at('11:00')]])
})

test('marks that lie on each other are counted on the map when there are many, and come apart when they are pressed', async () => {
  const { page } = board
  const map = page.locator('[data-testid=map][data-ready]')
  const clusters = async () => Number(await map.getAttribute('data-clusters'))
  expect(await clusters()).toBe(0)
  await ground.order('Counted on the map')
  await page.route('**/api/v1/board?**', async (route) => {
    const answer = await route.fetch()
    const told = await answer.json()
    const [one] = told.tray
    const around = (i: number) => ({ lat: one.lat + (i % 9) / 9000, lon: one.lon + Math.floor(i / 9) / 9000 })
    told.tray = Array.from({ length: 81 }, (_, i) => ({ ...one, id: `${one.id.slice(0, -3)}${100 + i}`, ...around(i) }))
    await route.fulfill({ response: answer, json: told })
  })
  await page.reload()
  await expect.poll(clusters, SOON).toBeGreaterThan(0)
  const many = await clusters()
  const box = (await map.boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await expect.poll(clusters, SOON).not.toBe(many)
  await page.unroute('**/api/v1/board?**')
})

test('on tiles in GCJ-02 a job is marked where they draw its street', async () => {
  const { admin } = ground
  const address = { country: 'CN', city: 'Beijing', line: 'At the crossing', ...CROSSING, isPrimary: true }
  const about = { kind: 'person', name: 'Zhao', country: 'CN', phone: '+8613900139000', addresses: [address] }
  const customer = await admin('POST', '/customers', about)
  const { addresses } = await admin('GET', `/customers/${customer.id}`)
  const { stationId } = await admin('GET', `/work-orders/${first.id}`).then(({ station }) => ({
    stationId: station.id,
  }))
  const words = 'Leaks at the crossing'
  const where = { customerId: customer.id, addressId: addresses[0].id, stationId }
  const request = await admin('POST', '/requests', { words, language: 'en', ...where })
  const order = await admin('POST', '/work-orders', { requestId: request.id, plannedMinutes: 60 })
  const { page, waiting } = board
  const map = page.getByTestId('map')
  const { version } = await admin('GET', '/company')
  const streets = { mapTiles: tiles.url, mapDatum: 'gcj02', mapAttribution: 'Test grid' }
  await admin('PATCH', '/company', streets, { 'if-match': `"${version}"` })
  await page.reload()
  await waiting(words).click()
  await page.locator(`[data-testid=map][data-ready][data-open="order:${order.id}"]`).waitFor()
  // The mark is in the middle of the map; taken for WGS 84 it would lie 36 pixels beside where the lines cross.
  const seen = async () => {
    const crossing = await crossingOn(map)
    return crossing && { isBeside: Math.hypot(crossing.right, crossing.down) > 2.5, isMarked: crossing.isMarked }
  }
  await expect.poll(seen, SOON).toEqual({ isBeside: false, isMarked: true })
})
