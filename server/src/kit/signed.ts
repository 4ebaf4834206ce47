import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * A small signed value for labels, links and portal sessions: `<payload>.<signature>`, both base64url.
 * The purpose is part of what is signed, so that a label never opens a session.
 */
export function sign(secret: string, purpose: string, payload: object): string {
  const body = Buffer.from(JSON.stringify(payload)).toString('base64url')
  return `${body}.${seal(secret, purpose, body)}`
}

/** The payload, or null when it is not ours, was meant for something else, or has expired (`exp`, epoch seconds). */
export function unsign<T extends object>(secret: string, purpose: string, token: string, now: Date): T | null {
  const [body, signature, ...rest] = token.split('.')
  if (!body || !signature || rest.length > 0) return null
  const expected = Buffer.from(seal(secret, purpose, body))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null
  try {
    const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as T & { exp?: number }
    return payload.exp !== undefined && payload.exp * 1000 <= now.getTime() ? null : payload
  } catch {
    return null
  }
}

function seal(secret: string, purpose: string, body: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${body}`).digest('base64url')
}
