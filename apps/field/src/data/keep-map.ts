import { onMap, type Position } from '@aftercare/rules'
import { keyOf, type Tile, tilesOf } from './area.ts'
import { LOW_BYTES, roomLeft } from './room.ts'
import type { DayFacts, KeptTile, KeptVisit, Store } from './store.ts'
import { dayNow, visitsOn } from './which-day.ts'

/** Usual size of a picture of streets: how many of them are planned for what is allowed. */
const USUAL_BYTES = 25_000
const AT_ONCE = 4
const MOST_FAILED = 8
/** Streets change slowly; pictures of last month are fetched anew. */
const FRESH_MS = 30 * 86_400_000

type Ground = NonNullable<DayFacts['map']>

/** Where the places of the visits lie on the map, in the order of the day. */
export function placesOf(visits: readonly KeptVisit['visit'][], datum: Ground['datum'] | undefined): Position[] {
  return visits.flatMap(({ address }) =>
    address?.lat != null && address.lon != null
      ? [onMap({ lat: address.lat, lon: address.lon, country: address.country }, datum)]
      : [],
  )
}

export const addressOf = (url: string, { z, x, y }: Tile) =>
  url.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y))

/**
 * Takes along the map of the area of the day, where the operator allows it: what is not there yet, never more than the
 * megabytes allowed, not while the phone is short of room; pictures of other areas go. One tab at a time.
 */
export async function keepMap(store: Store): Promise<void> {
  await navigator.locks.request(`map ${store.name}`, { ifAvailable: true }, async (lock) => {
    if (lock) await renew(store)
  })
}

async function renew(store: Store): Promise<void> {
  const facts = await store.facts.get('day')
  const map = facts?.map
  if (!facts || !map?.keepMb) return store.tiles.clear()
  const limit = map.keepMb * 1_000_000
  const { today, ahead } = visitsOn(facts, await store.visits.toArray(), dayNow(facts.timeZone))
  const places = (of: readonly KeptVisit[]) =>
    placesOf(
      of.map((one) => one.visit),
      map.datum,
    )
  // Streets of today come first; the next day has what room they leave.
  const most = Math.floor(limit / USUAL_BYTES)
  const near = tilesOf(places(today), most)
  const both = [...near, ...tilesOf(places(ahead), most - near.length)]
  const wanted = [...new Map(both.map((tile) => [keyOf(tile), tile])).values()]
  const kept = await forgetOthers(store, map, new Set(wanted.map(keyOf)))
  let bytes = kept.reduce((sum, one) => sum + one.blob.size, 0)
  const fresh = new Set(kept.flatMap((one) => (Date.now() - one.at < FRESH_MS ? [one.id] : [])))
  const missing = wanted.filter((tile) => !fresh.has(keyOf(tile)))
  let failed = 0
  for (let from = 0; from < missing.length && failed < MOST_FAILED && bytes < limit; from += AT_ONCE) {
    const left = await roomLeft()
    if (left !== null && left < LOW_BYTES + limit - bytes) return
    for (const tile of await Promise.all(missing.slice(from, from + AT_ONCE).map((one) => fetched(map.url, one)))) {
      if (!tile) failed++
      else if (bytes + tile.blob.size <= limit) {
        bytes += tile.blob.size
        await store.tiles.put({ ...tile, url: map.url, at: Date.now() })
      }
    }
  }
}

/** Of another area or another server: gone. What stays; an old picture until a new one has come. */
async function forgetOthers(store: Store, map: Ground, wanted: ReadonlySet<string>) {
  const all = await store.tiles.toArray()
  const isWanted = (one: KeptTile) => wanted.has(one.id) && one.url === map.url
  await store.tiles.bulkDelete(all.filter((one) => !isWanted(one)).map((one) => one.id))
  return all.filter(isWanted)
}

/** Null when it does not come. The server of the map gets no cookies, only from which address of ours it is asked. */
async function fetched(url: string, tile: Tile): Promise<{ id: string; blob: Blob } | null> {
  try {
    const answer = await fetch(addressOf(url, tile), { credentials: 'omit', referrerPolicy: 'origin' })
    const blob = answer.ok ? await answer.blob() : null
    return blob?.type.startsWith('image/') ? { id: keyOf(tile), blob } : null
  } catch {
    return null
  }
}
