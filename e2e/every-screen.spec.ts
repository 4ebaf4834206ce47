import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, signIn } from './support/a-job.ts'
import { consoleScreens, watchPage } from './support/every-screen.ts'
import { handGround } from './support/hand-ground.ts'
import { IN_THE_SUN, walkTheHand } from './support/hand-walk.ts'
import { openHand } from './support/in-hand.ts'
import { wordsIn } from './support/loop-screen.ts'
import { deskHears, workWithOddThings } from './support/odd-things.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'
import { phoneThatRefuses, workWithoutPermissions } from './support/without-permissions.ts'

// Every address of the three apps, with the data of the demo company: nothing serious or critical for axe in the light
// and in the dark, nothing that jumps while it comes up, no error nobody caught.
let product: Product
let browser: Browser
let admin: Api

beforeAll(async () => {
  product = await startProduct({ demo: true })
  admin = await signIn(product.url, 'admin@meridian.example', 'aftercare-demo')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** As Web Vitals count: up to 0.1 nobody minds. */
const JUMP = 0.1

/** Those behind `within` come one after the other in an app that is up, as people go through it. */
async function lookAtAll(
  urls: readonly string[],
  email: string | null,
  width: number,
  within: readonly string[] = [],
): Promise<string[]> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-US' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  if (email) {
    const data = { email, password: 'aftercare-demo' }
    await page.request.post(`${product.url}/api/auth/sign-in/email`, { data, headers: { origin: product.url } })
  }
  const { look } = await watchPage(page)
  const bad: string[] = []
  for (const url of [...urls, ...within]) {
    const { axe, moved, what, errors } = await look(`${product.url}${url}`, within.includes(url))
    bad.push(...[...axe, ...errors].map((one) => `${url} ${one}`))
    if (moved > JUMP) bad.push(`${url} moved by ${moved.toFixed(2)}: ${what.join(', ').slice(0, 300)}`)
  }
  await context.close()
  return bad
}

test('what a plan proposes becomes an order at one click, once', { timeout: 240_000 }, async () => {
  // The demo's plan begins with the server.
  await expect
    .poll(async () => (await admin('GET', '/replenishment-runs?kind=plan')).items[0]?.state, { timeout: 120_000 })
    .toBe('done')
  const todo = '/replenishment-proposals?filter[state]=open&filter[kind]=buy,transfer'
  const { items } = await admin('GET', todo)
  const [first] = items
  const say = wordsIn((await admin('GET', '/session')).person.language)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const data = { email: 'admin@meridian.example', password: 'aftercare-demo' }
  await page.request.post(`${product.url}/api/auth/sign-in/email`, { data, headers: { origin: product.url } })
  const row = say('console:list.selectRow', { name: `${first.part} ${first.place}` })
  await page.goto(
    `${product.url}/console/replenishment?filter[part]=${first.part}&filter[state]=open&filter[kind]=${first.kind}`,
  )
  await page.getByRole('checkbox', { name: row, exact: true }).check()
  await page.getByRole('button', { name: say('replenishment:do.accept'), exact: true }).click()
  await expect.poll(async () => (await admin('GET', `/replenishment-proposals/${first.id}`)).state).toBe('accepted')
  const accepted = await admin('GET', `/replenishment-proposals/${first.id}`)
  expect(accepted.orderId ?? accepted.shipmentId).toEqual(expect.any(String))
  const again = await admin('POST', '/replenishment-acceptances', { ids: [first.id] })
  expect(again.refused).toMatchObject([{ id: first.id, code: 'replenishment.accepted' }])
  await context.close()
})

const ofOne = (address: string) => /[\da-f]{8}-[\da-f]{4}-/.test(address)

test('console: before and after the sign-in', { timeout: 600_000 }, async () => {
  const screens = (await consoleScreens(admin)).map((one) => `/console${one}`)
  expect(screens.length).toBeGreaterThan(60)
  // The page of one thing is what mails, notices and labels lead to: it must stand up alone. The rest is reached from the
  // app; so is it here, where axe need not be compiled anew for each.
  const [alone, within] = [screens.filter(ofOne), screens.filter((one) => !ofOne(one))]
  const share = (all: string[], at: number) => all.filter((_one, index) => index % 2 === at)
  const found = await Promise.all(
    [0, 1].map((at) => lookAtAll(share(alone, at), 'admin@meridian.example', 1440, share(within, at))),
  )
  expect([...found.flat(), ...(await lookAtAll(['/console/sign-in', '/console/sign-in/forgot'], null, 1440))]).toEqual(
    [],
  )
})

test('field: the day, a visit, what waits to be sent', { timeout: 200_000 }, async () => {
  const technician = await signIn(product.url, 'tech@meridian.example', 'aftercare-demo')
  const { visits } = await technician('GET', '/field/today')
  const screens = [
    '/field/',
    '/field/sync',
    ...visits.slice(0, 1).map((one: { id: string }) => `/field/visits/${one.id}`),
  ]
  const found = await lookAtAll(screens, 'tech@meridian.example', 390)
  expect([...found, ...(await lookAtAll(['/field/sign-in'], null, 390))]).toEqual([])
})

test('portal: what everybody may see', { timeout: 200_000 }, async () => {
  const { items } = await admin('GET', '/assets?limit=1')
  const pages = ['', '/sign-in', '/prices', `/serials/${items[0].serial}`, `/ask/repair?serial=${items[0].serial}`]
  const broken = ['/surveys/x', '/offers/x']
  expect(
    await lookAtAll(
      [...pages, ...broken].map((one) => `/portal/meridian${one}`),
      null,
      390,
    ),
  ).toEqual([])
})

test('field: every step and sheet of a job on 360 × 640, with type as it is and twice as large', {
  timeout: 200_000,
}, async () => {
  const ground = await handGround(product.url, product.cli)
  const { page, look, found, seen, close } = await openHand(browser, IN_THE_SUN)
  await walkTheHand(page, ground, 'en', look)
  expect(IN_THE_SUN.filter((one) => !seen.includes(one))).toEqual([])
  expect(found).toEqual([])
  const { items } = await ground.admin('GET', `/late-facts?filter[visitId]=${ground.car.visitId}`)
  expect(items).toMatchObject([{ lateReason: 'field_work.odd.meter_backwards' }])
  await close()
})

test('field: camera, place and messages refused, and what does not fit on the spot, are no dead end', {
  timeout: 120_000,
}, async () => {
  const ground = await handGround(product.url, product.cli)
  const page = await phoneThatRefuses(browser)
  await workWithoutPermissions(page, ground)
  await workWithOddThings(page)
  const visit = () => ground.admin('GET', `/visits/${ground.cooler.visitId}`)
  // Told without a place, and in their order.
  await expect.poll(async () => (await visit()).photos.length, { timeout: 20_000 }).toBe(1)
  const { stamps, photos } = await visit()
  expect(stamps.map((one: { status: string }) => one.status)).toEqual(['en_route', 'on_site', 'working'])
  for (const one of [...stamps, ...photos]) expect([one.lat, one.lon]).toEqual([null, null])
  await deskHears(ground)
  await page.context().close()
})
