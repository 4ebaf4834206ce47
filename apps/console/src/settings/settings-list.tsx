import { Card, EmptyState } from '@aftercare/ui'
import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { useKeys } from '../shell/keys.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import styles from './settings.module.css'

type Props<T extends { id: string }> = {
  title: string
  hint: string
  empty: { title: string; hint: string }
  query: Pick<UseQueryResult<{ items: T[] }, unknown>, 'data' | 'error' | 'refetch'>
  /** The word on the button, and for the list of keys; absent: whoever looks may change nothing. */
  add?: { label: string; key: 'parts:classes.add' | 'people:skill.add' } | undefined
  titleOf: (one: T) => string
  row: (one: T, onEdit: (() => void) | null) => ReactNode
  /** Rows nobody adds or changes. */
  fixed?: ReactNode
  form: (of: T | null, onDone: () => void) => ReactNode
}

/** A short list of the company's own, each changed in a dialog: skills, classes. */
export function SettingsList<T extends { id: string }>(props: Props<T>) {
  const { title, hint, empty, query, add, titleOf, row, fixed, form } = props
  const { t } = useTranslation(['people', 'common'])
  const [edited, setEdited] = useState<T | 'new' | null>(null)
  useKeys(add ? [{ key: 'c', label: add.key, run: () => setEdited('new') }] : [])
  const button = add && (
    <Button type="primary" onClick={() => setEdited('new')}>
      {add.label}
    </Button>
  )
  return (
    <>
      <PageHeader back={{ to: paths.settings(), label: t('settings.title') }} title={title} actions={button} />
      <QueryState query={query}>
        {({ items }) => (
          <div className={styles.page}>
            <p className={styles.hint}>{hint}</p>
            {items.length === 0 && <EmptyState title={empty.title} hint={empty.hint} action={button} />}
            {(items.length > 0 || fixed) && (
              <Card>
                <ul className={styles.list}>
                  {items.map((one) => (
                    <li key={one.id} className={styles.row}>
                      {row(one, add ? () => setEdited(one) : null)}
                    </li>
                  ))}
                  {fixed}
                </ul>
              </Card>
            )}
          </div>
        )}
      </QueryState>
      <Modal
        open={edited !== null}
        title={edited === 'new' ? add?.label : edited && titleOf(edited)}
        footer={null}
        onCancel={() => setEdited(null)}
        closable={{ 'aria-label': t('common:do.close') }}
        destroyOnHidden
      >
        {edited && form(edited === 'new' ? null : edited, () => setEdited(null))}
      </Modal>
    </>
  )
}

export function EditButton({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation('common')
  return (
    <Button type="text" size="small" aria-label={`${t('do.edit')} ${name}`} onClick={onClick}>
      {t('do.edit')}
    </Button>
  )
}
