import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import type { Page, Response } from 'playwright-core'

/** What is written on a PDF, as somebody reads it. */
export const writtenOn = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' })

/** What is written on the PDF that `press` makes the browser save. Where none comes, what was answered meanwhile is said. */
export async function savedPaper(page: Page, press: () => Promise<void>): Promise<string> {
  const answers: string[] = []
  const note = (one: Response) => answers.push(`${one.status()} ${new URL(one.url()).pathname}`)
  page.on('response', note)
  const [saved] = await Promise.all([page.waitForEvent('download'), press()]).catch(async (error: Error) => {
    const shown = await page.getByRole('dialog').allInnerTexts()
    throw new Error(`${error.message}\nanswered: ${answers.join(', ')}\ndialogs: ${shown.join(' | ')}`)
  })
  page.off('response', note)
  return writtenOn(fs.readFileSync(await saved.path()))
}
