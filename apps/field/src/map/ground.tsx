import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useRef, useState } from 'react'
import { keyOf, type Tile } from '../data/area.ts'
import { addressOf } from '../data/keep-map.ts'
import type { DayFacts, KeptTile } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { useOnline } from '../shell/online.ts'
import styles from './map.module.css'
import { frameOf, type Size, tilesIn, type View, withWider } from './view.ts'

/** The streets under the marks: what the phone took along, wider pictures drawn larger where a near one is missing. */
export function Ground({ map, view, size }: { map: NonNullable<DayFacts['map']>; view: View; size: Size }) {
  const store = useStore()
  const online = useOnline()
  const near = tilesIn(view, size)
  const wanted = new Map(near.flatMap(withWider).map((tile) => [keyOf(tile), tile]))
  const keys = [...wanted.keys()].sort().join(' ')
  const kept = useLiveQuery(async () => {
    const found = await store.tiles.bulkGet(keys.split(' '))
    return found.filter((one) => one !== undefined)
  }, [store, keys])
  const addresses = useAddresses(kept)
  const shown = [...wanted.values()].filter((tile) => addresses.has(keyOf(tile))).toSorted((a, b) => a.z - b.z)
  // With a network what was not taken along is read as it is looked at.
  const missing = online && kept ? near.filter((tile) => !addresses.has(keyOf(tile))) : []
  const put = (tile: Tile, src: string) => {
    const { left, top, size: side } = frameOf(tile, view, size)
    return <img key={keyOf(tile)} src={src} alt="" draggable={false} style={{ left, top, width: side, height: side }} />
  }
  return (
    <div className={styles.ground} aria-hidden>
      {shown.map((tile) => put(tile, addresses.get(keyOf(tile))!))}
      {missing.map((tile) => put(tile, addressOf(map.url, tile)))}
    </div>
  )
}

/** Each picture gets an address in this page, keeps it while it is looked at (else all would blink at each move), and gives it back. */
function useAddresses(kept: KeptTile[] | undefined): ReadonlyMap<string, string> {
  const made = useRef(new Map<string, { at: number; url: string }>())
  const [addresses, setAddresses] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    if (!kept) return
    const before = made.current
    made.current = new Map(
      kept.map((one) => {
        const same = before.get(one.id)
        return [one.id, same?.at === one.at ? same : { at: one.at, url: URL.createObjectURL(one.blob) }] as const
      }),
    )
    for (const [id, { url }] of before) if (made.current.get(id)?.url !== url) URL.revokeObjectURL(url)
    setAddresses(new Map([...made.current].map(([id, { url }]) => [id, url] as const)))
  }, [kept])
  useEffect(
    () => () => {
      for (const { url } of made.current.values()) URL.revokeObjectURL(url)
      made.current = new Map()
    },
    [],
  )
  return addresses
}
