import type { Answer } from '@aftercare/api'
import { call } from '../shell/api.ts'
import type { Named } from '../shell/list/define-list.ts'

type Query = Record<string, string | undefined>
const read = async <Body>(path: string, query: Query): Promise<Body> =>
  (await call('GET', path, { query })).json() as Promise<Body>
const typed = (q: string): Query => (q.trim() === '' ? {} : { q: q.trim() })
const named = ({ id, name }: { id: string; name: string }): Named => ({ value: id, label: name })

export async function findStations(q: string): Promise<Named[]> {
  const { items } = await read<Answer<'/api/v1/stations'>>('/api/v1/stations', { ...typed(q), limit: '20' })
  return items.map(named)
}

export async function findTechnicians(q: string): Promise<Named[]> {
  const query = { ...typed(q), 'filter[roles]': 'technician', limit: '50' }
  const { items } = await read<Answer<'/api/v1/people'>>('/api/v1/people', query)
  return items.map(named)
}

/** The names of ids that came with the address. */
export function namesFrom(path: string) {
  return (ids: string[]): Promise<Named[]> =>
    Promise.all(ids.map(async (id) => ({ value: id, label: (await read<{ name: string }>(`${path}/${id}`, {})).name })))
}
