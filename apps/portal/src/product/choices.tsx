import { Icon, type IconName } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import page from '../shell/page.module.css'
import { Link } from '../shell/router.tsx'
import styles from './product.module.css'

export const KINDS = ['repair', 'maintenance', 'question'] as const
export type Kind = (typeof KINDS)[number]
const icons: Record<Kind, IconName> = { repair: 'warning', maintenance: 'clock', question: 'desk' }

/** The three things people come for. */
export function Choices({ company, by }: { company: string; by: { label?: string; serial?: string } }) {
  const { t } = useTranslation('portal')
  return (
    <nav className={page.tight} aria-label={t('product.what')}>
      <h2 className={page.subtitle}>{t('product.what')}</h2>
      {KINDS.map((kind) => (
        <Link key={kind} to={paths.ask(company, kind, by)} className={styles.choice}>
          <Icon name={icons[kind]} size={28} />
          <span className={styles.choiceText}>
            <strong>{t(`product.${kind}`)}</strong>
            <span className={page.quiet}>{t(`product.${kind}Hint`)}</span>
          </span>
          <Icon name="right" />
        </Link>
      ))}
    </nav>
  )
}
