import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { languages } from '@aftercare/words/server'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keptMails, type Mail, type MailTemplate, openMailer, renderMail, sendMail } from './index.ts'

const link = 'https://service.example.org/portal/requests/1?a=1&b=2'
const values: Record<MailTemplate, Record<string, unknown>> = {
  invitation: { name: '王小明', company: '远航', inviter: '李雷', link, days: 7 },
  'password-reset': { name: 'Ann', company: 'Northwind', link },
  'one-time-code': { code: '204817', minutes: 10, company: 'Northwind' },
  'request-received': { name: 'Ann', company: 'Northwind', number: 'SR-2026-000123', title: 'Leaks', link },
  'visit-booked': { number: 'SR-1', day: '11月23日', window: '09:00–11:00', address: '世纪大道 100 号', link },
  'visit-en-route': { number: 'SR-1', technician: '张师傅', arrival: '10:20', link },
  'service-report': { number: 'SR-1', title: '空调漏水' },
  'survey-invitation': { number: 'SR-1', link },
  quotation: { number: 'Q-1', amount: '¥1,234.50', validUntil: '2026-12-01', link },
  'cover-voided': {
    serial: 'LSV1',
    reason: '擅自改装',
    from: '2026-11-20',
    stays: '第十九条',
    until: '2026-12-20',
    link,
  },
  'objection-answered': { serial: 'LSV1', outcome: '保修恢复有效', text: 'The log was of another car', link },
  'purchase-order': {
    company: 'Meridian',
    name: '陈',
    number: 'PO-1',
    says: '随信附上我方订单。',
    amount: '¥120.00',
    wanted: '2026-12-01',
    answer: 'parts@example.org',
  },
  notice: { number: 'SR-1', title: '空调漏水', name: 'Ann', text: 'First line\nsecond <b>line</b>', url: link },
}
const templates = Object.keys(values) as MailTemplate[]

describe('renderMail', () => {
  it.each(languages.flatMap((language) => templates.map((template) => [language, template] as const)))(
    '%s %s leaves no gap',
    (language, template) => {
      const { subject, text, html } = renderMail(template, language, values[template])
      for (const part of [subject, text, html]) {
        expect(part).not.toMatch(/\{\{|\}\}|undefined|mail:|\[object/)
        expect(part.length).toBeGreaterThan(3)
      }
      expect(html).toContain(`<html lang="${language}">`)
      expect(subject).not.toMatch(/[\r\n]/)
      const url = values[template].link ?? values[template].url
      if (url) expect(text).toContain(url)
    },
  )

  it('shows nothing for values that are not there', () => {
    expect(renderMail('visit-booked', 'en', values['visit-booked']).text).not.toContain('Technician')
    expect(renderMail('visit-booked', 'en', values['visit-booked']).text).toContain('Hello,\n')
  })

  it('refuses to write what would make no sense', () => {
    expect(() => renderMail('quotation', 'en', { number: 'Q-1', link })).toThrow('mail quotation: no value for amount')
  })

  it('lets nothing from outside become markup, a header, a script or another text', () => {
    const evil = '<script>alert(1)</script>\r\nBcc: all@example.org {{link}} $t(mail:automatic)'
    const { subject, html, text } = renderMail('notice', 'en', {
      ...values.notice,
      title: evil,
      text: evil,
      url: 'javascript:alert(1)',
    })
    expect(subject).toBe('<script>alert(1)</script> Bcc: all@example.org {{link}} $t(mail:automatic) (SR-1)')
    expect(html).not.toContain('<script')
    expect(html).not.toContain('javascript:')
    expect(text).toContain('> <script>')
  })
})

/** Words encoded for a header (RFC 2047) and parameters in pieces (RFC 2231), as a mail program reads them. */
function decoded(message: string): string {
  return message
    .replace(/\r\n[ \t]+/g, ' ')
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, word: string) => Buffer.from(word, 'base64').toString())
    .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, word: string) => percent(word.replaceAll('_', ' ').replaceAll('=', '%')))
    .replace(/%[0-9A-F]{2}(?:%[0-9A-F]{2})*/g, percent)
}
const percent = (word: string) => decodeURIComponent(word)
const mail = (more: Partial<Mail> = {}): Mail => ({
  to: 'wang@example.org',
  language: 'zh-CN',
  template: 'service-report',
  values: values['service-report'],
  messageId: '01900000-0000-7000-8000-000000000001',
  ...more,
})

