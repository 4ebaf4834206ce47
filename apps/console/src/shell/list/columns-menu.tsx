import { Icon } from '@aftercare/ui'
import { useSay } from '@aftercare/words/web'
import { Button, Checkbox, Popover, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './columns-menu.module.css'
import { type ListState, standardColumns } from './list-state.ts'
import type { ListHandle } from './use-list.ts'

/** Which columns, in which order, how high the rows. */
export function ColumnsMenu<Row extends { id: string }>({ handle }: { handle: ListHandle<Row> }) {
  const { t } = useTranslation('console')
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} content={<Columns handle={handle} />}>
      <Button icon={<Icon name="columns" size={16} />} aria-label={t('list.columns')} title={t('list.columns')} />
    </Popover>
  )
}

function Columns<Row extends { id: string }>({ handle }: { handle: ListHandle<Row> }) {
  const { t } = useTranslation('console')
  const { list, state } = handle
  const shown = state.columns
  const rest = list.columns.map((column) => column.key).filter((key) => !shown.includes(key))
  const set = (columns: string[]) => handle.change({ columns })
  const move = (key: string, by: number) => {
    const at = shown.indexOf(key)
    const next = shown.filter((one) => one !== key)
    next.splice(at + by, 0, key)
    set(next)
  }
  const toggle = (key: string) => set(shown.includes(key) ? shown.filter((one) => one !== key) : [...shown, key])
  return (
    <div className={styles.menu}>
      <p className={styles.hint}>{t('list.columnsHint')}</p>
      <ul className={styles.list}>
        {[...shown, ...rest].map((key) => (
          <ColumnLine
            key={key}
            handle={handle}
            name={key}
            place={shown.indexOf(key)}
            last={shown.length - 1}
            onToggle={() => toggle(key)}
            onMove={(by) => move(key, by)}
          />
        ))}
      </ul>
      <Button type="link" size="small" onClick={() => set(standardColumns(list))}>
        {t('list.columnsReset')}
      </Button>
      <p className={styles.hint}>{t('list.density')}</p>
      <Segmented<ListState['density']>
        block
        value={state.density}
        options={[
          { value: 'compact', label: t('list.compact') },
          { value: 'comfortable', label: t('list.comfortable') },
        ]}
        onChange={(density) => handle.change({ density })}
      />
    </div>
  )
}

type LineProps<Row extends { id: string }> = {
  handle: ListHandle<Row>
  name: string
  /** -1 while it is not shown. */
  place: number
  last: number
  onToggle: () => void
  onMove: (by: number) => void
}

function ColumnLine<Row extends { id: string }>({ handle, name, place, last, onToggle, onMove }: LineProps<Row>) {
  const { t } = useTranslation('console')
  const say = useSay()
  const column = handle.list.columns.find((one) => one.key === name)
  if (!column) return null
  const label = say(column.label)
  const shown = place >= 0
  return (
    <li className={styles.line}>
      <Checkbox checked={shown} disabled={shown && last === 0} onChange={onToggle}>
        {label}
      </Checkbox>
      {shown && (
        <span className={styles.moves}>
          <Button
            type="text"
            size="small"
            icon={<Icon name="up" size={14} />}
            aria-label={t('list.moveUp', { name: label })}
            disabled={place === 0}
            onClick={() => onMove(-1)}
          />
          <Button
            type="text"
            size="small"
            icon={<Icon name="down" size={14} />}
            aria-label={t('list.moveDown', { name: label })}
            disabled={place === last}
            onClick={() => onMove(1)}
          />
        </span>
      )}
    </li>
  )
}
