import { isProblem } from '@aftercare/api'
import { api } from '../shell/api.ts'
import { forgetStore, openStore } from './opening.ts'
import { type KnownPhone, knownPhones } from './vault.ts'

/** Told to the app when a phone emptied itself. */
export const EMPTIED = 'aftercare:emptied'
/** Kept until somebody signs in: the door says why this phone knows nothing any more. */
export const WAS_EMPTIED = 'aftercare.field.emptied'
/** Told to the app when the server asks who this is: the session ended, everything here stays. */
export const SHUT_OUT = 'aftercare:shut-out'

/**
 * A session was refused: was this phone revoked, or its person dismissed? Then what was not sent goes to the desk, and nothing
 * stays here. A session that merely ended leaves everything as it is.
 */
export async function leaveRevoked(): Promise<void> {
  for (const phone of await knownPhones()) {
    if ((await standingOf(phone)) !== 'revoked') continue
    // Without its key the memory is closed for good: what its days were over for can no longer be read.
    if (phone.live) {
      const { handOver } = await import('./left-to-desk.ts')
      await handOver(openStore(phone.personId, { ...phone, live: phone.live }), phone)
    }
    await forgetStore(phone.personId)
    globalThis.localStorage?.setItem(WAS_EMPTIED, '1')
    globalThis.dispatchEvent(new Event(EMPTIED))
  }
}

/** A phone the database does not know (it was put back to before) is welcome to sign in again. */
async function standingOf(phone: KnownPhone): Promise<'welcome' | 'revoked'> {
  const path = { company: phone.company, id: phone.phoneId }
  const body = { secret: phone.secret }
  try {
    const { data } = await api.POST('/api/v1/public/{company}/phones/{id}/standing', { params: { path }, body })
    return data!.standing
  } catch (error) {
    if (isProblem(error) && error.status === 404) return 'welcome'
    throw error
  }
}
