import type { Page } from 'playwright-core'

/** The visits a phone keeps, read as only a page of the app on this phone can: the rows are under the key of its memory. */
export async function keptVisits<V>(page: Page, personId: string): Promise<V[]> {
  return page.evaluate(async (id) => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => fail(request.error)
      })
    const read = async <T>(database: string, table: string): Promise<T[]> => {
      const db = await asked(indexedDB.open(database))
      const rows = await asked(db.transaction(table).objectStore(table).getAll())
      db.close()
      return rows
    }
    const phones = await read<{ personId: string; live: CryptoKey }>('aftercare-field-keys', 'phones')
    const key = phones.find((one) => one.personId === id)!.live
    const rows = await read<{ sealed: ArrayBuffer }>(`aftercare-field-${id}`, 'visits')
    return Promise.all(
      rows.map(async ({ sealed }) => {
        // As `seal.ts` lays it out: 12 bytes of chance, then what is hidden: the length of the text, the text.
        const iv = new Uint8Array(sealed, 0, 12)
        const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(sealed, 12))
        const length = new DataView(plain).getUint32(0)
        return JSON.parse(new TextDecoder().decode(new Uint8Array(plain, 4, length))).visit as V
      }),
    )
  }, personId)
}

/** The next reading of the day is answered by the server at once, and reaches the phone when it is let go. */
export async function holdNextReading(page: Page) {
  const { promise: letGo, resolve: release } = Promise.withResolvers<void>()
  const { promise: left, resolve: answered } = Promise.withResolvers<{ visits: { status: string }[] }>()
  await page.route(
    /\/api\/v1\/field\/today/,
    async (route) => {
      const response = await route.fetch()
      answered(await response.json())
      await letGo
      await route.fulfill({ response })
    },
    { times: 1 },
  )
  return { left, release }
}

/** No row finds room in the memory any more, until the page's `makeRoom` is called. */
export async function withoutRoom(phone: Page): Promise<void> {
  await phone.evaluate(() => {
    const put = IDBObjectStore.prototype.put
    const add = IDBObjectStore.prototype.add
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    Object.assign(IDBObjectStore.prototype, { put: full, add: full })
    Object.assign(globalThis, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put, add }) })
  })
}
