import type { Page } from 'playwright-core'

type About = { title: string; model: string; picture: Buffer }

/** A controlled article for one model, with a caution and a picture at its step, as somebody writes it at the desk; saved as a draft. */
export async function writeArticle(page: Page, { title, model, picture }: About): Promise<void> {
  const text = (label: string) => page.getByRole('group', { name: label }).getByRole('textbox').first()
  await page.getByText('Single models', { exact: true }).click()
  await page.getByRole('combobox', { name: 'Single models' }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle(model, { exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: 'Controlled: safety, recall or law' }).check()
  await text('Title').fill(title)
  await text('What is to be done').fill('Look at the belt from below')
  await page.getByRole('button', { name: 'Add caution' }).click()
  await text('Caution').fill('Switch it off first')
  await page.locator('input[type=file]').setInputFiles({ name: 'belt.png', mimeType: 'image/png', buffer: picture })
  await page.getByRole('button', { name: 'Remove' }).nth(1).waitFor()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByRole('heading', { name: title }).waitFor()
}
