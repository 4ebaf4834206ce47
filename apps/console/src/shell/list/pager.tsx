import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { limits } from './list-state.ts'
import styles from './pager.module.css'
import type { ListHandle } from './use-list.ts'

/** Cursor pages: forward by the server's cursor, back by the trail of those already seen. */
export function Pager<Row extends { id: string }>({ handle }: { handle: ListHandle<Row> }) {
  const { t } = useTranslation('console')
  const { numbers } = useFormat()
  const { state, nextCursor, pageNumber } = handle
  const isFirst = state.after === null
  // A link into the middle has no trail: there is only the way back to the beginning.
  const back = pageNumber > 1 ? handle.previous : handle.first
  return (
    <footer className={styles.pager}>
      <Select
        size="small"
        variant="borderless"
        aria-label={t('list.perPageLabel')}
        value={state.limit}
        options={limits.map((limit) => ({ value: limit, label: t('list.perPage', { count: limit }) }))}
        onChange={(limit) => handle.change({ limit })}
      />
      <span className={styles.room} />
      {(!isFirst || nextCursor !== null) && (
        <nav className={styles.turn} aria-label={t('list.position', { page: numbers.whole(pageNumber) })}>
          <Button
            size="small"
            disabled={isFirst}
            icon={<Icon name="left" size={14} />}
            aria-label={t(pageNumber > 1 ? 'list.previous' : 'list.first')}
            onClick={back}
          />
          <span>{t('list.position', { page: numbers.whole(pageNumber) })}</span>
          <Button
            size="small"
            disabled={nextCursor === null}
            icon={<Icon name="right" size={14} />}
            aria-label={t('list.next')}
            onClick={() => nextCursor !== null && handle.next(nextCursor)}
          />
        </nav>
      )}
    </footer>
  )
}
