import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { tilesOf } from '../../apps/field/src/data/area.ts'
import { CUSTOMERS, placeOf } from './a-day.ts'
import type { JobOnPhone } from './a-job.ts'
import { crossingOn } from './tiles.ts'

const KEEP_MB = 5
/** As `keep-map.ts` plans them. */
const USUAL_BYTES = 25_000

export async function allowStreets({ admin }: JobOnPhone, mapTiles: string): Promise<void> {
  const { version } = await admin('GET', '/company')
  const map = { mapTiles, mapKeepMb: KEEP_MB, mapAttribution: 'Our own map' }
  await admin('PATCH', '/company', map, { 'if-match': String(version) })
}

/** All of the streets of the day are on the phone: it says so on its first page. */
export async function streetsAreKept(page: Page): Promise<void> {
  const all = tilesOf(
    CUSTOMERS.map((_, n) => placeOf(n)),
    (KEEP_MB * 1_000_000) / USUAL_BYTES,
  ).length
  await page.getByText(/^On this phone/).click()
  await page.getByText(`map of the area: ${all} pictures`).waitFor()
}

/** Where each lies from the one before, in the order of the day. */
async function seesOrder(page: Page): Promise<void> {
  const rows = page.locator('ol > li')
  await expect.poll(() => rows.count()).toBe(CUSTOMERS.length)
  for (const [n, { name }] of CUSTOMERS.entries()) {
    const text = (await rows.nth(n).textContent())!
    expect(text).toContain(name)
    expect(text.startsWith(`${n + 1}`)).toBe(true)
    // 0.006° of latitude and 0.008° of longitude: 667 m and 761 m.
    if (n > 0) expect(text).toContain(`1.0 km ${n % 2 ? 'NE' : 'NW'} as the crow flies`)
  }
}

export async function seesSketch(page: Page): Promise<void> {
  await page.getByText(/^A sketch/).waitFor()
  await seesOrder(page)
  expect(await page.locator('[data-ground="sketch"]').getByRole('link').count()).toBe(CUSTOMERS.length)
  expect(await page.locator('[data-ground] img').count()).toBe(0)
}

/** Streets from the memory of the phone, the marks of the stops where they belong on them; moved, drawn nearer, and opened. */
export async function seesStreets(page: Page, visitId: string): Promise<void> {
  await page.getByRole('link', { name: 'Map of the day' }).click()
  const map = page.locator('[data-ground="streets"]')
  await seesOrder(page)
  for (const [n, { name }] of CUSTOMERS.entries()) await map.getByRole('link', { name: `${n + 1} ${name}` }).waitFor()
  await isDrawn(map)
  const { width, height, x, y } = (await map.boundingBox())!
  const first = await fromMiddle(map)
  const [handX, handY] = [x + width / 2, y + height / 2]
  await page.mouse.move(handX, handY)
  await page.mouse.down()
  await page.mouse.move(handX - first.right, handY - first.down, { steps: 6 })
  await page.mouse.up()
  const moved = await fromMiddle(map)
  expect([Math.abs(moved.right), Math.abs(moved.down)].every((one) => one < 2)).toBe(true)
  await isDrawn(map)
  const before = await distance(map)
  for (let n = 0; n < 2; n++) await page.getByRole('button', { name: 'Nearer' }).click()
  await expect.poll(async () => Math.round((await distance(map)) / before)).toBe(4)
  await isDrawn(map)
  await page.getByRole('button', { name: 'All places' }).click()
  await expect.poll(async () => Math.round((await fromMiddle(map)).down)).toBe(Math.round(first.down))
  await map.getByRole('link', { name: `2 ${CUSTOMERS[1].name}` }).click()
  await page.waitForURL(`**/visits/${visitId}`)
}

/** What the window shows lies in the phone, and the lines of the test's map cross under the mark of the first stop. */
async function isDrawn(map: Locator): Promise<void> {
  const sources = () =>
    map
      .locator('img')
      .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth && (one as HTMLImageElement).src))
  await expect.poll(async () => (await sources()).length).toBeGreaterThan(0)
  expect((await sources()).filter((one) => !String(one).startsWith('blob:'))).toEqual([])
  const apart = async () => {
    const [cross, mark] = [await crossingOn(map), await fromMiddle(map)]
    return cross && Math.hypot(cross.right - mark.right, cross.down - mark.down)
  }
  await expect.poll(apart).toBeLessThan(2)
}

const middleOf = async (place: Locator) => {
  const { x, y, width, height } = (await place.boundingBox())!
  return { right: x + width / 2, down: y + height / 2 }
}

/** How far the mark of a stop is from the middle of the map. */
async function fromMiddle(map: Locator, stop = 1) {
  const [here, middle] = [await middleOf(map.getByRole('link', { name: `${stop} ` }).first()), await middleOf(map)]
  return { right: here.right - middle.right, down: here.down - middle.down }
}

async function distance(map: Locator): Promise<number> {
  const [one, two] = [await fromMiddle(map, 1), await fromMiddle(map, 2)]
  return Math.hypot(one.right - two.right, one.down - two.down)
}
