import { Icon } from '@aftercare/ui'
import { useSay } from '@aftercare/words/web'
import { Button, Dropdown, Input, Popover } from 'antd'
import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './define-list.ts'
import styles from './filter-bar.module.css'
import { FilterEditor } from './filter-editor.tsx'
import { useFilterText } from './filter-text.ts'
import { hasFilters } from './list-state.ts'
import type { ListHandle } from './use-list.ts'

type BarProps<Row extends { id: string }> = { handle: ListHandle<Row>; find: RefObject<HTMLInputElement | null> }

/** Search, one chip per filter (press it to change it), and what else can be filtered by. */
export function FilterBar<Row extends { id: string }>({ handle, find }: BarProps<Row>) {
  const { t } = useTranslation(['console', 'common'])
  const { list, state } = handle
  // Just added and still empty: its editor is open, but it does not filter yet.
  const [added, setAdded] = useState<string | null>(null)
  const inUse = list.columns.filter((column) => column.filter && (column.key in state.filters || column.key === added))
  const set = (key: string, value: string) => {
    const { [key]: _old, ...others } = state.filters
    handle.change({ filters: value === '' ? others : { ...others, [key]: value } })
  }
  return (
    <div className={styles.bar}>
      {list.searchable && <Find key={state.q} handle={handle} find={find} />}
      {inUse.map((column) => (
        <Chip
          key={column.key}
          column={column as Column<never>}
          value={state.filters[column.key] ?? ''}
          initiallyOpen={column.key === added}
          onChange={(value) => set(column.key, value)}
          onClosed={() => setAdded(null)}
        />
      ))}
      <AddFilter handle={handle} inUse={inUse.map((column) => column.key)} onAdd={setAdded} />
      {hasFilters(state) && (
        <Button type="text" onClick={() => handle.change({ q: '', filters: {} })}>
          {t('common:do.clearAll')}
        </Button>
      )}
    </div>
  )
}

function Find<Row extends { id: string }>({ handle, find }: BarProps<Row>) {
  const { t } = useTranslation('console')
  const [text, setText] = useState(handle.state.q)
  const commit = () => text.trim() !== handle.state.q && handle.change({ q: text.trim() })
  useEffect(() => {
    const timer = setTimeout(commit, 350)
    return () => clearTimeout(timer)
  })
  return (
    <Input
      ref={(input) => {
        find.current = input?.input ?? null
      }}
      className={styles.find}
      prefix={<Icon name="search" size={14} />}
      allowClear
      autoFocus={document.activeElement === find.current && find.current !== null}
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={commit}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}

type AddProps<Row extends { id: string }> = { handle: ListHandle<Row>; inUse: string[]; onAdd: (key: string) => void }

function AddFilter<Row extends { id: string }>({ handle, inUse, onAdd }: AddProps<Row>) {
  const { t } = useTranslation('console')
  const say = useSay()
  const items = handle.list.columns
    .filter((column) => column.filter && !inUse.includes(column.key))
    .map((column) => ({ key: column.key, label: say(column.label) }))
  if (items.length === 0) return null
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => onAdd(key) }}>
      <Button icon={<Icon name="filter" size={16} />}>{t('list.addFilter')}</Button>
    </Dropdown>
  )
}

type ChipProps = {
  column: Column<never>
  value: string
  initiallyOpen: boolean
  onChange: (value: string) => void
  onClosed: () => void
}

function Chip({ column, value, initiallyOpen, onChange, onClosed }: ChipProps) {
  const { t } = useTranslation('console')
  const say = useSay()
  const [open, setOpen] = useState(initiallyOpen)
  const text = useFilterText(column.filter, value)
  const name = say(column.label)
  const turn = (next: boolean) => {
    setOpen(next)
    if (!next) onClosed()
  }
  return (
    <span className={styles.chip}>
      <Popover
        open={open}
        onOpenChange={turn}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        destroyOnHidden
        content={
          column.filter && <FilterEditor filter={column.filter} label={name} value={value} onChange={onChange} />
        }
      >
        <button type="button" className={styles.open} aria-expanded={open}>
          {value === '' ? name : t('list.filterChip', { name, value: text })}
          <Icon name="down" size={12} />
        </button>
      </Popover>
      <button
        type="button"
        className={styles.remove}
        aria-label={t('list.filterRemove', { name })}
        onClick={() => {
          onChange('')
          onClosed()
        }}
      >
        <Icon name="close" size={12} />
      </button>
    </span>
  )
}
