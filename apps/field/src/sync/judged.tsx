import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { FieldDay } from '../data/store.ts'
import { useFacts } from '../data/use-store.ts'
import { useSession } from '../shell/session.ts'
import styles from './sync.module.css'

type JudgedFact = FieldDay['judged'][number]

/** What the desk decided of what was told late, of one visit or of all: whether it counts, who said so, when and why. */
export function Judged({ visitId }: { visitId?: string }) {
  const { t } = useTranslation('field')
  const judged = (useFacts()?.judged ?? []).filter((one) => visitId === undefined || one.visitId === visitId)
  if (judged.length === 0) return null
  return (
    <section>
      <h2 className={styles.title}>{t('judged.title')}</h2>
      <ul className={styles.list}>
        {judged.map((one) => (
          <li key={one.key} className={styles.item} data-state={one.verdict}>
            <Decided of={one} isNamed={visitId === undefined} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Decided({ of, isNamed }: { of: JudgedFact; isNamed: boolean }) {
  const { t } = useTranslation('field')
  const { dates } = useFormat()
  const { person } = useSession()
  const { dayTime } = dates(person.timeZone)
  return (
    <>
      <div className={styles.head}>
        <strong>{t(`op.${of.kind as 'tap'}`)}</strong>
        <span className={styles.state}>{t(`judged.${of.verdict}`)}</span>
      </div>
      <span className={styles.quiet}>
        {[isNamed ? of.number : null, t('judged.happened', { time: dayTime(of.happenedAt) })]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {of.note && <p className={styles.note}>{of.note}</p>}
      <span className={styles.quiet}>
        {t('conflict.by', { name: of.by ?? t('judged.desk'), time: dayTime(of.at) })}
      </span>
    </>
  )
}
