import { type Words, words } from '@aftercare/words/server'
import type { Browser, Locator, Page } from 'playwright-core'
import { seriousNow } from './axe.ts'
import type { Cast, Ground, Language } from './loop-ground.ts'

/** What every step of a journey needs. */
export interface Journey {
  ground: Ground
  cast: Cast
  language: Language
  browser: Browser
  t: Words
  /** Once in all languages is enough: what axe finds on the screens of the office. */
  look(screen: { page: Page }, what: string): Promise<void>
}

const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } }

/** A screen of somebody's own: nobody else's cookies, in the language of the journey. */
export async function openScreen(
  { browser, language, ground }: Pick<Journey, 'browser' | 'language'> & { ground: Pick<Ground, 'zone'> },
  size: keyof typeof SIZES,
): Promise<{ page: Page } & Finders> {
  // Without motion: a list that is still unfolding moves its entries between the press and the release of a hurried hand.
  const context = await browser.newContext({
    ...{ viewport: SIZES[size], locale: language, timezoneId: ground.zone },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(25_000)
  return { page, ...finders(page) }
}

interface Finders {
  button(name: string | RegExp): Locator
  link(name: string | RegExp): Locator
  heading(name: string | RegExp): Locator
  field(label: string | RegExp): Locator
  seen(text: string | RegExp): Promise<void>
}
export type Screen = { page: Page } & Finders

function finders(page: Page): Finders {
  const named = (role: 'button' | 'link' | 'heading') => (name: string | RegExp) =>
    page.getByRole(role, { name }).first()
  return {
    button: named('button'),
    link: named('link'),
    heading: named('heading'),
    field: (label) => page.getByLabel(label).first(),
    seen: (text) => page.getByText(text).first().waitFor(),
  }
}

export const wordsIn = (language: Language): Words => words(language)

/** Stands for a value that is not known: `like(t('portal:product.partly', { day: ANY }))` finds every day. */
export const ANY = '\u0001'
export const like = (text: string) => new RegExp(text.split(ANY).map(escaped).join('.+'))
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What axe finds serious or critical on this screen, in the light and in the dark. */
export async function seriousOn(page: Page, schemes: ('dark' | 'light')[] = ['dark', 'light']): Promise<string[]> {
  const found: string[] = []
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await settled(page)
    let wrong = await asked(page, scheme)
    // A page that was just being drawn anew is asked again: what is wrong with it stays wrong.
    for (let again = 0; wrong.length > 0 && again < 2; again++) {
      await page.waitForTimeout(500)
      wrong = await asked(page, scheme)
    }
    found.push(...wrong.map((one) => `${scheme} ${one}`))
  }
  return found
}

// The dark has the same elements in other colours: only what hangs on colours is asked twice.
const asked = (page: Page, scheme: 'dark' | 'light') =>
  seriousNow(page, scheme === 'dark' ? ['color-contrast', 'link-in-text-block'] : undefined)

/** Until the colours of another scheme stand: axe would measure what is half way between the two. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frames = async (count: number) => {
      for (let n = 0; n < count; n++) await new Promise(requestAnimationFrame)
    }
    const moving = () =>
      document
        .getAnimations()
        .filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Infinity)
    // What follows the scheme in script is drawn with the frame after the event, and begins to fade then.
    await frames(2)
    for (let all = moving(); all.length > 0; all = moving()) {
      await Promise.all(all.map((one) => one.finished.catch(() => {})))
      await frames(2)
    }
  })
}
