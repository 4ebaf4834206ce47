import { EmptyState, Icon, type IconName, names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './timeline.module.css'

export type Moment = {
  id: string
  at: string
  /** Who did it; nothing when the system did. */
  by?: string | null
  /** What happened, as one sentence. */
  title: ReactNode
  /** What was written or changed, under the sentence. */
  body?: ReactNode
  /** Seen by the customer, seen by us only, or a mere change of fields. */
  kind: 'public' | 'internal' | 'change'
  icon?: IconName
}

const kinds = ['all', 'public', 'internal', 'change'] as const
const labels = {
  all: 'timeline.all',
  public: 'timeline.public',
  internal: 'timeline.internal',
  change: 'timeline.changes',
} as const

/** Everything that happened, newest first. What the customer sees and what stays inside look different. */
export function Timeline({ moments, zone }: { moments: readonly Moment[]; zone: string }) {
  const { t } = useTranslation('console')
  const [kind, setKind] = useState<(typeof kinds)[number]>('all')
  const hasKinds = new Set(moments.map((moment) => moment.kind)).size > 1
  const shown = kind === 'all' ? moments : moments.filter((moment) => moment.kind === kind)
  return (
    <section className={styles.timeline} aria-label={t('timeline.title')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('timeline.title')}</h2>
        {hasKinds && (
          <Segmented
            size="small"
            aria-label={t('timeline.filter')}
            value={kind}
            options={kinds.map((one) => ({ value: one, label: t(labels[one]) }))}
            onChange={setKind}
          />
        )}
      </header>
      {shown.length === 0 ? (
        <EmptyState icon="clock" title={t('timeline.empty')} />
      ) : (
        <ol className={styles.list}>
          {shown.map((moment) => (
            <Entry key={moment.id} moment={moment} zone={zone} />
          ))}
        </ol>
      )}
    </section>
  )
}

function Entry({ moment, zone }: { moment: Moment; zone: string }) {
  const { t } = useTranslation('console')
  const { dates } = useFormat()
  const day = dates(zone)
  return (
    <li className={names(styles.entry, styles[moment.kind])}>
      <span className={styles.mark}>
        <Icon
          name={moment.icon ?? (moment.kind === 'public' ? 'voice' : moment.kind === 'internal' ? 'lock' : 'edit')}
          size={14}
        />
      </span>
      <div className={styles.words}>
        <p className={styles.line}>
          {moment.by && <strong>{moment.by}</strong>} {moment.title}
          {moment.kind === 'internal' && <span className={styles.inside}>{t('timeline.internalMark')}</span>}
        </p>
        {moment.body && <div className={styles.body}>{moment.body}</div>}
      </div>
      <time dateTime={moment.at} title={day.full(moment.at)} className={styles.time}>
        {day.dayTime(moment.at)}
      </time>
    </li>
  )
}
