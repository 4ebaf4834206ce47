import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './copy-text.module.css'
import { Icon } from './icon.tsx'

/** The clipboard needs https; on plain http a hidden field and the old command still work. */
export async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}

/** A number, serial or phone with one-click copy. `children` is shown instead of the bare text (a link, for example). */
export function CopyText({ text, children }: { text: string; children?: ReactNode }) {
  const { t } = useTranslation('common')
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 1500)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <span className={styles.copy}>
      {children ?? text}
      <button
        type="button"
        className={styles.button}
        data-done={done || undefined}
        aria-label={t('copyOf', { what: text })}
        title={done ? t('copied') : t('do.copy')}
        onClick={async (event) => {
          event.preventDefault()
          event.stopPropagation()
          await copy(text)
          setDone(true)
        }}
      >
        <Icon name={done ? 'check' : 'copy'} size={14} />
      </button>
      <span role="status" className={styles.said}>
        {done ? t('copied') : ''}
      </span>
    </span>
  )
}
