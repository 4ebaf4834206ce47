import { STANDARD_CHECKLIST } from '../../server/src/modules/field-work/standard-checklist.ts'
import type { Cast, Ground } from './loop-ground.ts'
import { ANY, type Journey, like, openScreen, type Screen } from './loop-screen.ts'

/** What the work of one technician needs of a journey. */
export interface Job extends Pick<Journey, 't' | 'language' | 'browser'> {
  ground: Pick<Ground, 'product' | 'zone'>
  cast: { technician: Pick<Cast['technician'], 'email' | 'password'>; customer: { name: string }; serial: string }
}

/** The technician's phone: the day with the job that was just booked. */
export async function openJob(journey: Job): Promise<Screen> {
  const { t, cast, ground } = journey
  const screen = await openScreen(journey, 'phone')
  await screen.page.goto(`${ground.product.url}/field/`)
  await screen.field(t('common:email')).fill(cast.technician.email)
  await screen.field(t('common:password')).fill(cast.technician.password)
  await screen.button(t('field:signIn.title')).click()
  await screen.seen(cast.customer.name)
  await screen.link(t('field:today.open')).click()
  return screen
}

export async function setOutAndCheck({ t, language }: Job, { page, button, heading, seen }: Screen): Promise<void> {
  await button(t('field:job.setOut')).click()
  await button(t('field:job.arrive')).click()
  await heading(t('field:check.title')).waitFor()
  const { items } = STANDARD_CHECKLIST
  for (const item of items)
    if (item.type === 'tick') await page.getByText(item.label[language]!, { exact: true }).click()
  const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 300, height: 200 } })
  const photo = { name: 'photo.png', mimeType: 'image/png', buffer }
  for (const input of await page.locator('input[type=file]').all()) await input.setInputFiles(photo)
  await seen(t('field:check.progress', { done: items.length, all: items.length }))
  await button(t('field:job.toPrice')).click()
}

/** The price is agreed before the work; then what was found, why, and what was done. */
export async function agreeAndFind({ t, cast }: Job, { button, heading, field, seen }: Screen): Promise<void> {
  await heading(t('field:price.title')).waitFor()
  await button(t('field:price.addTravel')).click()
  await button(like(t('field:price.agreed', { amount: ANY }))).click()
  await heading(t('field:work.findings')).waitFor()
  await field(t('field:asset.scan')).fill(cast.serial)
  await seen(t('field:asset.right'))
  await field(t('field-work:code.symptom')).selectOption('S-COOL')
  await field(t('field-work:code.cause')).selectOption('C-CAP')
  await field(t('field-work:code.remedy')).selectOption('R-REPL')
  await field(t('field-work:report.workDone')).fill('CAP-35 ✓')
  await field(t('field-work:report.workDone')).blur()
}

/** The same, with the part that went in. */
export async function agreeAndRepair(journey: Job, screen: Screen): Promise<void> {
  const { t } = journey
  const { page, button, field } = screen
  await agreeAndFind(journey, screen)
  await button(t('field:line.add')).click()
  await field(t('field:line.find')).fill('CAP-35')
  await field(t('field:line.why')).selectOption('damaged')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('common:do.save') })
    .click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

export async function signAndFinish({ t }: Job, { page, button, heading, seen }: Screen): Promise<void> {
  await button(t('field:work.toSign')).click()
  await button(t('field:sign.open')).click()
  const pad = (await page.getByRole('img', { name: t('field:sign.pad') }).boundingBox())!
  await page.mouse.move(pad.x + 40, pad.y + 60)
  await page.mouse.down()
  for (let i = 0; i < 25; i++) await page.mouse.move(pad.x + 40 + i * 9, pad.y + 60 + Math.sin(i / 2) * 30)
  await page.mouse.up()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('field:sign.done') })
    .click()
  await heading(t('field:done.how')).waitFor()
  await button(t('field:done.finish')).click()
  await seen(t('field:done.sent'))
}
