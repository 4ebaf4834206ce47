import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import styles from './sheet.module.css'

type SheetProps = { open: boolean; title: string; onClose: () => void; children: ReactNode; actions?: ReactNode }

/** A panel from below. The native dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function Sheet({ open, title, onClose, children, actions }: SheetProps) {
  const { t } = useTranslation('common')
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open) dialog.current?.close()
  }, [open])
  return (
    <dialog ref={dialog} className={styles.sheet} aria-labelledby={id} onClose={onClose}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <button type="button" className={styles.close} aria-label={t('do.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className={styles.body}>{open && children}</div>
      {actions && <footer className={styles.actions}>{actions}</footer>}
    </dialog>
  )
}
