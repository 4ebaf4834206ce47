import type { ListAnswer } from '@aftercare/api'
import { useState } from 'react'
import { call } from '../api.ts'
import type { ListHandle } from './use-list.ts'

/** More would be a job for the server, not for a tab that may be closed. */
export const mostMatching = 1000

/** The rows picked on this page, or all that match the filter. */
export function useSelection<Row extends { id: string }>(handle: ListHandle<Row>) {
  const [picked, setPicked] = useState<{ key: string; ids: ReadonlySet<string>; matching: boolean }>(none)
  const key = JSON.stringify(handle.asked)
  // Another filter or page is another list: what was picked there is not meant here.
  const ids = picked.key === key ? picked.ids : none.ids
  const matching = picked.key === key && picked.matching
  const pick = (next: Iterable<string>) => setPicked({ key, ids: new Set(next), matching: false })
  return {
    ids,
    matching,
    toggle: (id: string) => pick(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id]),
    toggleAll: () => pick(ids.size === handle.rows.length ? [] : handle.rows.map((row) => row.id)),
    pickMatching: () => setPicked({ key, ids: new Set(handle.rows.map((row) => row.id)), matching: true }),
    clear: () => setPicked(none),
    /** The ids an action is for; those beyond this page are fetched now. */
    resolve: () => (matching ? allMatching(handle) : Promise.resolve([...ids])),
  }
}

const none = { key: '', ids: new Set<string>() as ReadonlySet<string>, matching: false }
export type Selection = ReturnType<typeof useSelection>

async function allMatching<Row extends { id: string }>(handle: ListHandle<Row>): Promise<string[]> {
  const { after: _after, ...asked } = handle.asked
  const ids: string[] = []
  let after: string | null = null
  do {
    const query: Record<string, string> = { ...asked, limit: '200', ...(after === null ? {} : { after }) }
    const answer = (await (await call('GET', handle.list.path, { query })).json()) as ListAnswer<Row>
    ids.push(...answer.items.map((row) => row.id))
    after = answer.next
  } while (after !== null && ids.length < mostMatching)
  return ids.slice(0, mostMatching)
}
