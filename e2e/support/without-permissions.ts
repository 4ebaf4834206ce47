import type { Browser, Page } from 'playwright-core'
import QRCode from 'qrcode'
import { expect } from 'vitest'
import type { HandGround } from './hand-ground.ts'
import { ANY, like, wordsIn } from './loop-screen.ts'

/** A phone whose owner allows nothing: no camera, no place, no messages; `asked` counts what it was asked for in vain. */
export async function phoneThatRefuses(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'en-US', permissions: [] })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.addInitScript(() => {
    const refused = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
    Object.assign(navigator.mediaDevices, { getUserMedia: refused })
    Notification.requestPermission = async () => 'denied'
    PushManager.prototype.subscribe = refused
  })
  return page
}

/** A job from the day to the report; whatever wants a permission has another way, and says why it takes it. */
export async function workWithoutPermissions(page: Page, ground: HandGround): Promise<void> {
  const t = wordsIn('en')
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const seen = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const sheet = () => page.locator('dialog[open]').last()
  const code = (text: string) => QRCode.toBuffer(text, { scale: 8 })
  const picture = async (text: string) => ({ name: 'photo.png', mimeType: 'image/png', buffer: await code(text) })

  await page.goto(`${ground.url}/field/`)
  await page.getByLabel(t('common:email')).fill(ground.email)
  await page.getByLabel(t('common:password')).fill(ground.password)
  await press(t('field:signIn.title'))
  await page.getByRole('link', { name: t('field:map.title') }).click()
  await page.locator('a', { hasText: /^1$/ }).first().click()
  await press(t('field:job.setOut'))
  await press(t('field:job.arrive'))
  await page.getByRole('heading', { name: t('field:check.title') }).waitFor()
  await page
    .locator('main input[type=file], input[type=file]')
    .first()
    .setInputFiles(await picture('what is there'))
  await page
    .getByRole('button', { name: t('field:photo.remove') })
    .first()
    .waitFor()
  await press(t('field:job.toPrice'))
  await press(new RegExp(`${like(t('field:price.agreed', { amount: ANY })).source}|${t('field:price.begin')}`))

  const scan = like(t('common:scan.into', { field: t('field:asset.scan') }))
  await press(scan)
  await seen(t('common:scan.refused'))
  await sheet().getByLabel(t('common:scan.typed')).fill('not this one')
  await sheet()
    .getByRole('button', { name: t('common:scan.take') })
    .click()
  await press(t('field:odd.other_asset.stopped'))
  await seen(t('field:odd.noted'))
  await press(scan)
  await sheet()
    .getByLabel(t('common:scan.photo'))
    .setInputFiles(await picture(ground.cooler.serial))
  await seen(t('field:asset.right'))

  await press(t('field:video.add'))
  await press(t('field:video.start'))
  await seen(t('field:video.noCamera'))
  expect(await sheet().locator('input[type=file]').isEnabled()).toBe(true)
}
