import type { Answer } from '@aftercare/api'
import { useQuery } from '@tanstack/react-query'
import { queueViews } from '../requests/queue-views.ts'
import { call } from '../shell/api.ts'
import { useSession } from '../shell/session.ts'

const freshFor = 300_000
const path = '/api/v1/requests'

/** The first rows of one of the queue's views and how many there are. */
export function useSlice(view: string) {
  const session = useSession()
  // In steps of five minutes, so that the question stays the same while one reads.
  const now = new Date(Math.floor(Date.now() / freshFor) * freshFor)
  const state = queueViews.find((one) => one.key === view)?.state(session, now) ?? {}
  const query = { ...state, limit: '8' }
  return useQuery({
    queryKey: ['get', path, query],
    queryFn: async ({ signal }) => (await call('GET', path, { query, signal })).json() as Promise<Answer<typeof path>>,
  })
}
