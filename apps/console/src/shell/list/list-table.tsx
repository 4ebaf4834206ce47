import { Icon, names } from '@aftercare/ui'
import { useSay } from '@aftercare/words/web'
import { Checkbox } from 'antd'
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Go, useGo } from '../go.tsx'
import { useColumnWidths } from './column-widths.ts'
import type { Column } from './define-list.ts'
import styles from './list-table.module.css'
import { Resizer } from './resizer.tsx'
import type { ListHandle } from './use-list.ts'
import type { Selection } from './use-selection.ts'

type TableProps<Row extends { id: string }> = {
  handle: ListHandle<Row>
  selection: Selection
  active: string | null
  onActive: (id: string) => void
}

export function shownColumns<Row extends { id: string }>(handle: ListHandle<Row>): Column<Row>[] {
  return handle.state.columns.flatMap((key) => handle.list.columns.find((column) => column.key === key) ?? [])
}

/**
 * A plain table: header and first column stay, columns can be dragged wider, the whole row opens the side panel. On a phone
 * every row is a card: what does not fit side by side is called by its heading.
 */
export function ListTable<Row extends { id: string }>({ handle, selection, active, onActive }: TableProps<Row>) {
  const say = useSay()
  const columns = shownColumns(handle)
  const widths = useColumnWidths(handle.list.name)
  const widthOf = (column: Column<Row>) => widths.of(column.key) ?? column.width ?? 140
  const whole = columns.reduce((sum, column) => sum + widthOf(column), 40)
  return (
    <table
      className={names(styles.table, handle.query.isPlaceholderData && styles.old)}
      data-density={handle.state.density}
      style={{ '--whole': `${whole}px` } as CSSProperties}
      aria-busy={handle.query.isFetching}
      aria-label={say(handle.list.title)}
    >
      <colgroup>
        <col style={{ width: 40 }} />
        {columns.map((column) => (
          <col key={column.key} style={{ width: widthOf(column) }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <AllBox selection={selection} rows={handle.rows.length} />
          {columns.map((column) => (
            <Head key={column.key} handle={handle} column={column}>
              <Resizer
                label={say(column.label)}
                width={widthOf(column)}
                onWidth={(width) => widths.set(column.key, width)}
              />
            </Head>
          ))}
        </tr>
      </thead>
      <tbody>
        {handle.rows.map((row) => (
          <Line
            key={row.id}
            row={row}
            handle={handle}
            columns={columns}
            selection={selection}
            isActive={row.id === active}
            onActive={onActive}
          />
        ))}
      </tbody>
    </table>
  )
}

function AllBox({ selection, rows }: { selection: Selection; rows: number }) {
  const { t } = useTranslation('console')
  const some = selection.ids.size > 0
  const all = selection.ids.size === rows
  return (
    <th scope="col" className={styles.pick}>
      <Checkbox
        aria-label={t('list.selectAll')}
        checked={some && all}
        indeterminate={some && !all}
        onChange={selection.toggleAll}
      />
    </th>
  )
}

type HeadProps<Row extends { id: string }> = { handle: ListHandle<Row>; column: Column<Row>; children: ReactNode }

function Head<Row extends { id: string }>({ handle, column, children }: HeadProps<Row>) {
  const say = useSay()
  const { sort } = handle.state
  const order = sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : undefined
  const turn = () => handle.change({ sort: order === 'ascending' ? `-${column.key}` : column.key })
  return (
    <th scope="col" aria-sort={order} data-align={column.align} data-sortable={column.sortable}>
      {column.sortable ? (
        <button type="button" className={styles.sort} onClick={turn}>
          <span className={styles.label}>{say(column.label)}</span>
          {order && <Icon name={order === 'ascending' ? 'up' : 'down'} size={12} />}
        </button>
      ) : (
        <span className={styles.head}>
          <span className={styles.label}>{say(column.label)}</span>
        </span>
      )}
      {children}
    </th>
  )
}

type LineProps<Row extends { id: string }> = {
  row: Row
  handle: ListHandle<Row>
  columns: Column<Row>[]
  selection: Selection
  isActive: boolean
  onActive: (id: string) => void
}

function Line<Row extends { id: string }>({ row, handle, columns, selection, isActive, onActive }: LineProps<Row>) {
  const { t } = useTranslation('console')
  const go = useGo()
  const own = useRef<HTMLTableRowElement>(null)
  const { list } = handle
  const gone = handle.gone.has(row.id)
  useEffect(() => {
    if (isActive) own.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  const open = (event: React.MouseEvent) => {
    // Links, buttons and boxes inside the row do their own thing; marked text is being copied.
    // A menu or dialog opened from a cell hangs elsewhere on the page, yet its clicks come by here.
    if (!event.currentTarget.contains(event.target as Element)) return
    if ((event.target as Element).closest('a, button, input, label') || getSelection()?.toString()) return
    onActive(row.id)
    if (list.Panel) handle.change({ open: row.id })
    else if (list.pathOf) go(list.pathOf(row))
  }
  return (
    <tr
      ref={own}
      className={names(isActive && styles.active, gone && styles.gone, selection.ids.has(row.id) && styles.picked)}
      title={gone ? t('list.gone') : undefined}
      onClick={open}
    >
      <td className={styles.pick}>
        <Checkbox
          aria-label={t('list.selectRow', { name: list.nameOf(row) })}
          checked={selection.ids.has(row.id)}
          onChange={() => selection.toggle(row.id)}
        />
      </td>
      {columns.map((column, index) => (
        <Cell key={column.key} row={row} column={column} path={index === 0 ? list.pathOf?.(row) : undefined} />
      ))}
    </tr>
  )
}

type CellProps<Row> = { row: Row; column: Column<Row>; path: string | undefined }

/** The first cell is the link to the page, so that the row can be opened without a mouse or in a new tab. */
function Cell<Row extends { id: string }>({ row, column, path }: CellProps<Row>) {
  const { t } = useTranslation('common')
  const say = useSay()
  const plain = (row as Record<string, unknown>)[column.key]
  const value = column.render
    ? column.render(row)
    : typeof plain === 'boolean'
      ? t(plain ? 'yes' : 'no')
      : textOf(plain)
  return (
    <td data-align={column.align} data-heading={say(column.label)}>
      <div className={styles.cell}>
        {path === undefined ? (
          value
        ) : (
          <Go to={path} className={styles.link}>
            {value}
          </Go>
        )}
      </div>
    </td>
  )
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}
