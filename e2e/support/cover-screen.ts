import type { Decision } from '@aftercare/entitlement'
import type { Words } from '@aftercare/words/server'
import type { Browser, Locator } from 'playwright-core'
import { readyOffline } from './a-phone.ts'
import type { CoverGround } from './cover-ground.ts'
import { signIn } from './loop-desk.ts'
import type { Language, Login } from './loop-ground.ts'
import { openScreen, type Screen, seriousOn, wordsIn } from './loop-screen.ts'
import { keptVisits } from './phone-memory.ts'

/** Somebody at the console, in their language. */
export interface Seat extends Screen {
  t: Words
  go(address: string): Promise<void>
  /** A card of the page by its title. */
  card(title: string): Locator
}

export async function atConsole(ground: CoverGround, browser: Browser, who: Login, language: Language): Promise<Seat> {
  const t = wordsIn(language)
  const screen = await openScreen({ browser, language, ground }, 'desk')
  const { page } = screen
  await page.goto(`${ground.product.url}/console/`)
  await signIn({ t }, screen, who)
  return {
    ...screen,
    t,
    go: async (address) => {
      await page.goto(`${ground.product.url}/console${address}`)
    },
    card: (title) =>
      page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
        .last(),
  }
}

/** The technician's phone, on a visit. */
export async function atPhone(ground: CoverGround, browser: Browser, visitId: string): Promise<Screen & { t: Words }> {
  const t = wordsIn('en')
  const screen = await openScreen({ browser, language: 'en', ground }, 'phone')
  const { page, field, button } = screen
  await page.goto(`${ground.product.url}/field/`)
  await field(t('common:email')).fill(ground.login.email)
  await field(t('common:password')).fill(ground.login.password)
  await button(t('field:signIn.title')).click()
  await page
    .getByRole('link', { name: t('field:today.open') })
    .first()
    .waitFor()
  await readyOffline(page)
  await page.goto(`${ground.product.url}/field/visits/${visitId}`)
  return { ...screen, t }
}

/** The decision of a visit as the phone keeps it. */
export async function keptCover({ page }: Screen, personId: string, visitId: string): Promise<Decision> {
  const visits = await keptVisits<{ id: string; cover: Decision }>(page, personId)
  return visits.find((one) => one.id === visitId)!.cover
}

/** What axe finds on the screens that were looked at; the last test reads it. */
export const serious: string[] = []
export async function look({ page }: Pick<Screen, 'page'>, what: string): Promise<void> {
  serious.push(...(await seriousOn(page)).map((one) => `${what}, ${one}`))
  await picture({ page }, what)
}

/** For a person to look at: `PICTURES=folder npx vitest run e2e/…`. */
export async function picture({ page }: Pick<Screen, 'page'>, what: string): Promise<void> {
  const folder = process.env.PICTURES
  if (!folder) return
  const size = page.viewportSize()!
  await page.setViewportSize({ width: size.width, height: 2000 })
  await page.screenshot({ path: `${folder}/${what.replaceAll(' ', '-')}.png` })
  if (size.width > 1000) {
    await page.setViewportSize({ width: 390, height: 2400 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.screenshot({ path: `${folder}/${what.replaceAll(' ', '-')}-narrow.png` })
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.setViewportSize(size)
}
