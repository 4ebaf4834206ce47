import { useTranslation } from 'react-i18next'
import { useViewers } from './use-viewers.ts'
import styles from './viewers.module.css'

/** Somebody else has it open: before two people answer the same customer. */
export function Viewers({ requestId }: { requestId: string }) {
  const { t } = useTranslation('requests')
  const others = useViewers(requestId)
  return (
    <span className={styles.viewers} role="status">
      {others.slice(0, 4).map(({ id, name }) => (
        <span key={id} className={styles.viewer} title={t('page.viewing', { name })}>
          <span aria-hidden="true">{initialsOf(name)}</span>
          <span className={styles.said}>{t('page.viewing', { name })}</span>
        </span>
      ))}
      {others.length > 4 && <span>+{others.length - 4}</span>}
    </span>
  )
}

/** The last two of a Han name, the first letters of others. */
function initialsOf(name: string): string {
  if (/^\p{Script=Han}+$/u.test(name)) return name.slice(-2)
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('')
}
