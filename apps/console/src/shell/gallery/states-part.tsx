import {
  ClockBar,
  CopyText,
  EmptyState,
  ErrorState,
  Icon,
  Logo,
  SkeletonCard,
  StatusTag,
  TimeLeft,
  type Tone,
} from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { PageHeader, TwoColumns } from '../page-header.tsx'
import { type Moment, Timeline } from '../timeline.tsx'
import styles from './gallery.module.css'
import { inMinutes, sample } from './samples.ts'

const stages: [Tone, 'waiting' | 'planned' | 'onTheWay' | 'working' | 'done' | 'breach' | 'closed'][] = [
  ['waiting', 'waiting'],
  ['planned', 'planned'],
  ['moving', 'onTheWay'],
  ['working', 'working'],
  ['done', 'done'],
  ['breach', 'breach'],
  ['neutral', 'closed'],
]
const icons = [
  'desk',
  'dispatch',
  'field',
  'parts',
  'promises',
  'money',
  'quality',
  'voice',
  'network',
  'insight',
  'settings',
  'search',
  'bell',
  'person',
  'copy',
  'filter',
  'columns',
  'download',
  'upload',
  'camera',
  'warning',
  'clock',
  'phone',
  'menu',
  'empty',
  'lock',
  'image',
  'undo',
  'edit',
  'trash',
  'scan',
] as const

export function StatesPart() {
  const { t } = useTranslation(['common', 'console', 'requests'])
  const clock = (due: number, started: number) => ({
    dueAt: inMinutes(due),
    startedAt: inMinutes(started),
    zone: sample.zone,
  })
  const moments: Moment[] = [
    { id: '1', at: inMinutes(-5), by: sample.person, title: t('common:note'), body: sample.note, kind: 'internal' },
    { id: '2', at: inMinutes(-60), by: sample.customer, title: t('common:do.send'), body: sample.note, kind: 'public' },
    {
      id: '3',
      at: inMinutes(-90),
      by: sample.person,
      title: t('common:status'),
      body: t('stage.planned'),
      kind: 'change',
    },
  ]
  return (
    <>
      <div className={styles.row}>
        <Logo size={48} />
        {stages.map(([tone, stage]) => (
          <StatusTag key={tone} tone={tone}>
            {t(`stage.${stage}`)}
          </StatusTag>
        ))}
        <CopyText text={sample.number} />
      </div>
      <div className={styles.row}>
        {icons.map((name) => (
          <Icon key={name} name={name} />
        ))}
      </div>
      <div className={styles.grid}>
        <ClockBar label={t('common:clock.dueAt', { when: '' })} {...clock(190, -60)} />
        <ClockBar label={sample.number} {...clock(40, -200)} />
        <ClockBar label={sample.number} {...clock(-12, -300)} />
        <ClockBar label={sample.number} {...clock(90, -90)} ended="paused" />
        <ClockBar label={sample.number} {...clock(90, -90)} ended="met" />
        <TimeLeft {...clock(40, -200)} />
      </div>
      <div>
        <PageHeader
          back={{ to: '/', label: t('requests:title') }}
          number={sample.number}
          title={sample.customer}
          status={<StatusTag tone="planned">{t('stage.planned')}</StatusTag>}
          next={{ what: t('common:role.technician'), clock: { label: sample.technician, ...clock(40, -200) } }}
        />
        <TwoColumns main={<Timeline moments={moments} zone={sample.zone} />} side={<SkeletonCard />} />
      </div>
      <div className={styles.grid}>
        <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
        <ErrorState text={t('error.title')} requestId="0198c7d4-77aa" onRetry={() => location.reload()} />
      </div>
    </>
  )
}
