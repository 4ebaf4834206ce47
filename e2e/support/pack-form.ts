import type { Locator } from 'playwright-core'
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

  /** Opened, clicked, and seen in the field: a list that closes with what was chosen before it lets a click pass, and one clicks again. */
  async function choose(field: Locator, name: string) {
    const shows = () => field.evaluate((input, text) => input.closest('.ant-select')?.textContent?.includes(text), name)
    for (let tries = 0; tries < 5; tries++) {
      await field.click()
      // The field names its list once it is open.
      const list = page.locator(`[id="${await field.getAttribute('aria-controls')}"]`)
      const dropdown = page.locator('.ant-select-dropdown', { has: list })
      const isClicked = await dropdown
        .getByTitle(name, { exact: true })
        .click({ timeout: 3_000 })
        .then(
          () => true,
          () => false,
        )
      for (let looks = 0; isClicked && looks < 20; looks++) {
        if (await shows()) return
        await page.waitForTimeout(100)
      }
    }
    throw new Error(`"${name}" could not be chosen`)
  }
}
