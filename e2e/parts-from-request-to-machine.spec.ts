import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JobOnPhone, jobOnPhone } from './support/a-job.ts'
import { zoneOfForenoon } from './support/forenoon.ts'
import { ANY, like, type Screen, wordsIn } from './support/loop-screen.ts'
import { agreeAndFind, type Job, openJob, setOutAndCheck, signAndFinish } from './support/loop-technician.ts'
import { savedPaper } from './support/paper.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'

// The way of a part, with a scanner that types like a keyboard: asked for by a job, waited for with its day, received, handed to the
// van, fitted into the machine in place of the old one, and counted while goods move.
let product: Product
let browser: Browser
let page: Page
let job: JobOnPhone
let wish: { id: string; number: string }
let order: { id: string; number: string }
const shelf = { id: '', code: 'SH-1' }
const van = { id: '' }
const filter = { id: '' }
const machine = { id: '', other: 'KFR35A2026000999' }

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
  const board = {
    number: 'CAP-35',
    name: { en: 'Capacitor' },
    tracking: 'serial',
    needsProof: true,
    oldPartDueDays: 30,
  }
  const partId = (await admin('POST', '/parts', board)).id
  const known = ['CAP-OLD-1', 'CAP-7001', 'CAP-7003']
  const issues = known.map((serial) => ({ part: 'CAP-35', serial, maker: 'Acme Components' }))
  await admin('POST', '/maker-issues', { issues })
  await fitBefore()
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

/** What the machine has had since it was made, and another one that has a part of ours already. */
async function fitBefore(): Promise<void> {
  const { admin } = job
  const { asset, customer } = await admin('GET', `/requests/${job.requestId}`)
  machine.id = asset.id
  const { model } = await admin('GET', `/assets/${asset.id}`)
  const other = await admin('POST', '/assets', { serial: machine.other, modelId: model.id, customerId: customer.id })
  const fitted = { position: 'capacitor', partNumber: 'CAP-35' }
  await admin('POST', `/assets/${asset.id}/components`, { ...fitted, serial: 'CAP-OLD-1' })
  await admin('POST', `/assets/${other.id}/components`, { ...fitted, serial: 'CAP-7003' })
}

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
  // The job waits no more, and whoever looks at it reads why.
  await page.goto(`${product.url}/console/requests/${job.requestId}`)
  await page
    .getByText(/All parts for work order .+ are there/)
    .first()
    .waitFor()
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

test('of what is kept by batch the batch is scanned: a blocked one and one of another part are refused, and the one read is booked', async () => {
  const { admin } = job
  const { id: partId } = await admin('POST', '/parts', { number: 'GSK-1', name: { en: 'Gasket' }, tracking: 'batch' })
  const lines = ['L-1', 'L-2', 'L-3'].map((batch) => ({ partId, quantity: 2, costMinor: '200', batch }))
  await admin('POST', '/stock-documents', { kind: 'receipt', placeId: shelf.id, lines })
  const { items: chains } = await admin('GET', '/genuine-chains?number=L-2')
  await admin('PUT', `/batches/${chains[0].batch.id}/block`, { reason: 'cracks' })
  const asked = { placeId: shelf.id, toPlaceId: van.id, lines: [{ partId, quantity: 1 }] }
  const { id } = await admin('POST', '/part-requests', asked)
  await page.goto(`${product.url}/console/store?task=pick&paper=part_request&id=${id}`)
  await page.getByText('GSK-1').first().waitFor()
  await scan('GSK-1', 'now scan its batch')
  await scan('L-2', 'Batch L-2 is blocked.')
  await scan('FLT-1', 'FLT-1 is not on this paper.')
  await scan('L-3', 'GSK-1: 1 of 1')
  await press('Hand over to the van')
  await expect.poll(async () => (await admin('GET', `/part-requests/${id}`)).lines[0].issued).toBe(1)
  const { items } = await admin('GET', `/stock?filter[partId]=${partId}&filter[placeId]=${van.id}`)
  expect(items).toMatchObject([{ batch: 'L-3', onHand: 1 }])
})

const t = wordsIn('en')
let phone: Screen
const technician = (): Job => ({
  ...{ t, browser, language: 'en', ground: { product, zone: zoneOfForenoon(new Date()) } },
  cast: { technician: job, customer: { name: '李伟' }, serial: job.serial },
})
const lineSheet = () => phone.page.getByRole('dialog')
async function putIn(serial: string): Promise<void> {
  await lineSheet().getByLabel(t('field:line.newSerial')).first().fill(serial)
  await lineSheet()
    .getByRole('button', { name: t('common:do.save') })
    .click()
}

