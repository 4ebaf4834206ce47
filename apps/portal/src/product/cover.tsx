import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import page from '../shell/page.module.css'
import styles from './product.module.css'
import type { Scan } from './product.tsx'
import { Voided } from './voided.tsx'

/** Covered until when, in one line; what exactly, for who wants to know. */
export function Cover({ company, scan }: { company: string; scan: Scan }) {
  const { t } = useTranslation('portal')
  const { calendarDay } = useFormat()
  const day = scan.coveredUntil && calendarDay(scan.coveredUntil)
  const head = {
    covered: day ? t('product.covered', { day }) : t('product.coveredNow'),
    partly: day ? t('product.partly', { day }) : t('product.partlyNow'),
    not_covered: scan.warrantyEnded ? t('product.warrantyEnded') : t('product.notCovered'),
    undetermined: t('product.undetermined'),
  }[scan.outcome ?? 'undetermined']
  // Who has registered is not asked to do it again when what is still missing is said below.
  const says = scan.registered && Boolean(scan.because?.missing.length)
  const undetermined = says ? '' : t('product.undeterminedHint')
  const hint = { not_covered: t('product.notCoveredHint'), undetermined }[
    (scan.outcome ?? 'undetermined') as 'not_covered'
  ]
  // Parts, labour and travel of one goodwill read the same: one line.
  const read = scan.coverage.filter((one) => one.end || one.state === 'running')
  const parts = [...new Map(read.map((one) => [`${one.layer} ${one.name} ${one.start} ${one.end}`, one])).values()]
  return (
    <div className={page.tight}>
      <p className={page.subtitle}>{head}</p>
      {scan.warrantyEnded && !scan.mine && <p className={page.quiet}>{t('product.warrantyEndedHint')}</p>}
      {hint && <p className={page.quiet}>{hint}</p>}
      {scan.because && <Because because={scan.because} outcome={scan.outcome} />}
      {scan.voidings.map((one) => (
        <Voided key={one.id} company={company} voiding={one} />
      ))}
      {parts.length > 0 && (
        <details className={styles.details}>
          <summary>{t('product.coverTitle')}</summary>
          <ul className={styles.coverage}>
            {parts.map((one) => (
              <li key={`${one.layer} ${one.name} ${one.start} ${one.end}`}>
                <span>
                  {one.name}
                  <span className={page.small}> {t(`product.layer.${one.layer}`)}</span>
                </span>
                <span className={page.small}>
                  {one.end ? t('product.until', { day: calendarDay(one.end) }) : ''} {t(`product.state.${one.state}`)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** The right it rests on, its clause, and the sum, one tap away. The words come from the server, in the reader's language. */
function Because({ because, outcome }: { because: NonNullable<Scan['because']>; outcome: Scan['outcome'] }) {
  const { t } = useTranslation('portal')
  const { language } = useFormat()
  const list = (texts: readonly string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(texts)
  const isOpen = outcome === 'undetermined' && because.missing.length > 0
  return (
    <>
      {isOpen && <p className={page.quiet}>{t('why.open', { facts: list(because.missing) })}</p>}
      {because.remedies.length > 0 && <p>{t('why.due', { remedies: list(because.remedies) })}</p>}
      {because.title !== '' && (
        <details className={styles.details}>
          <summary>{t('why.because', { why: because.title })}</summary>
          {because.clause && <p className={page.small}>{because.clause}</p>}
          {because.sums.map((sum) => (
            <p key={sum} className={page.small}>
              {sum}
            </p>
          ))}
        </details>
      )}
    </>
  )
}
