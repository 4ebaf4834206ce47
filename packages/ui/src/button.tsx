import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './button.module.css'
import { names } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  /** Working: it keeps its size, says so, and takes no second press. */
  busy?: boolean
  /** As wide as the column: the main button of a phone screen. */
  block?: boolean
  icon?: IconName
  children: ReactNode
}

/** The button of the field app and the portal; 44 px high, so that a gloved thumb meets it. */
export function Button({ kind = 'plain', busy = false, block = false, icon, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={names(styles.button, styles[kind], block && styles.block)}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    >
      {busy ? <span className={styles.wheel} aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
}
