import { localDay } from '@aftercare/rules'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useSession } from '../../shell/session.ts'
import { addDays, mondayOf } from './axis.ts'

export const zooms = ['day', 'five', 'week'] as const
export type Zoom = (typeof zooms)[number]
const lengths = { day: 1, five: 5, week: 7 }

/** What the board shows. All of it lives in the address, so that a copied link shows another person the same. */
export type BoardState = {
  /** The day that was chosen; a week shows the one it is in. */
  date: string
  zoom: Zoom
  firstDay: string
  days: number
  station: string | null
  /** Text that fades what does not match. */
  q: string
  /** `visit:<id>` or `order:<id>` */
  open: string | null
}

type Search = Record<string, string | undefined>

export function readBoard(search: Search, today: string): BoardState {
  const zoom = zooms.find((one) => one === search.zoom) ?? 'day'
  const date = /^\d{4}-\d{2}-\d{2}$/.test(search.date ?? '') ? search.date! : today
  return {
    date,
    zoom,
    firstDay: zoom === 'day' ? date : mondayOf(date),
    days: lengths[zoom],
    station: search.station ?? null,
    q: search.q ?? '',
    open: search.open ?? null,
  }
}

export function useBoardState() {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const { person } = useSession()
  const state = readBoard(search, localDay(Date.now(), person.timeZone))
  const change = (to: Partial<Pick<BoardState, 'date' | 'zoom' | 'station' | 'q' | 'open'>>) => {
    const next: Search = { ...search }
    for (const [key, value] of Object.entries(to)) next[key] = value || undefined
    void navigate({ to: '.', search: next as never, replace: 'q' in to || 'open' in to, resetScroll: false })
  }
  const step = (by: number) => change({ date: addDays(state.date, by * (state.zoom === 'day' ? 1 : 7)) })
  return { state, change, step }
}
