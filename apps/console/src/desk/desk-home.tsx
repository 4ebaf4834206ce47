import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { queueViews } from '../requests/queue-views.ts'
import { Go, useGo } from '../shell/go.tsx'
import { useKeys } from '../shell/keys.ts'
import { useFresh } from '../shell/live.ts'
import { useCan, useSession } from '../shell/session.ts'
import styles from './desk.module.css'
import { FirstSteps, useBeginning } from './first-steps.tsx'
import { RequestLines } from './request-lines.tsx'
import { ReturnVisits } from './return-visits.tsx'
import { useSlice } from './use-slice.ts'

const tiles = ['mine', 'unassigned', 'due-today', 'breached'] as const

/** What the day starts with: what is mine and runs out first, what nobody has yet, what was promised and not kept. */
export function DeskHome() {
  const { t } = useTranslation('requests')
  const { person } = useSession()
  const { dates } = useFormat()
  const can = useCan()
  const go = useGo()
  useFresh({ subject: ['request', 'return_visit'], paths: ['/api/v1/requests', '/api/v1/return-visits'] })
  const beginning = useBeginning()
  useKeys([{ key: 'c', label: 'requests:do.new', run: () => go(paths.requestNew()) }])
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t('desk.greeting', { name: person.name })}</h1>
        <span className={styles.date}>{dates(person.timeZone).weekday(Date.now())}</span>
        <span className={styles.room} />
        <Button type="primary" onClick={() => go(paths.requestNew())}>
          {t('do.new')}
        </Button>
      </header>
      <nav className={styles.tiles} aria-label={t('desk.figures')}>
        {tiles.map((view) => (
          <Tile key={view} view={view} />
        ))}
      </nav>
      {beginning ? (
        <FirstSteps />
      ) : (
        <div className={styles.columns}>
          <Slice view="mine" />
          <Slice view="breached" />
          <Slice view="unassigned" />
          {can('voice.read') && <ReturnVisits />}
        </div>
      )}
    </div>
  )
}

function useLabel(view: string) {
  const { t } = useTranslation()
  const preset = queueViews.find((one) => one.key === view)
  return preset ? (t as (key: string) => string)(preset.label) : ''
}

function Tile({ view }: { view: (typeof tiles)[number] }) {
  const { numbers } = useFormat()
  const label = useLabel(view)
  const total = useSlice(view).data?.total
  const count = total?.count ?? 0
  return (
    <Go to={paths.queueView(view)} className={styles.tile ?? ''}>
      <span className={styles.label}>{label}</span>
      <span className={styles.count} data-alarm={(view === 'breached' && count > 0) || undefined}>
        {total ? `${numbers.whole(count)}${total.exact ? '' : '+'}` : '–'}
      </span>
    </Go>
  )
}

function Slice({ view }: { view: 'mine' | 'unassigned' | 'breached' }) {
  const { t } = useTranslation('requests')
  const label = useLabel(view)
  const query = useSlice(view)
  return (
    <Card title={label} aside={<Go to={paths.queueView(view)}>{t('desk.toQueue')}</Go>}>
      <RequestLines query={query} empty={t(`desk.none.${view}`)} />
    </Card>
  )
}
