import { SkeletonRows } from '@aftercare/ui'
import { QueryState } from '../../shell/query-state.tsx'
import { useSession } from '../../shell/session.ts'
import { useBoardActions } from './actions.ts'
import type { Board } from './board-data.ts'
import styles from './board-page.module.css'
import { BoardRoom } from './board-room.tsx'
import { useBoardState } from './board-state.ts'
import { useHeardFresh } from './heard.tsx'
import { usePanes } from './panes.ts'
import { Toolbar } from './toolbar.tsx'
import { useBoard } from './use-board.ts'

/** Who does what when: the board of the dispatcher. */
export function BoardPage() {
  const place = useBoardState()
  const { person } = useSession()
  const { board, cache } = useBoard(place.state)
  useHeardFresh()
  const actions = useBoardActions(cache)
  const panes = usePanes(place.state.open !== null, place.state.days > 1)
  const data: Board | undefined = board.data
  const station = data?.technicians.find((one) => one.station?.id === place.state.station)?.station
  return (
    <div className={styles.page}>
      <Toolbar
        {...place}
        zone={data?.zone ?? person.timeZone}
        isOneClock={new Set(data?.technicians.map((one) => one.siteZone)).size <= 1}
        stationName={station?.name}
        onUndo={actions.undo}
        panes={panes}
      />
      <QueryState query={{ ...board, data }} skeleton={<SkeletonRows rows={16} height={44} />}>
        {(now) => <BoardRoom board={now} cache={cache} actions={actions} panes={panes} place={place} />}
      </QueryState>
    </div>
  )
}
