import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { HandGround } from './hand-ground.ts'
import { write } from './hand-walk.ts'
import { ANY, like, wordsIn } from './loop-screen.ts'

const FOUR_GB = 4 * 1024 ** 3
/** On the price list of the cooler, and not among what the van has. */
const NOT_IN_VAN = 'AC-PCB-02'

/** A film of four gigabytes, a part the van does not have, a signer without a name: each a choice, none a dead end. */
export async function workWithOddThings(page: Page): Promise<void> {
  const t = wordsIn('en')
  const sheet = () => page.locator('dialog[open]').last()
  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()

  expect(await chooseFilm(page, FOUR_GB)).toBe(0)
  await sheet()
    .getByText(like(t('field:video.tooLarge', { size: ANY, most: ANY })))
    .waitFor()
  await press(t('field:odd.video_too_large.left_out'))
  await sheet().getByText(t('field:odd.noted')).waitFor()
  await sheet().locator('header button').first().click()

  await press(t('field:line.add'))
  await sheet().getByLabel(t('field:line.find'), { exact: true }).fill(NOT_IN_VAN)
  await sheet()
    .getByText(like(t('field:line.sourceEmpty', { van: ANY })))
    .waitFor()
  await sheet().getByLabel(t('field:line.source'), { exact: true }).selectOption('bought')
  await sheet().getByLabel(t('field:line.why'), { exact: true }).selectOption('damaged')
  await press(t('common:do.save'))
  await sheet().waitFor({ state: 'detached' })

  await page.getByLabel(t('field-work:report.workDone')).fill('Board changed')
  await page.getByLabel(t('field-work:report.workDone')).blur()
  await press(t('field:work.toSign'))
  await press(t('field:sign.open'))
  await sheet().locator('canvas').waitFor()
  await write(page)
  await sheet().getByLabel(t('field:sign.name'), { exact: true }).fill('')
  expect(
    await sheet()
      .getByRole('button', { name: t('field:sign.done') })
      .isDisabled(),
  ).toBe(true)
  await press(t('field:odd.nameless_signature.would_not_say'))
  await press(t('field:sign.done'))
  await page.getByRole('heading', { name: t('field:done.how') }).waitFor()
}

/** A film that only says how large it is, as no disk here holds it; how often something of it was read. */
async function chooseFilm(page: Page, size: number): Promise<number> {
  await page.locator('dialog[open] input[type=file]').evaluate((input, bytes) => {
    const film = new File(['x'], 'film.mp4', { type: 'video/mp4' })
    Object.assign(globalThis, { filmRead: 0 })
    const read = () => {
      Object.assign(globalThis, { filmRead: 1 })
      throw new Error('read')
    }
    Object.defineProperty(film, 'size', { value: bytes })
    for (const way of ['slice', 'stream', 'arrayBuffer', 'text']) Object.defineProperty(film, way, { value: read })
    Object.defineProperty(input, 'files', { value: [film] })
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }, size)
  return page.evaluate(() => (globalThis as unknown as { filmRead: number }).filmRead)
}

/** Each was told to the desk as the fact it is; the part stands on the visit with where it came from. */
export async function deskHears({ admin, cooler }: HandGround): Promise<void> {
  const told = async () =>
    (await admin('GET', `/late-facts?filter[visitId]=${cooler.visitId}`)).items
      .map((one: { lateReason: string }) => one.lateReason)
      .sort()
  await expect
    .poll(told, { timeout: 20_000 })
    .toEqual(['other_asset', 'video_too_large', 'nameless_signature'].map((one) => `field_work.odd.${one}`).sort())
  const visit = () => admin('GET', `/visits/${cooler.visitId}`)
  await expect.poll(async () => (await visit()).report.signature?.name, { timeout: 20_000 }).toBe('Name not given')
  const { lines } = await visit()
  expect(lines).toMatchObject([{ code: NOT_IN_VAN, source: 'bought' }])
}
