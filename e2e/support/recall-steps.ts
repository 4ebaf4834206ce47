import { pick } from './contract-steps.ts'
import { look, type Seat } from './cover-screen.ts'
import { openList } from './loop-desk.ts'

/** A recall is written as people do and announced; what follows is said before. */
export async function announceRecall(seat: Seat, model: RegExp): Promise<{ id: string; number: string }> {
  const { t, page } = seat
  await openList(seat, seat, t('campaigns:short'))
  await seat.button(t('campaigns:do.new')).click()
  await page.getByRole('checkbox', { name: t('campaigns:form.isSafety') }).check()
  await page.getByRole('checkbox', { name: t('campaigns:form.stopUse') }).check()
  const say = (label: string, nth: number, text: string) =>
    page.getByRole('group', { name: label }).getByRole('textbox').nth(nth).fill(text)
  await say(t('campaigns:form.title'), 0, 'Capacitor may burst')
  await say(t('campaigns:form.title'), 1, '电容可能爆裂')
  await say(t('campaigns:form.remedy'), 0, 'Change the capacitor')
  await say(t('campaigns:form.advice'), 0, 'Switch it off at the wall')
  await say(t('campaigns:form.advice'), 1, '请断开电源')
  await pick(seat, t('campaigns:form.whole'), model)
  // Its list draws only what is in sight: what is looked for is typed.
  await page.getByRole('combobox', { name: t('campaigns:form.components') }).fill(t('assets:part.compressor'))
  await page.getByTitle(t('assets:part.compressor')).last().click()
  await page.keyboard.press('Escape')
  await look(seat, 'recall written')
  await seat.button(t('common:do.save')).click()
  await seat.button(t('campaigns:do.announce')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(t('campaigns:end.announceSays', { count: 1, text: '1', owners: '1' })).waitFor()
  await dialog.getByRole('button', { name: t('campaigns:do.announce') }).click()
  await seat.seen(t('campaigns:status.announced'))
  const number = await page
    .getByText(/^RC-\d{4}-\d{6}$/)
    .first()
    .textContent()
  return { id: new URL(page.url()).pathname.split('/').at(-1)!, number: number! }
}
