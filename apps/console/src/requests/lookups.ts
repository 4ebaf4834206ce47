import type { Answer } from '@aftercare/api'
import { call } from '../shell/api.ts'
import type { Named } from '../shell/list/define-list.ts'

type Query = Record<string, string | undefined>

async function read<Body>(path: string, query: Query): Promise<Body> {
  return (await call('GET', path, { query })).json() as Promise<Body>
}
const typed = (q: string): Query => (q.trim() === '' ? {} : { q: q.trim() })

export async function findStations(q: string): Promise<Named[]> {
  const query = { ...typed(q), 'filter[isActive]': 'true', limit: '20' }
  const { items } = await read<Answer<'/api/v1/stations'>>('/api/v1/stations', query)
  return items.map(({ id, name }) => ({ value: id, label: name }))
}

const owning = 'service_desk,dispatcher,station_manager,service_manager,administrator,technician'

/** Those who may answer for a request: the desk, the field and those who lead it. */
export async function findOwners(q: string): Promise<Named[]> {
  const query = { ...typed(q), 'filter[isActive]': 'true', 'filter[roles]': owning, limit: '50' }
  const { items } = await read<Answer<'/api/v1/people'>>('/api/v1/people', query)
  return items.map(({ id, name }) => ({ value: id, label: name }))
}

export async function findCustomers(q: string): Promise<Named[]> {
  const { items } = await read<Answer<'/api/v1/customers'>>('/api/v1/customers', { ...typed(q), limit: '20' })
  return items.map(({ id, name, number }) => ({ value: id, label: `${name} · ${number}` }))
}

export type FoundRequest = { id: string; number: string; title: string; status: string; customer: string | null }

export async function findRequests(q: string): Promise<FoundRequest[]> {
  const { items } = await read<Answer<'/api/v1/requests'>>('/api/v1/requests', { ...typed(q), limit: '10' })
  return items.map(({ id, number, title, status, customer }) => ({ id, number, title, status, customer }))
}

/** The names of ids that came with the address. */
export function namesFrom(path: string) {
  return (ids: string[]): Promise<Named[]> =>
    Promise.all(ids.map(async (id) => ({ value: id, label: (await read<{ name: string }>(`${path}/${id}`, {})).name })))
}
