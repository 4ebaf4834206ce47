import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './packs.module.css'

type Props<Entry> = {
  label: string
  entries: readonly Entry[]
  /** What the button that adds one says, and what it adds. */
  add: string
  fresh: Entry
  onChange: (entries: Entry[]) => void
  /** The fields of one; `put` takes it as it is after a change. */
  children: (entry: Entry, put: (next: Entry) => void) => ReactNode
}

/** Entries of a rule below each other: each is changed and taken away for itself, another is put at the end. */
export function EntryList<Entry>({ label, entries, add, fresh, onChange, children }: Props<Entry>) {
  const { t } = useTranslation('common')
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {entries.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other name than their order
        <div key={index} className={styles.entry}>
          {children(one, (next) => onChange(entries.with(index, next)))}
          <Button type="link" danger onClick={() => onChange(entries.filter((_, at) => at !== index))}>
            {t('do.remove')}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...entries, fresh])}>
        {add}
      </Button>
    </fieldset>
  )
}
