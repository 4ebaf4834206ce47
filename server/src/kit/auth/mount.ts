import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '../app.ts'
import { notFound, Problem } from '../problem.ts'
import { refusalOf } from './refusals.ts'
import { ADDRESS_HEADER, makeSignIn, type SignIn, type SignInQuestions } from './sign-in.ts'
import { forgive, type Limit, takeTry } from './slowdown.ts'

const PREFIX = '/api/auth'
/** What the apps use of the library; the rest of it is not on the network. */
const OPEN = new Set([
  'GET /get-session',
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /request-password-reset',
  'POST /reset-password',
  'POST /change-password',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/get-totp-uri',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
  'POST /sign-in/social',
  'GET /callback/oidc',
])

/** Puts the sign-in library on the server: one way in, its refusals in our words, guessing slowed down. */
export function mountSignIn(app: FastifyInstance, services: Services, questions: SignInQuestions): void {
  // Made at the first call: describing the routes needs no database.
  let library: SignIn | null = null
  const signIn = () => (library ??= makeSignIn({ ...services, db: services.db.untenanted, questions }))
  app.route({
    method: ['GET', 'POST'],
    url: `${PREFIX}/*`,
    schema: { hide: true },
    config: { needs: 'public' },
    handler: async (request, reply) => {
      const path = request.url.slice(PREFIX.length).split('?')[0]!
      if (!OPEN.has(`${request.method} ${path}`)) throw notFound('page')
      const limits = limitsOf(path, request)
      await tryOrSayHowLong(services, limits, request, reply)
      const answer = await signIn().handler(asFetch(request))
      if (request.method === 'POST') services.forgetActors()
      return send(services, answer, { path, limits, request, reply })
    },
  })
}

/** Everything that tells whether a secret is right, and what sends mail, may be tried only so often. */
function limitsOf(path: string, request: FastifyRequest): Limit[] {
  const email = String((request.body as { email?: unknown } | null)?.email ?? '').toLowerCase()
  const { ip } = request
  const session = request.headers.cookie ?? ''
  switch (path) {
    case '/sign-in/email':
      return [
        { key: `sign-in ${email} ${ip}`, free: 5, kind: 'subject' },
        { key: `sign-in ${email}`, free: 20, kind: 'subject' },
        { key: `sign-in ${ip}`, free: 50, kind: 'address' },
      ]
    case '/request-password-reset':
      return [
        { key: `reset ${email}`, free: 3, kind: 'address' },
        { key: `reset ${ip}`, free: 20, kind: 'address' },
      ]
    case '/reset-password':
    case '/two-factor/verify-totp':
    case '/two-factor/verify-backup-code':
      return [{ key: `${path} ${ip}`, free: 20, kind: 'address' }]
    case '/change-password':
    case '/two-factor/enable':
    case '/two-factor/disable':
      return [{ key: `password ${session}`, free: 10, kind: 'subject' }]
    default:
      return []
  }
}

async function tryOrSayHowLong(
  services: Services,
  limits: Limit[],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  try {
    await takeTry(services.db, limits)
  } catch (error) {
    if (error instanceof Problem) {
      request.log.warn({ address: request.ip, path: request.url, seconds: error.values.seconds }, 'sign-in slowed down')
      reply.header('retry-after', String(error.values.seconds))
    }
    throw error
  }
}

interface Answering {
  path: string
  limits: Limit[]
  request: FastifyRequest
  reply: FastifyReply
}

async function send(services: Services, answer: Response, { path, limits, request, reply }: Answering) {
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  const text = await answer.text()
  if (answer.status >= 400) {
    const refusal = refusalOf(answer.status, parsed(text))
    request.log[refusal.status >= 500 ? 'error' : 'warn'](
      { address: request.ip, path, code: refusal.code },
      'sign-in refused',
    )
    throw refusal
  }
  // A reset mail asked for stays counted: it is the asking that is limited.
  if (path !== '/request-password-reset') await forgive(services.db, limits)
  const location = answer.headers.get('location')
  if (location) reply.header('location', location)
  return reply
    .status(answer.status)
    .type(answer.headers.get('content-type') ?? 'application/json')
    .serializer(String)
    .send(text)
}

function parsed(text: string): { code?: string } | null {
  try {
    return JSON.parse(text) as { code?: string }
  } catch {
    return null
  }
}

/** The request as the library reads it. Its address is the connection's, not what the client says of itself. */
function asFetch(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (name !== 'content-length' && value !== undefined) headers.set(name, String(value))
  }
  headers.set(ADDRESS_HEADER, request.ip)
  const body = request.method === 'POST' ? JSON.stringify(request.body ?? {}) : null
  if (body !== null) headers.set('content-type', 'application/json')
  return new Request(`${request.protocol}://${request.host}${request.url}`, { method: request.method, headers, body })
}
