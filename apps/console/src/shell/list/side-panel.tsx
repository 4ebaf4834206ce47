import { Icon } from '@aftercare/ui'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Go } from '../go.tsx'
import styles from './side-panel.module.css'
import type { ListHandle } from './use-list.ts'

/** The row beside the list: stepped with J and K or the arrows, closed with Escape. */
export function SidePanel<Row extends { id: string }>({ handle, row }: { handle: ListHandle<Row>; row: Row }) {
  const { t } = useTranslation(['console', 'common'])
  const { list, rows } = handle
  if (!list.Panel) return null
  const at = rows.findIndex((one) => one.id === row.id)
  const step = (by: number) => {
    const next = rows[at + by]
    if (next) handle.change({ open: next.id })
  }
  return (
    <aside className={styles.panel} aria-label={t('list.panel')}>
      <header className={styles.head}>
        <Button
          type="text"
          icon={<Icon name="up" size={16} />}
          aria-label={t('list.stepPrevious')}
          disabled={at <= 0}
          onClick={() => step(-1)}
        />
        <Button
          type="text"
          icon={<Icon name="down" size={16} />}
          aria-label={t('list.stepNext')}
          disabled={at >= rows.length - 1}
          onClick={() => step(1)}
        />
        <span className={styles.name}>{list.nameOf(row)}</span>
        {list.pathOf && (
          <Go to={list.pathOf(row)} className={styles.open}>
            {t('list.openPage')}
          </Go>
        )}
        <Button
          type="text"
          icon={<Icon name="close" size={16} />}
          aria-label={t('common:do.close')}
          onClick={() => handle.change({ open: null })}
        />
      </header>
      <div className={styles.body}>
        <list.Panel key={row.id} row={row} />
      </div>
    </aside>
  )
}
