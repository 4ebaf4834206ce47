import Dexie from 'dexie'
import { sealing } from './seal.ts'
import type { Store } from './store.ts'
import { forgetPhone } from './vault.ts'

const nameOf = (personId: string) => `aftercare-field-${personId}`
const opened = new Map<string, Store>()

/** One database per person, under the key of the phone: who signs in next sees nothing of the one before. */
export function openStore(personId: string, phone: { phoneId: string; live: CryptoKey }): Store {
  const known = opened.get(personId)
  if (known) return known
  const store = new Dexie(nameOf(personId), { cache: 'disabled' }) as Store
  store.version(1).stores({
    facts: 'key',
    visits: 'id',
    outbox: '++seq, entityId, state',
    blobs: 'id, visitId',
  })
  store.version(2).stores({ told: 'seq, toldAt', uploads: 'id', own: 'key' })
  store.version(3).stores({ tiles: 'id' })
  store.version(4).stores({ drawings: 'assetId', pictures: 'id' })
  store.version(6).stores({ drafts: 'id, visitId', filmParts: 'id, visitId, filmId' })
  store.version(7).stores({ articles: 'id', judged: 'articleId' })
  store.use(
    sealing(phone.live, [
      ...['facts', 'visits', 'outbox', 'blobs', 'told', 'drawings', 'pictures', 'drafts', 'filmParts'],
      'articles',
    ]),
  )
  store.phoneId = phone.phoneId
  opened.set(personId, store)
  return store
}

/** The memory of somebody whose screens are open: it was opened at the gate. */
export function storeOf(personId: string): Store {
  const store = opened.get(personId)
  if (!store) throw new Error('the memory of this phone is not open')
  return store
}

/** How much is not told yet, also while the memory is closed: counting needs no key. */
export async function unsentOf(personId: string): Promise<number> {
  if (!(await Dexie.exists(nameOf(personId)))) return 0
  const plain = new Dexie(nameOf(personId))
  try {
    await plain.open()
    return await plain.table('outbox').count()
  } finally {
    plain.close()
  }
}

/** At sign-out, after everything was sent or handed over: nothing of this person stays here. */
export async function forgetStore(personId: string): Promise<void> {
  await (opened.get(personId)?.delete() ?? Dexie.delete(nameOf(personId)))
  opened.delete(personId)
  await forgetPhone(personId)
}
