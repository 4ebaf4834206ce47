import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, firstCompany, PASSWORD } from './support/a-job.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// Who answers for the stock and its value, and whose it is: a class at standard cost and a new standard, a van that owes, a kit made up, what lay
// there before, and the books closed, so that what was forgotten comes in as a late fact.
let product: Product
let browser: Browser
let page: Page
let admin: Api
const shelf = { id: '', name: 'Shelf' }
const van = { id: '', name: 'Van 7' }
const part = { board: '', kit: '', fan: '' }
/** After everything the journey books back, before the moment it asks about. */
const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString()

beforeAll(async () => {
  product = await startProduct()
  admin = await firstCompany(product.url)
  browser = await openBrowser()
  shelf.id = (await admin('POST', '/stock-places', { code: 'SH', name: shelf.name, kind: 'warehouse' })).id
  van.id = (await admin('POST', '/stock-places', { code: 'V7', name: van.name, kind: 'van', mayOwe: true })).id
  const add = async (number: string) => (await admin('POST', '/parts', { number, name: { en: number } })).id
  part.fan = await add('FAN-1')
  part.kit = await add('KIT-1')
  await admin('PUT', `/parts/${part.kit}/kit`, { items: [{ partId: part.fan, quantity: 2 }] })
  await receive(part.fan, 10, '10000', { at: ago(72) })
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const data = { email: 'ada@example.com', password: PASSWORD }
  await page.request.post(`${product.url}/api/auth/sign-in/email`, { data, headers: { origin: product.url } })
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const receive = (partId: string, quantity: number, costMinor: string, more: object = {}) =>
  admin('POST', '/stock-documents', {
    kind: 'receipt',
    placeId: shelf.id,
    lines: [{ partId, quantity, costMinor }],
    ...more,
  })
const open = (path: string) => page.goto(`${product.url}/console${path}`)
const press = (name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
const dialog = () => page.getByRole('dialog')
const send = (name: string) => dialog().getByRole('button', { name, exact: true }).click()
async function choose(label: string | RegExp, typed: string, option = typed): Promise<void> {
  await dialog()
    .getByLabel(label, { exact: typeof label === 'string' })
    .first()
    .click()
  await page.keyboard.type(typed)
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

test('a class at standard cost is made, and a new standard is booked: seen before, and in the history of the value after', async () => {
  await open('/settings/part-classes')
  await page.getByText('Parts without a class').waitFor()
  await press('Add a class')
  await dialog().getByLabel('Code', { exact: true }).fill('BOARDS')
  await dialog()
    .getByLabel(/English/)
    .fill('Boards')
  await choose('Valued by', 'standard', 'standard cost')
  await send('Save')
  await page.getByText('BOARDS', { exact: true }).waitFor()
  const [kind] = (await admin('GET', '/part-classes')).items
  expect(kind.method).toBe('standard')
  const made = { number: 'PCB-1', name: { en: 'Board' }, classId: kind.id, standardMinor: '60000' }
  part.board = (await admin('POST', '/parts', made)).id
  await receive(part.board, 8, '400000')

  await open('/part-standards')
  await page.getByText('PCB-1').first().click()
  await press('Set a new standard')
  await dialog()
    .getByLabel(/New standard cost of one/)
    .fill('725')
  await dialog().getByText('CN¥1,000.00').waitFor()
  await send('Revalue')
  await page.getByText('Revalued; the difference is in the books.').waitFor()
  expect((await admin('GET', `/parts/${part.board}`)).standardMinor).toBe('72500')
  await open('/stock-values?filter[part]=PCB-1')
  await page.getByText('Revalued', { exact: true }).first().click()
  await page.getByText('What it did to values').waitFor()
  await page.getByText('CN¥1,000.00', { exact: true }).waitFor()
})

test('a van that owes is told of where the desk looks, and its debt is settled by what is booked into it', async () => {
  await admin('POST', '/stock-documents', {
    kind: 'issue',
    placeId: van.id,
    lines: [{ partId: part.fan, quantity: 3 }],
  })
  await open('/stock')
  await page.getByText('1 van debt to settle').click()
  await page.getByRole('heading', { name: 'Van debts' }).waitFor()
  await page.getByRole('row').filter({ hasText: van.name }).first().click()
  await page.getByText('Document that made it').waitFor()
  await press('Book what came into it')
  await send('Receive')
  await page.getByRole('heading', { name: 'Receipt', exact: true }).waitFor()
  const asked: string[] = []
  page.on('request', (request) => asked.push(decodeURIComponent(request.url())))
  await open('/stock-debts')
  await expect.poll(async () => (await admin('GET', '/stock-debts')).items[0].settledById).not.toBeNull()
  await page.getByText('Nothing matches').waitFor()
  // Opened without a wish it asks for its first view at once: not every row flashes up before.
  const whole = asked.filter(
    (url) => /\/stock-debts\?/.test(url) && !url.includes('filter[') && !url.includes('limit=1'),
  )
  expect(whole.filter((url) => url.includes('/api/'))).toEqual([])
})

test('a kit is made up from the page of its part: what goes, what comes and what it costs is seen first', async () => {
  await open(`/parts/${part.kit}`)
  await press('Make kits')
  await choose('Place', shelf.name)
  await dialog().getByText('Comes in').waitFor()
  await dialog().getByText('CN¥20.00').first().waitFor()
  await send('Make kits')
  await page.getByText('Conversion').first().waitFor()
  expect((await admin('GET', `/stock?filter[partId]=${part.kit}`)).items[0].onHand).toBe(1)
})

test('what lay there before is asked for by its moment', async () => {
  await open(`/stock-at?at=${ago(80)}`)
  await page.getByText('Nothing lay there then.').waitFor()
  await open(`/stock-at?at=${ago(48)}`)
  const row = page.getByRole('row').filter({ hasText: 'FAN-1' })
  await row.waitFor()
  expect(await row.textContent()).toMatch(/10 pcs[\s\S]*8 pcs/)
})

test('a period is closed knowing what it shuts in, and what was forgotten comes in as a late fact', async () => {
  await open('/settings/stock-closings')
  await page.getByText('No period is closed yet').waitFor()
  await press('Close a period')
  await dialog().getByText('Documents it shuts in').waitFor()
  await send('Close a period')
  await dialog().locator('.ant-form-item-explain-error').waitFor()
  await dialog().getByRole('checkbox').check()
  await send('Close a period')
  await page.getByText('Closed.').first().waitFor()
  const [closed] = (await admin('GET', '/stock-closings')).items
  expect(closed.closedBy).toBe('Ada Admin')

  await open('/stock')
  await press('Receive')
  await choose('Place', shelf.name)
  await choose('Part', 'FAN-1')
  const when = dialog().locator('#at')
  // A day before, whatever the zone.
  await when.fill(new Date(Date.parse(closed.until) - 24 * HOUR).toISOString().slice(0, 16).replace('T', ' '))
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await page.keyboard.press('Enter')
  await dialog().getByText('The books are closed until').first().waitFor()
  // Enter took the moment over and sent nothing: before that it is no late fact, and would be refused.
  expect(sent).toEqual([])
  await send('Receive')
  await page.getByText('Booked late').first().waitFor()
})

test('what a supplier leaves on consignment is received in its name, and has no cost of ours', async () => {
  await open('/settings/stock-owners')
  await press('Add an owner')
  await dialog().getByLabel('Code', { exact: true }).fill('NMB')
  await dialog().getByLabel('Owner', { exact: true }).fill('Nidec Motors')
  await send('Save')
  await page.getByText('Nidec Motors').first().waitFor()
  await open('/stock')
  await press('Receive')
  await choose('Place', shelf.name)
  await choose(/^Owner/, 'Nidec')
  await choose('Part', 'FAN-1')
  expect(await dialog().getByText('Cost of the line').count()).toBe(0)
  await send('Receive')
  await page.getByRole('heading', { name: 'Receipt', exact: true }).waitFor()
  const { items } = await admin('GET', `/stock?filter[partId]=${part.fan}&filter[owner]=Nidec Motors`)
  expect(items).toMatchObject([{ onHand: 1, owner: 'Nidec Motors' }])
})

test('a transfer that takes what is kept for a job says so, and goes only on purpose', async () => {
  const free = (
    await admin('GET', `/stock?filter[partId]=${part.fan}&filter[placeId]=${shelf.id}&sort=part`)
  ).items.find((one: { owner: string }) => one.owner !== 'Nidec Motors').free
  const lines = [{ partId: part.fan, quantity: free }]
  const asked = await admin('POST', '/part-requests', { placeId: shelf.id, priority: 5, lines })
  const draft = await admin('POST', '/shipments', { fromPlaceId: shelf.id, toPlaceId: van.id, lines })
  await open(`/transfers/${draft.id}`)
  await press('Send')
  await dialog().getByText(asked.number).waitFor()
  expect((await admin('GET', `/shipments/${draft.id}`)).state).toBe('draft')
  await send('Send all the same')
  await page.getByText('In transit').first().waitFor()
  await expect.poll(async () => (await admin('GET', `/part-requests/${asked.id}`)).lines[0].reserved).toBe(0)
})

test('a van is given to its driver beside the list of places', async () => {
  await open('/stock-places')
  await page.getByRole('row').filter({ hasText: van.name }).first().click()
  await page.getByRole('combobox', { name: 'Who drives it' }).click()
  await page.keyboard.type('Ada')
  await page.locator('.ant-select-item-option').filter({ hasText: 'Ada Admin' }).first().click()
  await press('Save')
  await page.getByRole('row').filter({ hasText: van.name }).filter({ hasText: 'Ada Admin' }).first().waitFor()
})
