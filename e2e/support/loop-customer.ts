import type { Page } from 'playwright-core'
import { CODE_LINE, mailTo } from './loop-ground.ts'
import { ANY, type Journey, like, openScreen, type Screen } from './loop-screen.ts'

/** From the label to a number: genuine, covered until, what is wrong, when it suits, who asks. */
export async function askForHelp(journey: Journey): Promise<{ screen: Screen; number: string }> {
  const { t, cast } = journey
  const screen = await openScreen(journey, 'phone')
  const { page, button, link, field, heading, seen } = screen
  await page.goto(cast.label)
  await seen(t('portal:product.genuine'))
  await seen(like(t('portal:product.partly', { day: ANY })))
  await link(t('portal:product.repair')).click()
  await field(t('portal:ask.words')).fill(cast.says)
  await choose(page, t('requests:question.repair.usable'), t('requests:answer.repair.usable.no'))
  await choose(page, t('requests:question.repair.danger'), t('portal:no'))
  await button(t('portal:do.next')).click()
  await page
    .getByRole('button', { name: t('portal:ask.part.morning') })
    .first()
    .click()
  await button(t('portal:do.next')).click()
  await field(t('portal:ask.name')).fill(cast.customer.name)
  await field(t('portal:ask.email')).fill(cast.customer.email)
  await button(t('portal:ask.send')).click()
  await heading(t('portal:ask.sent')).waitFor()
  const told = await page.getByText(like(t('portal:ask.sentHint', { number: ANY }))).textContent()
  const number = /[A-Z]+[-\d]+/.exec(told!)![0]
  return { screen, number }
}

/** The same page afterwards: a code by mail instead of a password, then the request as it stands. */
export async function followIt({ t, cast, ground }: Journey, { button, field, heading }: Screen): Promise<void> {
  await button(t('portal:ask.follow')).click()
  await button(t('portal:signIn.send')).click()
  const code = CODE_LINE.exec(await mailTo(ground.product, cast.customer.email, CODE_LINE))![1]!
  await field(t('portal:signIn.code')).fill(code)
  await button(t('portal:signIn.enter')).click()
  await heading(t('portal:follow.messages')).waitFor()
}

/** The work is done: the customer says so, and the request is over. */
export async function signOff({ t }: Journey, { button, heading }: Screen): Promise<void> {
  await heading(t('portal:follow.signOff')).waitFor()
  await button(t('portal:follow.accept')).click()
  await heading(t('portal:follow.signOff')).waitFor({ state: 'detached' })
}

/** The link in the mail, opened on the same phone: better than expected. */
export async function answerSurvey({ t, cast, ground }: Journey, { page, button, heading }: Screen): Promise<void> {
  const mail = await mailTo(ground.product, cast.customer.email, /\/surveys\//)
  await page.goto(/https?:\S+\/surveys\/[\w.~-]+/.exec(mail)![0])
  await heading(t('portal:survey.title')).waitFor()
  await choose(page, t('portal:survey.perceived'), '9')
  await choose(page, t('portal:survey.expected'), '8')
  await page.getByRole('checkbox', { name: t('portal:survey.tag.friendly') }).check()
  await button(t('portal:survey.send')).click()
  await heading(t('portal:survey.thanks')).waitFor()
}

const choose = (page: Page, group: string, answer: string) =>
  page.getByRole('group', { name: group }).getByRole('radio', { name: answer, exact: true }).check()
