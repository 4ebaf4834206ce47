import { Icon } from '@aftercare/ui'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SCANNED, scannerKeys } from './scan-keys.ts'
import styles from './store.module.css'

// The reader of bar codes is big and wanted on phones only.
const ScanSheet = lazy(() => import('@aftercare/ui/scan').then((m) => ({ default: m.ScanSheet })))

type Props = { label: string; busy?: boolean; onText: (text: string) => void }

/** Where codes come in: typed, by a scanner that types like a keyboard, or by the camera. Keys pressed anywhere lead here. */
export function ScanInput({ label, busy = false, onText }: Props) {
  const { t } = useTranslation('common')
  const [text, setText] = useState('')
  const [camera, setCamera] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const latest = useRef(onText)
  latest.current = onText
  useEffect(() => {
    const read = scannerKeys()
    const lead = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement
      const scanned = read(event.key, event.timeStamp)
      // Into the field of a quantity, say: the code is taken, the field forgets it.
      if (scanned && at !== field.current && at.closest('input') && !at.closest('[role="dialog"], dialog')) {
        event.preventDefault()
        event.stopPropagation()
        window.dispatchEvent(new Event(SCANNED))
        field.current?.focus()
        latest.current(scanned)
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return
      if (at.closest('input, textarea, select, [contenteditable], [role="dialog"], dialog')) return
      field.current?.focus()
    }
    // Before the keys of the console: a scanned "g" is no command.
    window.addEventListener('keydown', lead, true)
    return () => window.removeEventListener('keydown', lead, true)
  }, [])
  const submit = (typed: string) => {
    const read = typed.trim()
    setText('')
    if (read) onText(read)
  }
  return (
    <form
      className={styles.scan}
      onSubmit={(event) => {
        event.preventDefault()
        submit(text)
      }}
    >
      <input
        ref={field}
        className={styles.field}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: whoever opens the page has a scanner in the hand
        autoFocus
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="done"
        placeholder={label}
        aria-label={label}
        aria-busy={busy || undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <button
        type="button"
        className={styles.camera}
        aria-label={t('scan.into', { field: label })}
        onClick={() => setCamera(true)}
      >
        <Icon name="camera" />
      </button>
      {camera && (
        <Suspense>
          <ScanSheet
            title={label}
            onClose={() => setCamera(false)}
            onFound={(found) => {
              setCamera(false)
              submit(found)
            }}
          />
        </Suspense>
      )}
    </form>
  )
}