test('at the machine a fake is refused and the phone says why; the desk sees it with its photo', async () => {
  phone = await openJob(technician())
  await setOutAndCheck(technician(), phone)
  await agreeAndFind(technician(), phone)
  await phone.button(t('field:line.add')).click()
  await phone.field(t('field:line.find')).fill('CAP-35')
  await phone.field(t('field:line.why')).selectOption('damaged')
  await phone.field(t('field:line.oldSerial')).fill('CAP-OLD-1')
  await phone.field(t('field:line.place')).fill('capacitor')
  const refused = (code: string, values: object) =>
    lineSheet()
      .getByRole('alert')
      .filter({ hasText: like(t(`errors:parts.not_genuine.${code}`, { part: 'CAP-35', asset: ANY, ...values })) })
  await putIn('CAP-7003')
  await refused('fitted_elsewhere', { number: 'CAP-7003' }).waitFor()
  await putIn('CAP-FAKE')
  await refused('unknown', { number: 'CAP-FAKE' }).waitFor()
  const photo = { name: 'fake.png', mimeType: 'image/png', buffer: await phone.page.screenshot() }
  await lineSheet().locator('input[type=file]').setInputFiles(photo)
  await putIn('CAP-FAKE')
  // The phone tells in its own time; a list that is open says "1 new" and does not move.
  const told = async () => (await job.admin('GET', '/genuine-checks')).items as { read: string; photos: string[] }[]
  await expect
    .poll(async () => (await told()).some((one) => one.read === 'CAP-FAKE' && one.photos.length > 0))
    .toBe(true)

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${product.url}/console/genuine-checks`)
  const row = (...texts: string[]) =>
    texts.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole('row')).first()
  await row('CAP-7003', t('parts:genuine.short.fitted_elsewhere'), job.serial).waitFor()
  const evidence = row('CAP-FAKE', t('parts:genuine.short.unknown'), t('parts:genuine.photo', { n: 1 }))
  const file = await evidence.getByRole('link', { name: t('parts:genuine.photo', { n: 1 }) }).getAttribute('href')
  expect((await page.request.get(product.url + file)).headers()['content-type']).toBe('image/png')
})

test('the true one is fitted: it stands in the tree in place of the old one, which has one number on phone, list and label', async () => {
  await putIn('CAP-7001')
  await lineSheet().waitFor({ state: 'detached' })
  await signAndFinish(technician(), phone)
  const { oldParts } = await job.admin('GET', `/visits/${job.visitId}`)
  expect(oldParts).toMatchObject([{ part: 'CAP-35', serial: 'CAP-OLD-1', state: 'labelled' }])
  const { label } = oldParts[0]
  await phone.page.getByText(label, { exact: true }).waitFor()
  const onPhone = phone.button(t('field:oldParts.print'))
  expect(await savedPaper(phone.page, () => onPhone.click())).toContain(label)

  await page.goto(`${product.url}/console/products/${machine.id}`)
  const tree = page.locator('section').filter({ has: page.getByRole('heading', { name: t('assets:page.components') }) })
  const fitted = tree.getByRole('listitem').filter({ hasText: 'CAP7001' })
  await fitted.getByText('capacitor', { exact: true }).waitFor()
  expect(await tree.getByRole('listitem').filter({ visible: true }).count()).toBe(1)
  await tree.getByText(t('assets:page.earlier')).click()
  await tree.getByRole('listitem').filter({ hasText: 'CAPOLD1' }).waitFor()

  await page.goto(`${product.url}/console/old-parts?filter[label]=${label}`)
  await page.getByRole('checkbox', { name: t('console:list.selectRow', { name: label }), exact: true }).check()
  await press(t('parts:old.do.labels'))
  const print = page.getByRole('dialog').getByRole('button', { name: t('parts:old.do.labels') })
  const paper = await savedPaper(page, () => print.click())
  for (const written of [label, 'CAP-35', 'CAP-OLD-1']) expect(paper).toContain(written)
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
  await issue(1)
  await press('Hand in')
  await says('1 line counted, 1 different')
  await issue(1)
  await press('Book differences')
  await says(/Booked/)
  // Six lay there when it was counted, five were found, two have left since: one while the sheet was open, one before it was booked.
  const { items } = await job.admin('GET', `/stock?filter[placeId]=${shelf.id}&filter[partId]=${filter.id}`)
  expect(items).toMatchObject([{ part: 'FLT-1', onHand: 3 }])
})
