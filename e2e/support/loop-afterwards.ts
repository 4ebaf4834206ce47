import { openList } from './loop-desk.ts'
import type { Journey, Screen } from './loop-screen.ts'

/** Closed by the customer's word already, or now by the desk. */
export async function closeRequest(journey: Journey, screen: Screen, number: string): Promise<void> {
  const { t } = journey
  await openList(journey, screen, t('requests:title'))
  await screen.button(t('requests:view.closed')).click()
  await screen.link(number).click()
  await screen.heading(t('requests:page.who')).waitFor()
  const close = screen.page.getByRole('button', { name: t('requests:do.close'), exact: true })
  await close
    .or(screen.page.getByText(t('requests:status.closed')))
    .first()
    .waitFor()
  if (await close.isVisible()) await close.click()
  await screen.seen(t('requests:status.closed'))
}

/** From the list of those to be asked to a call that runs. It is due tomorrow: this customer rings up first. */
export async function beginCall(journey: Journey, screen: Screen, number: string): Promise<void> {
  const { t, cast } = journey
  const { page, button, heading } = screen
  await openList(journey, screen, t('voice:returnVisits'))
  await button(t('console:views.all')).click()
  const row = page.getByRole('row').filter({ hasText: number })
  await row.waitFor()
  await journey.look(screen, 'return visits')
  await row.getByRole('link').first().click()
  await heading(cast.customer.name).waitFor()
  await page.getByRole('checkbox', { name: t('voice:call.callBack') }).check()
  await button(t('voice:call.start')).click()
  await page.getByRole('timer').waitFor()
  await journey.look(screen, 'call')
}

/** The questions of the script in the customer's language, answered; then "talked to them", possible after 20 seconds. */
export async function endCall({ t, ground, language }: Journey, { page, heading, seen }: Screen): Promise<void> {
  const id = page.url().split('/').at(-1)!
  const { script } = await ground.admin('GET', `/return-visits/${id}`)
  for (const { type, text } of script.questions as { type: string; text: Record<string, string> }[]) {
    const answer = page.getByRole(type === 'text' ? 'textbox' : 'radiogroup', { name: text[language]! })
    if (type === 'text') await answer.fill('–')
    else await answer.getByText(type === 'yesno' ? t('common:yes') : '9', { exact: true }).click()
  }
  await page.getByRole('button', { name: t('voice:outcome.reached') }).click()
  await heading(t('voice:call.answers')).waitFor()
  await seen(t('voice:status.done'))
}

/** The figures as the service manager's screen shows them, by name. */
export async function figuresOn(journey: Journey, screen: Screen): Promise<Record<string, string>> {
  const { t } = journey
  await openList(journey, screen, t('insight:dashboard.title'))
  // They follow what happens in steps of ten seconds; nobody waits for that here.
  await screen.page.reload()
  const shown: Record<string, string> = {}
  for (const key of ['openRequests', 'csi', 'firstTimeFix']) {
    const card = screen.page.getByRole('article').filter({
      has: screen.page.getByRole('heading', { name: t(`insight:dashboard.figure.${key}`), exact: true }),
    })
    await card.waitFor()
    shown[key] = (await card.getByRole('paragraph').first().textContent())!.trim()
  }
  return shown
}
