import { Problem } from '../problem.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from './terms.ts'

const ours: Record<string, () => Problem> = {
  INVALID_EMAIL_OR_PASSWORD: () => new Problem('sign_in.failed', 401),
  INVALID_EMAIL: () => new Problem('sign_in.failed', 401),
  CREDENTIAL_ACCOUNT_NOT_FOUND: () => new Problem('sign_in.failed', 401),
  INVALID_PASSWORD: () => new Problem('sign_in.password_wrong', 422),
  NO_COMPANY: () => new Problem('sign_in.no_company', 403),
  INVALID_CODE: () => new Problem('sign_in.code_wrong', 401),
  INVALID_BACKUP_CODE: () => new Problem('sign_in.code_wrong', 401),
  INVALID_TWO_FACTOR_COOKIE: () => new Problem('sign_in.start_again', 401),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () => new Problem('sign_in.start_again', 401),
  ACCOUNT_TEMPORARILY_LOCKED: () => new Problem('sign_in.slowed', 429, { values: { seconds: 900 } }),
  TOTP_NOT_ENABLED: () => new Problem('sign_in.no_second_factor', 409),
  TWO_FACTOR_NOT_ENABLED: () => new Problem('sign_in.no_second_factor', 409),
  TOTP_ALREADY_ENABLED: () => new Problem('sign_in.second_factor_already', 409),
  INVALID_TOKEN: () => new Problem('link.expired', 410),
  PASSWORD_TOO_SHORT: () => weak('validation.password_weak', { min: PASSWORD_MIN }),
  PASSWORD_TOO_LONG: () => weak('validation.too_long', { max: PASSWORD_MAX }),
  INVALID_ORIGIN: () => new Problem('forbidden.origin', 403),
  MISSING_OR_NULL_ORIGIN: () => new Problem('forbidden.origin', 403),
  PROVIDER_NOT_FOUND: () => new Problem('not_found', 404, { values: { what: 'provider' } }),
}

function weak(code: string, values: Record<string, unknown>): Problem {
  return new Problem('validation.failed', 422, { errors: [{ path: 'newPassword', code, values }] })
}

/** What the library refuses, in our codes and so in the caller's language. */
export function refusalOf(status: number, answer: { code?: string } | null): Problem {
  const known = ours[answer?.code ?? '']
  if (known) return known()
  if (status === 401) return new Problem('unauthenticated', 401)
  if (status === 403) return new Problem('forbidden.origin', 403)
  if (status === 404) return new Problem('not_found', 404, { values: { what: 'page' } })
  if (status >= 500) return new Problem('internal', 500)
  return new Problem('validation.malformed', 400)
}
