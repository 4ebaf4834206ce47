import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Settings } from '../settings.ts'
import { PASSWORD_MAX, PASSWORD_MIN, RESET_SECONDS, SESSION_SECONDS } from './terms.ts'

/** Set by us from the connection, whatever the client sends under this name. */
export const ADDRESS_HEADER = 'x-aftercare-address'

/** What sign-in asks of those who know companies and people; the kit knows neither. */
export interface SignInQuestions {
  /** Whether this user works for any company: without one a session would open nothing. */
  mayEnter(userId: string): Promise<boolean>
  sendReset(user: { id: string; email: string; name: string }, token: string): Promise<void>
}

interface Needs {
  // biome-ignore lint/suspicious/noExplicitAny: the library names its own tables
  db: Kysely<any>
  settings: Settings
  secret: string
  log: Logger
  questions: SignInQuestions
}

/** better-auth on the tables of schema `auth`. Nobody signs up: people come by invitation, or as the first administrator. */
export function makeSignIn({ db, settings, secret, log, questions }: Needs) {
  return betterAuth({
    appName: 'Aftercare',
    baseURL: settings.publicUrl,
    basePath: '/api/auth',
    secret,
    database: { db, type: 'postgres', schemaName: 'auth', transaction: true },
    // The address the browser shows for this server is ours too: localhost and 127.0.0.1 are one server by two names.
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => questions.sendReset(user, token),
    },
    session: { expiresIn: SESSION_SECONDS, freshAge: 0 },
    // Only an address the provider has verified leads to the person who was invited under it.
    account: { accountLinking: { enabled: true } },
    // Slowing down is ours (slowdown.ts): it counts in the database, per person and address, and is logged.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'aftercare',
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (await questions.mayEnter(session.userId)) return
            throw new APIError('FORBIDDEN', { code: 'NO_COMPANY', message: 'no active company' })
          },
        },
      },
    },
    plugins: [twoFactor({ issuer: 'Aftercare' }), ...oidc(settings)],
    telemetry: { enabled: false },
    logger: {
      disabled: false,
      log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ from: 'better-auth' }, message),
    },
  })
}
export type SignIn = ReturnType<typeof makeSignIn>

/** The company's own identity provider: it signs in people who were invited before, by their verified e-mail address. */
function oidc({ oidc: given }: Settings) {
  if (!given) return []
  const discoveryUrl = `${given.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const provider = { providerId: 'oidc', discoveryUrl, clientId: given.clientId, clientSecret: given.clientSecret }
  return [
    genericOAuth({
      config: [{ ...provider, scopes: ['openid', 'email', 'profile'], pkce: true, disableSignUp: true }],
    }),
  ]
}
