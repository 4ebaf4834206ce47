import { type Answer, isProblem } from '@aftercare/api'
import Dexie, { type EntityTable } from 'dexie'
import { api } from '../shell/api.ts'
import { forgetStore, unsentOf } from './opening.ts'

/** What a phone is to the server, and the key of its memory; one for each person who uses it. */
export interface KnownPhone {
  personId: string
  phoneId: string
  company: string
  /** Proves who it is when its session was taken from it. */
  secret: string
  /** The key, under what only the server can give again. */
  wrapped: ArrayBuffer
  salt: ArrayBuffer
  /** The key itself, which no script can read out; gone when its days are over. */
  live?: CryptoKey
  /** The server lost its part of the key (a backup was put back): the key itself stays here, it could not be given again. */
  isUnbacked?: boolean
  /** Until when the memory opens without asking the server (milliseconds). */
  until: number
  /** Who is signed in, on the phone of that person only. */
  who?: Who
}
type Who = Answer<'/api/v1/session'>

interface Keys extends Dexie {
  phones: EntityTable<KnownPhone, 'personId'>
}

/** So long a phone may stay without contact before its memory asks for the server to open. */
export const OFFLINE_DAYS = 7
const DAYS_MS = OFFLINE_DAYS * 86_400_000

const keys = new Dexie('aftercare-field-keys') as Keys
keys.version(1).stores({ phones: 'personId' })

/** Whoever used this phone and was not signed out properly: asked about when a session is refused. */
export const knownPhones = (): Promise<KnownPhone[]> => keys.phones.toArray()
export const knownPhone = (personId: string): Promise<KnownPhone | undefined> => keys.phones.get(personId)

/** Kept beside the key: what a page notes elsewhere a browser that is killed within seconds has not written down. */
export async function keepWho(who: Who): Promise<void> {
  await keys.phones.toCollection().modify((phone) => {
    if (phone.personId === who.person.id) phone.who = who
    else delete phone.who
  })
}
export const whoWasHere = async (): Promise<Who | undefined> => (await knownPhones()).find((one) => one.who)?.who

/**
 * The phone with its key in hand. The first time it makes itself known; when its days are over the server gives its part of the
 * key again, to a phone that was not revoked. Throws the refusal, or that there is no network (`ApiProblem`).
 */
export async function openPhone(personId: string, company: string): Promise<KnownPhone & { live: CryptoKey }> {
  const phone = await keys.phones.get(personId)
  if (!phone) return makeKnown(personId, company)
  if (phone.live && Date.now() < phone.until) return { ...phone, live: phone.live }
  // Its days are over: the key goes, unless something waits that only it can read.
  if (phone.live && !phone.isUnbacked && (await unsentOf(personId)) === 0)
    await keys.phones.update(personId, { live: undefined as never })
  const live = await askedFor(phone)
  // Neither here nor there: nothing waited (else the key would have stayed), the memory begins anew.
  if (!live) return forgetStore(personId).then(() => makeKnown(personId, company))
  return keep({ ...((await keys.phones.get(personId)) ?? phone), live, until: Date.now() + DAYS_MS })
}

/** The key once more, if the server still has its part of it; its leave is needed either way. */
async function askedFor(phone: KnownPhone): Promise<CryptoKey | undefined> {
  const { live } = (await keys.phones.get(phone.personId)) ?? phone
  try {
    const { data } = await api.PUT('/api/v1/field/phones/{id}/key', { params: { path: { id: phone.phoneId } } })
    return phone.isUnbacked ? live : await unwrap(phone, data!.keyPart)
  } catch (error) {
    if (!isProblem(error) || error.status !== 404) throw error
    if (live) await knownAgain(phone.personId)
    return live
  }
}

/** Heard from the server: its days begin anew. */
export async function renewPhone(personId: string): Promise<void> {
  await keys.phones.update(personId, { until: Date.now() + DAYS_MS })
}

/** The server does not know this phone (any more): known again under its id and secret, it is asked and told as before. */
export async function knownAgain(personId: string): Promise<void> {
  const phone = await keys.phones.get(personId)
  if (!phone) return
  const body = { name: deviceName(), secret: phone.secret }
  // First here: a key that is thrown away after the server has forgotten its part would be gone for good.
  await keys.phones.update(personId, { isUnbacked: true })
  await api.PUT('/api/v1/field/phones/{id}', { params: { path: { id: phone.phoneId } }, body })
}

export async function forgetPhone(personId: string): Promise<void> {
  await keys.phones.delete(personId)
}

async function makeKnown(personId: string, company: string) {
  const body = { name: deviceName() }
  const { data } = await api.POST('/api/v1/field/phones', { body })
  const { id, secret, keyPart } = data!
  const salt = crypto.getRandomValues(new Uint8Array(32)).buffer
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
  const wrapped = await crypto.subtle.wrapKey('raw', fresh, await wrapping(keyPart, salt), GCM)
  const phone = { personId, phoneId: id, company, secret, wrapped, salt, until: Date.now() + DAYS_MS }
  return keep({ ...phone, live: await unwrap(phone, keyPart) })
}

async function keep<P extends KnownPhone & { live: CryptoKey }>(phone: P): Promise<P> {
  await keys.phones.put(phone)
  return phone
}

/** One key wraps one key once, so its counter may be fixed. */
const GCM = { name: 'AES-GCM', iv: new Uint8Array(12) }

async function wrapping(keyPart: string, salt: ArrayBuffer): Promise<CryptoKey> {
  const part = Uint8Array.from(atob(keyPart), (char) => char.charCodeAt(0))
  const base = await crypto.subtle.importKey('raw', part, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode('aftercare-field') }
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
}

async function unwrap({ wrapped, salt }: Pick<KnownPhone, 'wrapped' | 'salt'>, keyPart: string): Promise<CryptoKey> {
  const how = { name: 'AES-GCM', length: 256 }
  return crypto.subtle.unwrapKey('raw', wrapped, await wrapping(keyPart, salt), GCM, how, false, ['encrypt', 'decrypt'])
}

/** "Android", "iPhone": enough for the desk to say which. */
function deviceName(): string {
  return /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(navigator.userAgent)?.[0] ?? 'Browser'
}

export const isRevoked = (error: unknown) => isProblem(error, 'field_work.phone_revoked')