describe('over SMTP', () => {
  const received: { to: string[]; message: string }[] = []
  let refuse = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      text(stream).then((message) => {
        if (refuse) return done(new Error('mailbox busy'))
        received.push({ to: session.envelope.rcptTo.map((one) => one.address), message })
        done()
      }, done)
    },
  })
  let url = ''
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, listening))
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise<void>((closed) => server.close(closed)))
  const settings = () => ({ smtpUrl: url, from: '远航售后 <service@example.org>', folder: '/nowhere' })

  it('sends subject, both bodies and an attachment with Chinese names', async () => {
    const mailer = openMailer(settings())
    const attachments = [{ name: '服务报告 SR-1.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4') }]
    await sendMail(mailer, mail({ attachments }))
    mailer.close()
    const { to, message } = received.at(-1)!
    expect(to).toEqual(['wang@example.org'])
    const readable = decoded(message)
    expect(readable).toContain('Subject: 服务报告 SR-1')
    expect(readable).toContain('From: 远航售后 <service@example.org>')
    expect(readable).toContain('服务报告 SR-1.pdf')
    expect(readable).toContain('Message-ID: <01900000-0000-7000-8000-000000000001@aftercare>')
    expect(readable).toContain('Auto-Submitted: auto-generated')
    expect(message).toContain('Content-Type: text/plain')
    expect(message).toContain('Content-Type: text/html')
    expect(message).toContain(Buffer.from('%PDF-1.4').toString('base64'))
  })

  it('keeps the Message-ID when a job runs twice', async () => {
    const mailer = openMailer(settings())
    await sendMail(mailer, mail())
    await sendMail(mailer, mail())
    mailer.close()
    const ids = received.slice(-2).map(({ message }) => /^Message-ID: (.*)$/m.exec(message)![1])
    expect(ids[0]).toBe(ids[1])
  })

  it.each(['a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org', '"x" <a@example.org>', ''])(
    'refuses %j, which is not one address',
    async (to) => {
      const mailer = openMailer(settings())
      await expect(sendMail(mailer, mail({ to }))).rejects.toThrow('not one address')
      mailer.close()
    },
  )

  it('fails when the server refuses, so that the job tries again', async () => {
    const mailer = openMailer(settings())
    refuse = true
    await expect(sendMail(mailer, mail())).rejects.toThrow('mailbox busy')
    refuse = false
    mailer.close()
    const nobody = openMailer({ ...settings(), smtpUrl: 'smtp://127.0.0.1:9' })
    await expect(sendMail(nobody, mail())).rejects.toThrow()
    nobody.close()
  })

  it('does not give a password to an open line', async () => {
    // 127.0.0.2 is this machine too, but no name of it that is trusted.
    const mailer = openMailer({ ...settings(), smtpUrl: url.replace('127.0.0.1', 'user:secret@127.0.0.2') })
    await expect(sendMail(mailer, mail())).rejects.toThrow(/TLS/)
    mailer.close()
  })
})

describe('into a folder', () => {
  it('keeps each mail once, for a demo to show', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'mails-'))
    const mailer = openMailer({ smtpUrl: null, from: 'service@example.org', folder })
    await sendMail(mailer, mail())
    await sendMail(mailer, mail())
    await sendMail(mailer, mail({ messageId: 'second', template: 'one-time-code', values: values['one-time-code'] }))
    mailer.close()
    const mails = await keptMails(folder)
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['wang@example.org', '204817 是您的登录验证码'],
      ['wang@example.org', '服务报告 SR-1'],
    ])
    expect(await readFile(path.join(folder, mails[1]!.file), 'utf8')).toContain('Message-ID: <01900000')
    expect(await readdir(folder)).toHaveLength(4)
    await rm(folder, { recursive: true })
    expect(await keptMails(folder)).toEqual([])
  })
})
