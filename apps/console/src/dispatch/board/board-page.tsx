import { SkeletonRows } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { QueryState } from '../../shell/query-state.tsx'
import type { Board } from './board-data.ts'
import styles from './board-page.module.css'
import { BoardRoom } from './board-room.tsx'
import { useBoardState } from './board-state.ts'
import { useBoard } from './use-board.ts'

/** Who does what when: the board of the dispatcher. */
export function BoardPage() {
  const place = useBoardState()
  const { board, cache } = useBoard(place.state)
  const { t } = useTranslation('dispatch')
  const skeleton = (
    <div className={styles.wait}>
      <h1 className={styles.hidden}>{t('board.title')}</h1>
      <SkeletonRows rows={16} height={44} />
    </div>
  )
  return (
    <QueryState
      query={board as { data: Board | undefined; error: unknown; refetch: typeof board.refetch }}
      skeleton={skeleton}
    >
      {(data) => <BoardRoom board={data} cache={cache} place={place} />}
    </QueryState>
  )
}
