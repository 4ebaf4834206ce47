import { Icon, names } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import page from '../shell/page.module.css'
import { Link } from '../shell/router.tsx'
import styles from './product.module.css'
import type { Scan } from './product.tsx'

type RecallsProps = { company: string; recalls: Scan['recalls']; by: { label?: string; serial?: string } }

/** What is open on the product, before anything else: what can happen, what to do until then, and the way to have it done. */
export function Recalls({ company, recalls, by }: RecallsProps) {
  const { t } = useTranslation('portal')
  return recalls.map((one) => {
    const head = t(one.isSafety ? 'recall.safety' : `recall.${one.kind}`)
    const words = t('recall.words', { number: one.number, title: one.title })
    return (
      <section key={one.number} className={names(styles.warning, one.isSafety && styles.danger)} aria-label={head}>
        <Icon name="warning" size={28} />
        <div className={page.tight}>
          <h2 className={page.subtitle}>{head}</h2>
          <p>
            <strong>{one.title}</strong> <span className={page.small}>{one.number}</span>
          </p>
          {one.stopUse && <p className={styles.stop}>{t('recall.stopUse')}</p>}
          {one.hazard && <p>{one.hazard}</p>}
          {one.advice && <p>{one.advice}</p>}
          <p>{t('recall.free')}</p>
          <Link to={paths.ask(company, 'repair', { ...by, words })} className={page.link}>
            {t('recall.book')}
          </Link>
        </div>
      </section>
    )
  })
}
