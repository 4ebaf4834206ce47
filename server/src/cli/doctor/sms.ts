import type { Settings } from '../../kit/settings.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Whether text messages have a way out. Nothing is sent: a gateway has no greeting to ask for, only messages that cost. */
export function checkSms({ smsUrl, smsSecret }: Settings): Finding {
  if (!smsUrl)
    return warn(
      'text messages',
      'none leaves; one-time codes by phone stand in the log',
      'Set SMS_URL to a gateway that takes JSON {id, to, text, language}, and SMS_SECRET.',
    )
  const url = URL.parse(smsUrl)
  if (!url || !/^https?:$/.test(url.protocol))
    return fail('text messages', 'SMS_URL is no http address', 'SMS_URL=https://gateway.example.com/messages')
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol === 'http:' && !isHere)
    return fail('text messages', 'codes would go over an open line', 'Use https:// for SMS_URL.')
  if (!smsSecret)
    return warn(
      'text messages',
      `${url.hostname} is asked without a secret`,
      'Set SMS_SECRET: it is sent as a bearer token.',
    )
  return ok('text messages', `posted to ${url.hostname}`)
}
