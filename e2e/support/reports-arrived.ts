import { expect } from 'vitest'
import { CUSTOMERS } from './a-day.ts'
import { type openMailbox, paperIn } from './mail-received.ts'

/** Of each of these visits one report has come by mail, and in the language of its customer. */
export async function reportsArrived(
  mailbox: Awaited<ReturnType<typeof openMailbox>>,
  visits: readonly { number: string }[],
  told: readonly number[],
): Promise<void> {
  const titles = { en: 'Service report', 'zh-CN': '服务报告', 'zh-TW': '服務報告' }
  const papers = () =>
    mailbox.received.map((mail) => ({ to: mail.to, paper: paperIn(mail) })).filter((one) => one.paper)
  await expect.poll(() => papers().length, { timeout: 30_000 }).toBe(told.length)
  for (const n of told) {
    const of = papers().filter(({ paper }) => paper.includes(visits[n]!.number))
    expect(of).toHaveLength(1)
    expect(of[0]!.paper).toContain(titles[CUSTOMERS[n]!.language])
  }
}
