import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Services } from '../app.ts'
import { SESSION_SECONDS } from './terms.ts'

export const SESSION_COOKIE = 'aftercare.session_token'
/** Which of their companies a person of several works in; the header X-Company goes before it. */
export const COMPANY_COOKIE = 'aftercare.company'

/** better-auth signs its cookie as `<token>.<base64 HMAC-SHA-256>`; the server reads it itself, in one statement with the rest. */
export function openCookie(cookie: string, secret: string): string | null {
  const at = cookie.lastIndexOf('.')
  if (at < 1) return null
  const token = cookie.slice(0, at)
  const expected = Buffer.from(seal(token, secret))
  const given = Buffer.from(cookie.slice(at + 1))
  return expected.length === given.length && timingSafeEqual(expected, given) ? token : null
}

export function sealCookie(token: string, secret: string): string {
  return `${token}.${seal(token, secret)}`
}

function seal(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('base64')
}

/** The session token among the cookies of a request; behind HTTPS the name has the prefix browsers protect. */
export function sessionToken(cookies: Record<string, string | undefined>, secret: string): string | null {
  const cookie = cookies[SESSION_COOKIE] ?? cookies[`__Secure-${SESSION_COOKIE}`]
  return cookie ? openCookie(cookie, secret) : null
}

/** better-auth's mark of a session that ends with the browser. */
const UNTIL_CLOSED = 'aftercare.dont_remember'

/** Gives the browser a session, as better-auth would: the same name, value and attributes. */
export function writeSessionCookie(
  reply: FastifyReply,
  services: Pick<Services, 'settings' | 'secret'>,
  token: string,
): void {
  const secure = services.settings.publicUrl.startsWith('https:')
  if (reply.request.cookies[`${secure ? '__Secure-' : ''}${UNTIL_CLOSED}`]) return
  reply.setCookie(`${secure ? '__Secure-' : ''}${SESSION_COOKIE}`, sealCookie(token, services.secret), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: SESSION_SECONDS,
  })
}
