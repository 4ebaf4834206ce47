import { EmptyState, Icon, names } from '@aftercare/ui'
import { Modal } from 'antd'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from './go.tsx'
import { useKeys } from './keys.ts'
import { onPalette } from './palette.ts'
import styles from './search-palette.module.css'
import { type Found, remember, useFound } from './search-results.ts'

/** Ctrl/⌘ K: a number, a customer, a phone, a piece of a serial, or a page. */
export function SearchPalette() {
  const [open, setOpen] = useState(false)
  const { t } = useTranslation('console')
  useKeys([{ key: 'mod+k', label: 'console:keys.search', run: () => setOpen(true), inFields: true }], true)
  useEffect(() => onPalette(() => setOpen(true)), [])
  return (
    <Modal
      open={open}
      onCancel={() => setOpen(false)}
      footer={null}
      closable={false}
      width={640}
      style={{ top: 80 }}
      // The title is for screen readers; the eye has the field.
      styles={{ container: { padding: 0 }, header: { display: 'none' } }}
      destroyOnHidden
      title={t('search.title')}
    >
      <Search onDone={() => setOpen(false)} />
    </Modal>
  )
}

function Search({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('console')
  const go = useGo()
  const id = useId()
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const { groups, corrected, busy } = useFound(q)
  const flat = groups.flatMap((group) => group.items)
  const open = (found: Found | undefined) => {
    if (!found) return
    remember(found)
    onDone()
    go(found.path)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((flat.length + at + step) % Math.max(flat.length, 1))
    } else if (event.key === 'Enter') open(flat[at])
  }
  return (
    <div className={styles.palette}>
      <div className={styles.line}>
        <Icon name="search" />
        <input
          className={styles.input}
          // biome-ignore lint/a11y/noAutofocus: it was opened to type into
          autoFocus
          role="combobox"
          aria-expanded={flat.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={flat[at] ? `${id}-${at}` : undefined}
          aria-label={t('search.title')}
          placeholder={t('search.placeholder')}
          value={q}
          onChange={(event) => {
            setQ(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        {busy && <span className={styles.busy} aria-hidden="true" />}
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={t('search.title')} className={styles.list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, not fieldsets
          <div key={group.title} role="group" aria-label={group.title}>
            <div className={styles.group}>{group.title}</div>
            {group.items.map((found) => {
              const index = flat.indexOf(found)
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works from the input above
                <div
                  key={found.path}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === at}
                  className={names(styles.item, index === at && styles.active)}
                  onMouseMove={() => setAt(index)}
                  onClick={() => open(found)}
                >
                  <span className={styles.title}>{found.title}</span>
                  <span className={styles.subtitle}>{found.subtitle}</span>
                </div>
              )
            })}
          </div>
        ))}
      </div>
      {corrected && <p className={styles.corrected}>{t('search.corrected', corrected)}</p>}
      {flat.length === 0 && !busy && (
        <EmptyState icon="search" title={q.trim() === '' ? t('search.hint') : t('search.nothing', { q: q.trim() })} />
      )}
    </div>
  )
}
