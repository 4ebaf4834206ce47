import { LanguageSwitch, Logo } from '@aftercare/ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './door.module.css'

type DoorProps = { title: string; hint?: string; children: ReactNode; below?: ReactNode }

/** The frame of everything before the sign-in: the mark, one card, the language. */
export function Door({ title, hint, children, below }: DoorProps) {
  const { t } = useTranslation('common')
  return (
    <main className={styles.door}>
      <div className={styles.mark}>
        <Logo size={36} />
        <span>{t('product')}</span>
      </div>
      <section className={styles.card}>
        <h1 className={styles.title}>{title}</h1>
        {hint && <p className={styles.hint}>{hint}</p>}
        {children}
      </section>
      {below}
      <LanguageSwitch />
    </main>
  )
}
