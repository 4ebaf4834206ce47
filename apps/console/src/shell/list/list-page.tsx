import { EmptyState, ErrorState, SkeletonRows, useProblemText } from '@aftercare/ui'
import { useFormat, useSay } from '@aftercare/words/web'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemFrom } from '../api.ts'
import { NoPermission } from '../no-permission.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import type { ListDefinition } from './define-list.ts'
import { ExportMenu } from './export-menu.tsx'
import { FilterBar } from './filter-bar.tsx'
import { useListKeys } from './list-keys.ts'
import styles from './list-page.module.css'
import { hasFilters } from './list-state.ts'
import { ListTable } from './list-table.tsx'
import { Pager } from './pager.tsx'
import { SidePanel } from './side-panel.tsx'
import { type ListHandle, useList } from './use-list.ts'
import { useSelection } from './use-selection.ts'
import { ViewTabs } from './view-tabs.tsx'

/** A whole list screen from its definition: title, saved views, filters, table, side panel, bulk bar, keys, export, news. */
export function ListPage<Row extends { id: string }>({ list }: { list: ListDefinition<Row> }) {
  const { t } = useTranslation('console')
  const handle = useList(list)
  const selection = useSelection(handle)
  const [active, setActive] = useState<string | null>(null)
  const find = useRef<HTMLInputElement>(null)
  const current = handle.state.open ?? active
  useListKeys({ handle, selection, active: current, setActive, find })
  const corrected = handle.query.data?.corrected
  const open = handle.rows.find((row) => row.id === handle.state.open)
  return (
    <div className={styles.page}>
      <div className={styles.main}>
        <Head handle={handle} />
        <ViewTabs handle={handle} />
        <div className={styles.tools}>
          <FilterBar handle={handle} find={find} />
          <ColumnsMenu handle={handle} />
          <ExportMenu handle={handle} />
        </div>
        {corrected && <p className={styles.corrected}>{t('search.corrected', corrected)}</p>}
        {handle.news > 0 && <News count={handle.news} onShow={handle.showNews} />}
        <div className={styles.body}>
          <Body handle={handle}>
            <ListTable handle={handle} selection={selection} active={current} onActive={setActive} />
          </Body>
        </div>
        {selection.ids.size > 0 ? <BulkBar handle={handle} selection={selection} /> : <Pager handle={handle} />}
      </div>
      {open && <SidePanel handle={handle} row={open} />}
    </div>
  )
}

function Head<Row extends { id: string }>({ handle }: { handle: ListHandle<Row> }) {
  const { t } = useTranslation('console')
  const say = useSay()
  const { numbers } = useFormat()
  const { list, total } = handle
  const count = total?.count ?? 0
  const text = numbers.whole(count)
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{say(list.title)}</h1>
      <span className={styles.count}>
        {total && (total.exact ? t('list.total', { count, total: text }) : t('list.totalAtLeast', { total: text }))}
      </span>
      <span className={styles.room} />
      {list.Actions && <list.Actions />}
    </header>
  )
}

function News({ count, onShow }: { count: number; onShow: () => void }) {
  const { t } = useTranslation('console')
  return (
    <div className={styles.news} role="status">
      {t('list.news', { count })}
      <Button type="link" size="small" onClick={onShow}>
        {t('list.showNews')}
      </Button>
    </div>
  )
}

type BodyProps<Row extends { id: string }> = { handle: ListHandle<Row>; children: React.ReactNode }

function Body<Row extends { id: string }>({ handle, children }: BodyProps<Row>) {
  const textOf = useProblemText()
  const problem = problemFrom(handle.query.error)
  if (problem?.status === 403) return <NoPermission />
  if (problem && handle.rows.length === 0) {
    const retry = () => void handle.query.refetch()
    return <ErrorState text={textOf(problem)} requestId={problem.requestId} onRetry={retry} />
  }
  if (handle.query.isPending) return <SkeletonRows rows={14} height={handle.state.density === 'compact' ? 36 : 44} />
  if (handle.rows.length === 0) return <Nothing handle={handle} />
  return children
}

/** Nothing matches, or nothing was ever entered: two different screens. */
function Nothing<Row extends { id: string }>({ handle }: { handle: ListHandle<Row> }) {
  const { t } = useTranslation('common')
  const say = useSay()
  const { empty } = handle.list
  if (hasFilters(handle.state)) {
    const clear = () => handle.change({ q: '', filters: {} })
    return (
      <EmptyState
        icon="filter"
        title={t('empty.noMatch')}
        hint={t('empty.noMatchHint')}
        action={<Button onClick={clear}>{t('do.clearAll')}</Button>}
      />
    )
  }
  if (!empty) return <EmptyState title={t('empty.nothing')} />
  return <EmptyState title={say(empty.title)} hint={say(empty.hint)} action={empty.Action && <empty.Action />} />
}
