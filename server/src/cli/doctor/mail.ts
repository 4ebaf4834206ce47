import net from 'node:net'
import path from 'node:path'
import tls from 'node:tls'
import type { Settings } from '../../kit/settings.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Says hello to the mail server and no more: no mail is sent. */
export async function checkMail(settings: Settings): Promise<Finding> {
  const { smtpUrl, dataDir } = settings
  if (!smtpUrl) {
    const folder = path.join(dataDir, 'mail')
    return warn(
      'mail',
      `no mail leaves; it is written to ${folder}`,
      'Set SMTP_URL=smtp://user:password@host:587 and MAIL_FROM.',
    )
  }
  const url = URL.parse(smtpUrl)
  if (!url || !/^smtps?:$/.test(url.protocol))
    return fail('mail', 'SMTP_URL is no smtp:// address', 'SMTP_URL=smtp://user:password@host:587')
  try {
    const greeting = await greet(url)
    if (greeting.startsWith('220')) return ok('mail', `${url.hostname} answers`)
    return fail('mail', `${url.hostname} says: ${greeting}`, 'Ask whoever runs the mail server.')
  } catch (error) {
    return fail(
      'mail',
      `${url.hostname}: ${(error as Error).message}`,
      'Check host, port and firewall; smtps:// is for port 465, smtp:// for 587.',
    )
  }
}

function greet(url: URL): Promise<string> {
  const host = url.hostname
  const secure = url.protocol === 'smtps:'
  const port = Number(url.port || (secure ? 465 : 587))
  return new Promise((resolve, reject) => {
    const socket = secure ? tls.connect({ host, port, servername: host }) : net.connect({ host, port })
    socket.setTimeout(8_000, () => socket.destroy(new Error('no answer within 8 seconds')))
    socket.once('error', reject)
    socket.once('data', (data) => {
      resolve(data.toString().split('\r\n')[0] ?? '')
      socket.end('QUIT\r\n')
    })
    socket.once('close', () => reject(new Error('closed without a word')))
  })
}
