import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addColleague, type JobOnPhone, jobOnPhone } from './support/a-job.ts'
import { HAND, readyOffline, signInOn } from './support/a-phone.ts'
import { writeArticle } from './support/article-steps.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// A checklist from the builder to the phone: what one answer asks for, what must be proven, and what a failed step leads to.
// On the way the work rests, the app is killed over a form and over a film, and a photo is of another day. What was found
// is written down for those who come to such a machine next.
let product: Product
let browser: Browser
let context: BrowserContext
let page: Page
let desk: Page
let job: JobOnPhone

beforeAll(async () => {
  product = await startProduct()
  job = await jobOnPhone(product, 'en', [])
  browser = await openBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
  desk = await officeOf('ada@example.com')
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
const seen = (text: string | RegExp) => page.getByText(text).first().waitFor()
const heading = (name: string) => page.getByRole('heading', { name }).first().waitFor()

/** Chooses in one of the desk's lists; `nth` of those with the same name. */
async function choose(within: ReturnType<Page['locator']>, label: string, option: string, nth = 0): Promise<void> {
  await within
    .getByRole('combobox', { name: new RegExp(`^(\\* ?)?${label}`) })
    .nth(nth)
    .click()
  await within.page().locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click()
}

test('the builder names step and field of what is wrong, and tries the list out as the technician will see it', async () => {
  await desk.goto(`${product.url}/console/settings/checklists`)
  await desk.getByRole('button', { name: 'Add a checklist' }).click()
  const dialog = desk.getByRole('dialog')
  const step = (number: number) => dialog.locator('ol > li').nth(number - 1)
  await dialog.getByLabel('Name (English)').first().fill('Air conditioner')
  await step(1).getByLabel('Name (English)').fill('Belt')
  await choose(step(1), 'Answered by', 'In order or not')
  await step(1).getByLabel('Hint (English)').fill('Look from below')
  await step(1)
    .getByLabel(/^Opens further work/)
    .check()
  await step(1).getByRole('button', { name: 'Add a proof' }).click()
  await choose(step(1), 'Proof', 'Note')
  const buffer = await desk.screenshot({ clip: { x: 0, y: 0, width: 400, height: 300 } })
  await step(1).locator('input[type=file]').setInputFiles({ name: 'belt.png', mimeType: 'image/png', buffer })
  await dialog.getByRole('region', { name: 'As the technician sees it' }).getByRole('presentation').waitFor()
  await dialog.getByRole('button', { name: 'Add a step' }).click()
  await step(2).getByLabel('Name (English)').fill('Play of the belt')
  await choose(step(2), 'Answered by', 'Number')
  await step(2).getByLabel('At least').fill('5')
  await step(2).getByLabel('At most').fill('3')
  await step(2).getByRole('button', { name: 'Add a condition' }).click()
  await choose(step(2), 'Depends on', 'An earlier step that failed')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const told = dialog.getByRole('alert').first()
  await told.getByText('Step 2 (Play of the belt): At most. “At most” lies below “At least”.').waitFor()
  await told.getByText(/^Step 2 \(Play of the belt\): Step\. /).waitFor()
  await step(2).getByLabel('At least').fill('1')
  await choose(step(2), 'Step', '1 · Belt')
  const preview = dialog.getByRole('region', { name: 'As the technician sees it' })
  expect(await preview.getByText('Play of the belt').count()).toBe(0)
  await preview.getByText('Not in order').first().click()
  await preview.getByText('Play of the belt').waitFor()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await desk.getByText('Version 1').waitFor()
})

test('the phone asks by the answer given before, wants the proof, rests, and forgets nothing when it is killed', async () => {
  context = await browser.newContext({ viewport: HAND, locale: 'en-US' })
  await context.grantPermissions(['camera', 'microphone'])
  await open()
  await signInOn(page, job)
  await readyOffline(page)
  await page.getByRole('link', { name: 'Open job' }).click()
  await press('Set out')
  await press('I have arrived')
  await heading('Checklist')
  await kept('pictures')
  await context.setOffline(true)
  await seen('Look from below')
  await press('Reference picture: Belt')
  const large = page.getByRole('dialog').getByRole('img', { name: 'Reference picture: Belt' })
  await expect.poll(() => large.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(400)
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
  await seen('0 of 1')
  await press('Not in order')
  await seen('Note is missing')
  await page.getByRole('textbox', { name: 'Play of the belt' }).fill('9')
  await page.getByRole('textbox', { name: 'Play of the belt' }).blur()
  await seen('Outside the limits 1 to 3')
  await seen('1 of 2')
  await page.getByLabel('Note', { exact: true }).fill('Two ribs torn')
  await page.getByLabel('Note', { exact: true }).blur()
  await seen('2 of 2')
  await press('Pause…')
  await page.getByRole('dialog').getByLabel('Why').selectOption('called_away')
  await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click()
  await seen(/Paused since .*: called away/)
  await press('Go on')
  await page.getByRole('button', { name: 'Pause…' }).waitFor()
  await press('On to the price')
  await press(/Customer agrees|Begin the work/)
  await heading('Found and done')
})

test('what was being typed and filmed when the app was killed is offered again', async () => {
  await press('Add line')
  await page.getByLabel('What', { exact: true }).selectOption('CLN')
  await page.getByLabel(/^Quantity/).fill('3')
  await kept('drafts')
  await killed()
  await seen('Begun and not saved')
  await page.getByRole('region', { name: 'Begun and not saved' }).getByRole('button', { name: 'Go on' }).click()
  expect(await page.getByLabel(/^Quantity/).inputValue()).toBe('3')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await seen('CN¥180.00')
  expect(await page.getByText('Begun and not saved').count()).toBe(0)
  await press('Add a short video')
  await page.getByLabel('What it shows').fill('Rattles')
  await press('Record')
  await kept('filmParts')
  await killed()
  await seen(/A recording was cut off/)
  await press('Keep it')
  await page.locator('video').waitFor()
  expect(await page.getByText(/A recording was cut off/).count()).toBe(0)
})

test('a photo of another day is of that day, and the desk reads all of it; the failed step has opened further work', async () => {
  const day = new Date(Date.now() - 3 * 86_400_000)
  await page
    .locator('input[type=file][accept="image/*"]')
    .first()
    .evaluate(async (input: HTMLInputElement, at) => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 60
      const blob = await new Promise<Blob>((done) => canvas.toBlob((made) => done(made!)))
      const data = new DataTransfer()
      data.items.add(new File([blob], 'old.png', { type: 'image/png', lastModified: at }))
      input.files = data.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    }, day.getTime())
  await seen(/Chosen from the phone: .*time of the file/)
  await page.getByLabel('Work done').fill('Belt taken off')
  await page.getByLabel('Work done').blur()
  await press('Signature')
  await press('Nobody can sign')
  await page.getByLabel('Why nobody signs').fill('Not at home')
  await press('Go on without')
  await heading('How did it end?')
  await page.getByLabel('Result').selectOption('no_fault_found')
  await press('Finish the job')
  await context.setOffline(false)
  await seen('Everything has been sent.')
  const visit = await job.admin('GET', `/visits/${job.visitId}`)
  expect(visit).toMatchObject({
    status: 'done',
    checklist: { name: { en: 'Air conditioner' }, version: 1 },
    pauses: [{ reason: 'called_away' }],
  })
  expect(visit.pauses[0].until).not.toBeNull()
  // Kept by the key of the step, which is made up: in any order.
  const answers = Object.values<{ value: unknown }>(visit.report.answers)
  expect(answers.filter((one) => one.value === false)).toMatchObject([{ note: 'Two ribs torn' }])
  expect(answers.filter((one) => one.value !== false)).toMatchObject([{ value: 9 }])
  expect(visit.photos).toMatchObject([{ takenBy: 'file', takenAt: day.toISOString() }, { mediaType: 'video/webm' }])
  const links = async () => (await job.admin('GET', `/requests/${job.requestId}`)).links
  await expect.poll(async () => (await links()).length).toBe(1)
  await desk.goto(`${product.url}/console/visits/${job.visitId}`)
  await desk.getByText('Not in order · Two ribs torn').waitFor()
  await desk.getByText('9 · ', { exact: false }).first().waitFor()
})

test('given to a colleague while the first phone works on without a network: both and the desk hear of it, nothing is lost', async () => {
  const { items } = await job.admin('GET', '/requests?sort=-openedAt')
  const next = items.find((one: { id: string }) => one.id !== job.requestId).id
  const colleague = await addColleague(product, job, 'liu@example.com')
  const { person } = await colleague('GET', '/session')
  const order = await job.admin('POST', '/work-orders', { requestId: next, plannedMinutes: 60 })
  const slot = { start: new Date(Date.now() + 60 * 60_000).toISOString(), minutes: 60, overrideReason: 'Urgent' }
  const booking = { workOrderId: order.id, technicianId: job.technicianId, ...slot }
  const { id } = await job.admin('POST', '/visits', booking)
  await page.goto(`${product.url}/field/`)
  await page.getByRole('link', { name: 'Open job' }).click()
  await page.getByRole('button', { name: 'Set out' }).waitFor()
  await context.setOffline(true)
  await press('Set out')
  await press('I have arrived')
  await press('Not in order')
  await seen('Note is missing')
  const planned = await job.admin('GET', `/visits/${id}`)
  const to = { technicianId: person.id, ...slot }
  await job.admin('PUT', `/visits/${id}/schedule`, to, { 'if-match': `"${planned.version}"` })
  await context.setOffline(false)
  await page.goto(`${product.url}/field/sync`)
  await heading('With the desk')
  const late = async () => (await job.admin('GET', `/late-facts?filter[visitId]=${id}`)).items
  const kinds = async () => (await late()).map((one: { toldKind: string }) => one.toldKind).sort()
  await expect.poll(kinds).toEqual(['report', 'tap', 'tap'])
  const day = await colleague('GET', '/field/today')
  expect(day.visits).toMatchObject([{ id, status: 'scheduled', isMine: true }])
  const told = await colleague('GET', `/requests/${next}/timeline`)
  expect(JSON.stringify(told)).toContain('visit.told_late')
})

test('what was found becomes an article: one writes it, a second person publishes it, and it stands at the request', async () => {
  const author = ['--email', 'quinn@example.com', '--name', 'Quinn Wong', '--role', 'quality_engineer']
  product.cli('user', 'add', ...author, '--language', 'en', '--password', job.password)
  const quality = await officeOf('quinn@example.com')
  await quality.goto(`${product.url}/console/knowledge/new`)
  const buffer = await quality.screenshot({ clip: { x: 0, y: 0, width: 400, height: 300 } })
  await writeArticle(quality, { title: 'The belt may tear', model: 'Breeze 35 · KFR-35', picture: buffer })
  await quality.getByRole('button', { name: 'Publish', exact: true }).click()
  await quality.getByRole('dialog').getByText('Somebody else has to publish it.').waitFor()

  const { asset } = await job.admin('GET', `/requests/${job.requestId}`)
  expect(await job.admin('GET', `/fitting-articles?assetId=${asset.id}`)).toEqual({ items: [], left: 0 })
  await desk.goto(quality.url())
  await desk.getByRole('button', { name: 'Publish', exact: true }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click()
  await desk.getByText('written by Quinn Wong, published by Ada Admin').waitFor()
  await desk.goto(`${product.url}/console/requests/${job.requestId}`)
  await desk.getByRole('link', { name: 'The belt may tear' }).click()
  const picture = desk.getByRole('img', { name: 'Picture of step 1' })
  await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(400)
})

/** Somebody of the office at a screen of their own. */
async function officeOf(email: string): Promise<Page> {
  const office = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' })).newPage()
  office.setDefaultTimeout(15_000)
  const data = { email, password: job.password }
  await office.request.post(`${product.url}/api/auth/sign-in/email`, { data, headers: { origin: product.url } })
  return office
}

async function open(): Promise<void> {
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${product.url}/field/visits/${job.visitId}`)
}

/** Gone from one moment to the next, and opened again. */
async function killed(): Promise<void> {
  await page.close()
  await open()
  await heading('Found and done')
}

/** Until something of that kind lies in the memory of the phone. */
const kept = (table: string) =>
  expect
    .poll(
      () =>
        page.evaluate(async (name) => {
          const found = (await indexedDB.databases()).find((one) => one.name?.startsWith('aftercare-field-'))
          const base = await new Promise<IDBDatabase>((done, fail) => {
            const asked = indexedDB.open(found!.name!)
            asked.onsuccess = () => done(asked.result)
            asked.onerror = () => fail(asked.error)
          })
          const count = await new Promise<number>((done) => {
            const asked = base.transaction(name).objectStore(name).count()
            asked.onsuccess = () => done(asked.result)
          })
          base.close()
          return count
        }, table),
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0)
