import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import type { Page } from 'playwright-core'

/** What is written on a PDF, as somebody reads it. */
export const writtenOn = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' })

/** What is written on the PDF that `press` makes the browser save. */
export async function savedPaper(page: Page, press: () => Promise<void>): Promise<string> {
  const [saved] = await Promise.all([page.waitForEvent('download'), press()])
  return writtenOn(fs.readFileSync(await saved.path()))
}
