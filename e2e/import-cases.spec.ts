import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, signIn } from './support/a-job.ts'
import { seriousOn } from './support/loop-screen.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// The first start in the browser; then a log of somebody else's: its columns are named by hand once, tried, brought in; the next file finds the mapping,
// in the console and on the command line.
let product: Product
let browser: Browser
let page: Page
let admin: Api

const FILE = [
  'Case,What,State,Opened,Closed,Prio,Room',
  'A-1,Fan is loud,open,2026-03-01 09:00,,high,12',
  'A-2,No heat,done,2026-03-02 10:00,2026-03-04 09:00,low,14',
  'A-3,Leaks,done,yesterday,2026-03-05 09:00,low,15',
  'A-4,Dead,done,2026-03-06 10:00,2026-03-05 09:00,low,',
].join('\n')

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
  })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
const seen = (text: string | RegExp) => page.getByText(text).first().waitFor()
const fileOf = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

async function pick(label: string, option: string, at = 0): Promise<void> {
  const select = page.getByRole('combobox', { name: new RegExp(`^(\\* ?)?${label}$`) }).nth(at)
  await select.click()
  const list = await select.getAttribute('aria-controls')
  const dropdown = page.locator('.ant-select-dropdown', { has: page.locator(`[id="${list}"]`) })
  await dropdown.getByTitle(option, { exact: true }).click()
  await page.keyboard.press('Escape')
}

/** In a long list one types; what is chosen is the option of exactly this name. */
async function find(label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(option)
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click()
}

test('the first start: a company and its administrator, then where to begin', async () => {
  await page.goto(product.url)
  await page.getByLabel('Company name').fill('Acme Klima')
  await find('Country', 'China')
  await find('Currency', 'CNY · Chinese Yuan')
  await page.getByLabel('Administrator’s name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await press('Create the company')
  await seen('Please check the marked fields.')
  await page.getByLabel('Password', { exact: true }).fill('a good long password')
  await press('Create the company')
  await seen('First steps')
  await page.getByRole('link', { name: 'Invite the people you work with' }).waitFor()
  expect(await seriousOn(page)).toEqual([])
  admin = await signIn(product.url, 'ada@example.com', 'a good long password')
  expect(await admin('GET', '/company')).toMatchObject({ name: 'Acme Klima', country: 'CN', timeZone: 'Asia/Shanghai' })
  await page.goto(product.url)
  await seen('First steps')
  await page.goto(`${product.url}/console/requests/import`)
})

test('columns are named by hand, with the first rows in sight', async () => {
  await page.setInputFiles('input[type=file]', fileOf('old desk.csv', FILE))
  await seen('First rows of old desk.csv')
  await page.getByRole('cell', { name: 'Fan is loud' }).waitFor()
  expect(await page.getByLabel('Name of the mapping').inputValue()).toBe('old desk')
  await pick('Case number', 'Case')
  await pick('Subject', 'What')
  await pick('Opened at', 'Opened')
  await pick('Closed at', 'Closed')
  await pick('State', 'State')
  await pick('Priority', 'Prio')
  await pick('Further columns', 'Room')
  expect(
    await page.getByLabel('In the file').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)),
  ).toEqual(['done', 'open', 'high', 'low'])
  await pick('Status', 'Closed', 0)
  await pick('Status', 'In progress', 1)
  await pick('Priority', 'P2', 1)
  await pick('Priority', 'P4', 2)
  expect(await seriousOn(page)).toEqual([])
  await press('Remember and continue')
})

test('the trial keeps nothing and gives what is wrong as a file', async () => {
  await press('Start the trial')
  await seen('Trial finished. Nothing was kept.')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download all as a file' }).click(),
  ])
  const findings = readFileSync(await download.path(), 'utf8')
  expect(findings).toContain('yesterday')
  expect(findings.trim().split('\n')).toHaveLength(1 + 3)
  expect((await admin('GET', '/requests?filter[channel]=import')).items).toEqual([])
  expect(await seriousOn(page)).toEqual([])
})

test('the import keeps what the trial counted, in the zone that was given', async () => {
  await press('Import 3 cases')
  await seen('Import finished.')
  const { items } = await admin('GET', '/requests?filter[channel]=import&sort=openedAt')
  const found = items.map((one: Record<string, unknown>) => [one.externalId, one.status, one.priority, one.openedAt])
  expect(found).toEqual([
    ['A-1', 'in_progress', 'P2', '2026-03-01T01:00:00.000Z'],
    ['A-2', 'closed', 'P4', '2026-03-02T02:00:00.000Z'],
    ['A-4', 'closed', 'P4', '2026-03-06T02:00:00.000Z'],
  ])
})

test('the next file with these columns is offered the mapping, which can be changed', async () => {
  await press('Another file')
  await page.setInputFiles(
    'input[type=file]',
    fileOf('next month.csv', FILE.replaceAll('A-', 'B-').replace('done', 'gone')),
  )
  await page.getByRole('radio', { name: 'old desk (fits this file; source old desk)', checked: true }).waitFor()
  await press('Change this mapping')
  const values = page.getByLabel('In the file')
  await expect
    .poll(() => values.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)))
    .toContain('gone')
  await pick('Status', 'Cancelled', 2)
  await press('Remember and continue')
  await press('Start the trial')
  await seen('Trial finished. Nothing was kept.')
  const { items } = await admin('GET', '/requests/import-mappings')
  const own = items.find((one: { mapping: { name: string } }) => one.mapping.name === 'old desk').mapping
  expect(own.status.map).toEqual({ done: 'closed', open: 'in_progress', gone: 'cancelled' })
  expect(own).toMatchObject({ priority: { column: 'Prio', map: { high: 'P2', low: 'P4' } }, keep: ['Room'] })
})

test('the command line reads the same mapping by its name: nothing doubled', () => {
  const dir = path.join(product.dataDir, 'in')
  mkdirSync(dir)
  writeFileSync(path.join(dir, 'cases.csv'), FILE)
  const report = product.cli('import', 'requests', path.join(dir, 'cases.csv'), '--mapping', 'old desk')
  expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 3, refused: 1 })
})
