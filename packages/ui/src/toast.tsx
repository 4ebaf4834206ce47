import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import styles from './toast.module.css'

export type Toast = {
  text: string
  /** A longer explanation, such as why two of fifty were skipped. */
  detail?: string
  bad?: boolean
  /** Takes the change back; offered for ten seconds. */
  undo?: () => void | Promise<void>
}

type Shown = Toast & { id: number }
const ToastContext = createContext<(toast: Toast) => void>(() => {})

/** Says that something was done: `toast({ text, undo })`. */
export function useToast(): (toast: Toast) => void {
  return use(ToastContext)
}

let lastId = 0

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([])
  const show = useCallback((toast: Toast) => {
    lastId += 1
    setShown((all) => [...all.slice(-2), { ...toast, id: lastId }])
  }, [])
  const hide = useCallback((id: number) => setShown((all) => all.filter((one) => one.id !== id)), [])
  const bubbles = useMemo(
    () => shown.map((toast) => <Bubble key={toast.id} toast={toast} onGone={() => hide(toast.id)} />),
    [shown, hide],
  )
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.place} role="status">
        {bubbles}
      </div>
    </ToastContext>
  )
}

function Bubble({ toast, onGone }: { toast: Shown; onGone: () => void }) {
  const { t } = useTranslation('common')
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(onGone, toast.undo || toast.bad || toast.detail ? 10_000 : 4_000)
    return () => clearTimeout(timer)
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding the pointer over it only keeps it longer
    <div
      className={styles.toast}
      data-bad={toast.bad || undefined}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
    >
      <Icon name={toast.bad ? 'warning' : 'check'} size={18} />
      <div className={styles.text}>
        {toast.text}
        {toast.detail && <p className={styles.detail}>{toast.detail}</p>}
      </div>
      {toast.undo && (
        <button
          type="button"
          className={styles.undo}
          onClick={() => {
            onGone()
            void toast.undo?.()
          }}
        >
          {t('do.undo')}
        </button>
      )}
      <button type="button" className={styles.close} aria-label={t('do.close')} onClick={onGone}>
        <Icon name="close" size={16} />
      </button>
    </div>
  )
}
