import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Seat } from './cover-screen.ts'
import { like } from './loop-screen.ts'

/** What `aRuleOfOurOwn` types, as the pack has to hold it. */
export const asItWasTyped = {
  when: {
    all: [{ fact: 'defect.exempt', op: 'eq', value: false }, { any: [{ fact: 'repairs.count', op: 'gte', value: 3 }] }],
  },
  start: [
    { latestOf: ['sale'], decisive: 'sale' },
    { latestOf: ['sale', 'delivery'], decisive: 'sale' },
  ],
  extensions: [{ kind: 'extend_each', months: 9, ruleId: 'CN-MOBILE-PHONE-2', confidence: 'medium' }],
}

/** A new rule in fields alone: a group within the condition, a second start, an extension. No JSON is touched. */
export async function aRuleOfOurOwn({ page, t, button }: Seat): Promise<void> {
  await button(t('packs:do.addRule')).click()
  const part = (name: string) => page.getByRole('group', { name, exact: true })
  const when = part(t('packs:rule.when'))
  await when.getByRole('button', { name: t('packs:do.addTest') }).click()
  await when.getByRole('button', { name: t('packs:do.addGroup') }).click()
  // The test that was only added to come to a group is taken away again.
  await when
    .getByRole('button', { name: like(t('entitlement:fact.defect.isQualityProblem')) })
    .first()
    .click()
  await choose(when.getByLabel(t('packs:rule.fact')).last(), t('entitlement:fact.repairs.count'))
  await choose(when.getByLabel(t('packs:rule.comparison')).last(), t('packs:comparison.gte'))
  await when.getByRole('spinbutton').last().fill('3')

  const start = part(t('packs:rule.start'))
  await start.getByRole('button', { name: t('packs:do.addStart') }).click()
  await choose(start.getByLabel(t('packs:startField.latestOf')).last(), t('packs:start.delivery'))
  await page.keyboard.press('Escape')

  const longer = part(t('packs:rule.extensions'))
  await longer.getByRole('button', { name: t('packs:do.addExtension') }).click()
  await choose(longer.getByLabel(t('packs:extensionField.kind')), t('packs:extensionKind.extend_each'))
  await longer.getByLabel(t('packs:extensionField.months')).fill('9')

  await whatIsWrongMovesNothing()

  /** A rule without a name is told of at once, and the fields stay where the hand is. */
  async function whatIsWrongMovesNothing() {
    const name = page.getByLabel(t('packs:rule.id'), { exact: true })
    await name.click()
    const [was, before] = [await name.inputValue(), await name.boundingBox()]
    await name.fill('')
    await page.getByRole('alert').getByRole('button').first().waitFor()
    expect(await name.boundingBox()).toEqual(before)
    await name.fill(was)
    await page.getByRole('alert').waitFor({ state: 'detached' })
  }
  async function choose(field: Locator, name: string) {
    await field.click()
    await page.locator('.ant-select-dropdown:visible').getByTitle(name, { exact: true }).click()
  }
}

/** One writes on while a save is on its way: its answer takes away nothing that was typed, closes no list and moves no cursor. */
export async function writingOnWhileItSaves({ page, t, button, seen }: Seat): Promise<void> {
  const longer = page.getByRole('group', { name: t('packs:rule.extensions'), exact: true })
  const kind = longer.getByLabel(t('packs:extensionField.kind'))
  const months = longer.getByLabel(t('packs:extensionField.months'))
  const version = '**/api/v1/entitlement/pack-versions/*'
  const answered = Promise.withResolvers<void>()
  await page.route(version, async (route) => {
    if (route.request().method() === 'PATCH') await answered.promise
    await route.continue()
  })
  await button(t('packs:do.save')).click()
  await months.fill('8')
  await kind.click()
  const readAnew = page.waitForResponse(
    (one) => one.request().method() === 'GET' && one.url().includes('/pack-versions/'),
  )
  answered.resolve()
  await seen(t('packs:done.saved'))
  await readAnew
  await page.unroute(version)
  expect(await kind.getAttribute('aria-expanded')).toBe('true')
  expect(await kind.evaluate((field) => field === document.activeElement)).toBe(true)
  expect(await months.inputValue()).toBe('8')
  await page.keyboard.press('Escape')
  await months.fill('9')
  await button(t('packs:do.save')).click()
  await page.getByRole('button', { name: t('packs:do.save') }).waitFor({ state: 'detached' })
}
