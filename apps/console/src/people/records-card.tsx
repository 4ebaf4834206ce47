import { Card } from '@aftercare/ui'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '../shell/use-change.ts'
import styles from './cards.module.css'

type RecordsProps<One extends { id: string }> = {
  title: string
  records: readonly One[]
  /** What stands there while there are none. */
  none: string
  /** The button, and the title of the dialog. */
  add: string
  may: boolean
  line: (one: One) => ReactNode
  /** How one is called: then it can be opened and changed. */
  nameOf?: (one: One) => string
  form: (known: One | null, done: () => void) => ReactNode
  width?: number
}

/** A card of things that belong to a person or a station: listed, added and changed in a dialog. */
export function RecordsCard<One extends { id: string }>(props: RecordsProps<One>) {
  const { title, records, none, add, may, line, nameOf, form, width } = props
  const { t } = useTranslation('common')
  const [open, setOpen] = useState<One | 'new' | null>(null)
  const close = () => setOpen(null)
  return (
    <Card
      title={title}
      aside={
        may && (
          <Button type="text" size="small" onClick={() => setOpen('new')}>
            {add}
          </Button>
        )
      }
    >
      {records.length === 0 && <p className={styles.none}>{none}</p>}
      <ul className={styles.list}>
        {records.map((one) => (
          <li key={one.id} className={styles.line}>
            {line(one)}
            {may && nameOf && (
              <Button
                type="text"
                size="small"
                className={styles.end!}
                aria-label={`${t('do.edit')} ${nameOf(one)}`}
                onClick={() => setOpen(one)}
              >
                {t('do.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Modal
        open={open !== null}
        title={open === 'new' || open === null ? add : nameOf?.(open)}
        footer={null}
        onCancel={close}
        destroyOnHidden
        closable={{ 'aria-label': t('do.close') }}
        {...(width === undefined ? {} : { width })}
      >
        {open && form(open === 'new' ? null : open, close)}
      </Modal>
    </Card>
  )
}

type RemoveProps = { name: string; remove: () => Promise<unknown>; paths: readonly string[]; done: string }

/** Takes one of them away at once; it says which. */
export function RemoveButton({ name, remove, paths, done }: RemoveProps) {
  const { t } = useTranslation('common')
  const change = useChange(remove, { paths, done, tellRefusal: true })
  return (
    <Button
      type="text"
      size="small"
      className={styles.end!}
      loading={change.isPending}
      aria-label={`${t('do.remove')}: ${name}`}
      onClick={() => change.mutate(undefined)}
    >
      {t('do.remove')}
    </Button>
  )
}
