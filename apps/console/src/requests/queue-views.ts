import type { Preset } from '../shell/list/define-list.ts'
import { dayOf, endOfDay } from '../shell/list/zone-day.ts'

const openStates = 'new,triaged,scheduled,in_progress,waiting'
const open = { 'filter[status]': openStates, sort: 'nextDueAt' }

/** What the desk asks of its queue all day. */
export const queueViews: readonly Preset[] = [
  { key: 'mine', label: 'requests:view.mine', state: ({ person }) => ({ ...open, 'filter[ownerId]': person.id }) },
  { key: 'unassigned', label: 'requests:view.unassigned', state: () => ({ ...open, 'filter[ownerId]': 'none' }) },
  {
    key: 'due-today',
    label: 'requests:view.dueToday',
    state: ({ person }, now) => {
      const until = endOfDay(dayOf(now.toISOString(), person.timeZone), person.timeZone)
      return { ...open, 'filter[nextDueAt]': `${now.toISOString()}..${until}` }
    },
  },
  {
    key: 'breached',
    label: 'requests:view.breached',
    state: (_, now) => ({ ...open, 'filter[nextDueAt]': `..${now.toISOString()}` }),
  },
  { key: 'open', label: 'requests:view.open', state: () => open },
  {
    key: 'closed',
    label: 'requests:view.closed',
    state: () => ({ 'filter[status]': 'resolved,closed,cancelled' }),
  },
]
