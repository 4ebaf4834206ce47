import { dates } from '@aftercare/words/server'
import { dayIn, type Login } from './loop-ground.ts'
import { ANY, type Journey, like, openScreen, type Screen } from './loop-screen.ts'

/** Somebody of the office at their own screen, through the form. */
export async function signInOffice(journey: Journey, who: 'desk' | 'manager'): Promise<Screen> {
  const { t, cast, ground } = journey
  const screen = await openScreen(journey, 'desk')
  const { page, field } = screen
  await page.goto(`${ground.product.url}/console/`)
  await field(t('common:email')).waitFor()
  await journey.look(screen, 'sign-in')
  await signIn(journey, screen, cast[who])
  return screen
}

/** On the form that the console begins with. */
export async function signIn({ t }: Pick<Journey, 't'>, { page, field, button }: Screen, login: Login): Promise<void> {
  await field(t('common:email')).fill(login.email)
  await field(t('common:password')).fill(login.password)
  await button(t('console:signIn.submit')).click()
  await page.getByRole('navigation', { name: t('console:rail.label') }).waitFor()
}

/** An entry of the rail: how people get to a list. */
export async function openList({ t }: Pick<Journey, 't'>, { page, heading }: Screen, name: string): Promise<void> {
  await page
    .getByRole('navigation', { name: t('console:rail.label') })
    .getByRole('link', { name, exact: true })
    .click()
  await heading(name).waitFor()
}

/** From the queue to the page of the request: who it is, who pays, and by when an answer is due. */
export async function readRequest(journey: Journey, screen: Screen, number: string): Promise<void> {
  const { t, cast } = journey
  await openList(journey, screen, t('requests:title'))
  await screen.button(t('requests:view.unassigned')).click()
  await screen.link(number).waitFor()
  await journey.look(screen, 'queue')
  await screen.link(number).click()
  await screen.heading(t('requests:page.who')).waitFor()
  await screen.link(cast.customer.name).waitFor()
  await screen.heading(t('requests:page.cover')).waitFor()
  await screen.seen(t('entitlement:outcome.partly'))
  await screen.heading(t('requests:page.clocks')).waitFor()
  await screen.seen(t('requests:clock.kind.respond'))
  await screen.seen(cast.says)
  await journey.look(screen, 'request')
}

export async function replyTo({ t }: Journey, { page, button, seen }: Screen, text: string): Promise<void> {
  const composer = page.getByRole('region', { name: t('requests:page.compose') })
  await composer.getByText(t('requests:do.reply'), { exact: true }).click()
  await composer.getByRole('textbox', { name: t('requests:do.reply') }).fill(text)
  await button(t('requests:do.sendReply')).click()
  await seen(t('requests:done.replied'))
}

type Candidate = { technician: { name: string }; starts: string[] }

/** Books from the people who fit, each with the times they could begin: today, as early as possible. */
export async function bookVisit(journey: Journey, { page, button, seen }: Screen): Promise<void> {
  const { t, cast, ground, language } = journey
  await button(t('requests:do.book')).click()
  const dialog = page.getByRole('dialog')
  await page.getByRole('dialog').getByText(t('requests:book.by_person'), { exact: true }).click()
  const timeOf = (when: string) => like(t('requests:book.at', { technician: cast.technician.name, when }))
  // The day the customer wished; the first times stand before another day is asked for.
  await dialog
    .getByRole('button', { name: timeOf(ANY) })
    .first()
    .waitFor()
  const today = dayIn(ground.zone)
  await dialog.getByLabel(t('requests:book.day')).click()
  const [answer] = await Promise.all([
    page.waitForResponse((answer) => askedFor(answer.url(), ground.zone) === today),
    page.getByTitle(today, { exact: true }).click(),
  ])
  const { candidates } = await answer.json()
  await journey.look({ page }, 'booking')
  const [start] = candidates.find((one: Candidate) => one.technician.name === cast.technician.name).starts
  const when = dates(language, ground.zone).dayTime(start)
  await dialog.getByRole('button', { name: timeOf(when) }).click()
  await seen(like(t('requests:done.booked', { technician: cast.technician.name, when: ANY })))
}

/** The day for which people who fit were asked; the dialog begins with the day the customer wished. */
function askedFor(url: string, zone: string): string | null {
  const { pathname, searchParams } = new URL(url)
  const from = pathname.endsWith('/candidates') && searchParams.get('from')
  return from ? dayIn(zone, new Date(from)) : null
}
