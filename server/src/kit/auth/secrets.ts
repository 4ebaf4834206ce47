import { createHash, randomBytes } from 'node:crypto'

/** What an API key looks like, so that a leaked one is recognised. */
export const KEY_PREFIX = 'ac_'

/** A secret nobody guesses, for links and keys. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Secrets of that size are stored by their plain hash: there is nothing to guess, and finding one is one look-up. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
