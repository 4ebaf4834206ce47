import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { $api } from '../../shell/api.ts'
import { useFresh } from '../../shell/live.ts'
import { useSession } from '../../shell/session.ts'
import { daysIn } from './axis.ts'
import type { Board, Visit } from './board-data.ts'
import type { BoardState } from './board-state.ts'

const path = '/api/v1/board'

/** The board as the server has it; a change by somebody else appears by itself. */
export function useBoard(state: BoardState) {
  const { person } = useSession()
  const queries = useQueryClient()
  // On which clocks the board is drawn is known with its first answer; mostly it is the person's own.
  const [zones, setZones] = useState(person.timeZone)
  const windows = zones.split(' ').map((zone) => daysIn(zone, state.firstDay, state.days))
  const window = { from: Math.min(...windows.map((one) => one.from)), to: Math.max(...windows.map((one) => one.to)) }
  const query = {
    from: new Date(window.from).toISOString(),
    to: new Date(window.to).toISOString(),
    ...(state.station ? { stationId: state.station } : {}),
  }
  const options = $api.queryOptions('get', path, { params: { query } })
  const board = $api.useQuery('get', path, { params: { query } }, { placeholderData: keepPreviousData })
  const clocks = board.data && !board.isPlaceholderData ? clocksOf(board.data) : zones
  if (clocks !== zones) setZones(clocks)
  useFresh({ subject: ['visit', 'work_order', 'offer', 'request'], paths: [path], every: 400 })
  const key = JSON.stringify(options.queryKey)
  const cache = useMemo(() => {
    const queryKey = JSON.parse(key) as typeof options.queryKey
    return {
      read: () => queries.getQueryData<Board>(queryKey),
      /** Shows a change before the server has said yes. */
      patchVisit: (id: string, to: Partial<Visit>) =>
        queries.setQueryData<Board>(queryKey, (now) => now && withVisit(now, id, to)),
      refresh: () => queries.invalidateQueries({ queryKey: ['get', path] }),
    }
  }, [queries, key])
  return { board, cache }
}
export type BoardCache = ReturnType<typeof useBoard>['cache']

const clocksOf = ({ zone, technicians }: Board) =>
  [...new Set([zone, ...technicians.map((one) => one.siteZone)])].sort().join(' ')

function withVisit(board: Board, id: string, to: Partial<Visit>): Board {
  const visits = board.visits.map((visit) => (visit.id === id ? { ...visit, ...to } : visit))
  return { ...board, visits: visits.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt)) }
}
