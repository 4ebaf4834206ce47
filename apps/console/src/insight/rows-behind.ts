import { paths } from '../paths.ts'
import type { DashboardAnswer } from './dashboard.tsx'

const OPEN = 'new,triaged,scheduled,in_progress,waiting'

/** The list that holds the rows of a figure; null where the rows are not one list. */
export function rowsBehind(key: DashboardAnswer['figures'][number]['key']): string | null {
  const requests = (filters: Record<string, string>) => `${paths.requests()}?${new URLSearchParams(filters)}`
  switch (key) {
    case 'openRequests':
      return requests({ status: OPEN })
    case 'firstTimeFix':
    case 'repeatRepair':
    case 'hoursToResolve':
      return requests({ kind: 'repair', status: 'resolved,closed' })
    case 'arrivalOnTime':
      return paths.visits()
    case 'csi':
      return paths.returnVisits()
    default:
      return paths.requests()
  }
}
