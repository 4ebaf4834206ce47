import type { Logger } from 'pino'

export interface Sms {
  /** The same for every try: a gateway that knows it sends nothing twice. */
  id: string
  to: string
  text: string
  language: string
}

export interface Texter {
  /** Hands the message over; throws when that fails, so that the job tries again. */
  deliver(sms: Sms): Promise<void>
}

export interface SmsSettings {
  /** Where messages are posted, or null: they are written to the log instead. */
  smsUrl: string | null
  smsSecret: string | null
}

const PATIENCE_MS = 15_000
/** Try again: too slow, too early, too many. All other 4xx stay what they are. */
const FOR_NOW = [408, 425, 429]

/** The gateway understood and will not: a number that is none, a secret that is wrong. */
export class SmsRefused extends Error {}

/** The way out: a gateway that takes JSON over HTTP, or without one the log, from which a demo is read. */
export function openTexter(settings: SmsSettings, log: Logger): Texter {
  return settings.smsUrl ? overHttp(settings.smsUrl, settings.smsSecret) : intoLog(log)
}

function overHttp(url: string, secret: string | null): Texter {
  return {
    async deliver(sms) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': sms.id,
          ...(secret ? { authorization: `Bearer ${secret}` } : {}),
        },
        body: JSON.stringify(sms),
        // A redirect would carry the number and the code to somebody the operator did not name.
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      await answer.body?.cancel()
      if (answer.ok) return
      const text = `the gateway answered ${answer.status}`
      const isFinal = answer.status >= 400 && answer.status < 500 && !FOR_NOW.includes(answer.status)
      throw isFinal ? new SmsRefused(text) : new Error(text)
    },
  }
}

/** Nobody receives it: the operator reads it to the customer, or connects a gateway (SMS_URL). */
function intoLog(log: Logger): Texter {
  return {
    async deliver({ to, text }) {
      log.warn({ to, text }, 'text message not sent: no gateway is connected')
    },
  }
}
