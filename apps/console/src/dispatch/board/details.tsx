import { CopyText, Facts, Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { RequestRecalls } from '../../campaigns/recalls-banner.tsx'
import { paths } from '../../paths.ts'
import { SkillNames } from '../../people/skill-names.tsx'
import { PriorityMark } from '../../requests/marks.tsx'
import { Go } from '../../shell/go.tsx'
import { WorkStatus } from '../marks.tsx'
import { OverrunText } from '../overrun-dialog.tsx'
import { present } from '../present.ts'
import { useWord } from '../words.ts'
import { BestSlots } from './best-slots.tsx'
import { type Board, type Item, isMovable, matesOf, type Row } from './board-data.ts'
import type { BoardState } from './board-state.ts'
import { Candidates, type Choose } from './candidates.tsx'
import styles from './details.module.css'
import { usePickUpText } from './pick-ups.tsx'
import { useWayText } from './way-text.ts'

type DetailsProps = {
  item: Item
  rows: readonly Row[]
  ways: Board['ways']
  zone: string
  state: BoardState
  problem: string | undefined
  onClose: () => void
  onPlan: () => void
  onPin: (pinned: boolean) => void
  onCancel: () => void
  onOverrun: () => void
  onChoose: Choose
}

/** What was picked on the board, what can be done with it, and who could do it. */
export function Details(props: DetailsProps) {
  const { item, zone, state, problem, onClose, onChoose } = props
  const { t } = useTranslation(['dispatch', 'common'])
  const of = item.kind === 'visit' ? item.visit : item.order
  const open = item.kind === 'order' || isMovable(item.visit)
  return (
    <section className={styles.details} aria-label={of.number}>
      <header className={styles.head}>
        <PriorityMark priority={of.priority} />
        <CopyText text={of.number}>
          <Go to={item.kind === 'visit' ? paths.visit(of.id) : paths.workOrder(of.id)}>{of.number}</Go>
        </CopyText>
        <WorkStatus status={item.kind === 'visit' ? item.visit.status : 'unscheduled'} />
        <Button
          className={styles.close!}
          type="text"
          size="small"
          icon={<Icon name="close" size={16} />}
          aria-label={t('common:do.close')}
          onClick={onClose}
        />
      </header>
      <h2 className={styles.title}>{of.title}</h2>
      {problem && (
        <p className={styles.problem}>
          <Icon name="warning" size={14} /> {problem}
        </p>
      )}
      <RequestRecalls requestId={of.requestId} />
      <ItemFacts item={item} rows={props.rows} zone={zone} />
      <Actions {...props} />
      {item.kind === 'order' && (
        <BestSlots order={item.order} rows={props.rows} ways={props.ways} onChoose={onChoose} />
      )}
      {open && <Candidates item={item} zone={zone} state={state} onChoose={onChoose} />}
    </section>
  )
}

function Actions({ item, state, onPlan, onPin, onCancel, onOverrun }: DetailsProps) {
  const { t } = useTranslation('dispatch')
  const replan = { new: 'replan', date: state.firstDay } as const
  if (item.kind === 'order') {
    return (
      <div className={styles.actions}>
        <Button type="primary" size="small" onClick={onPlan}>
          {t('do.plan')}
        </Button>
        <Go to={paths.plans({ ...replan, order: item.order.id })}>{t('plans.cause.emergency')}</Go>
        <Go to={paths.workOrder(item.order.id)}>{t('do.openOrder')}</Go>
      </div>
    )
  }
  const { visit } = item
  const planned = isMovable({ ...visit, isPinned: false })
  const runs = ['en_route', 'on_site', 'working'].includes(visit.status)
  if (!planned && !runs) return null
  return (
    <div className={styles.actions}>
      {isMovable(visit) && (
        <Button type="primary" size="small" onClick={onPlan}>
          {t('do.reassignDots')}
        </Button>
      )}
      {planned && (
        <Button size="small" onClick={() => onPin(!visit.isPinned)}>
          {visit.isPinned ? t('do.unpin') : t('do.pin')}
        </Button>
      )}
      {visit.status !== 'working' && (
        <Button size="small" danger onClick={onCancel}>
          {t('do.cancelDots')}
        </Button>
      )}
      <Button size="small" onClick={onOverrun}>
        {t('overrun.dots')}
      </Button>
      {visit.overrun && (
        <Go to={paths.plans({ ...replan, visit: visit.id, minutes: String(visit.overrun.minutes) })}>
          {t('plans.replan')}
        </Go>
      )}
      <Go to={paths.plans({ ...replan, technician: visit.technicianId })}>{t('plans.cause.absence')}</Go>
    </div>
  )
}

function ItemFacts({ item, rows, zone }: { item: Item; rows: readonly Row[]; zone: string }) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const { dates, enumerated } = useFormat()
  const of = item.kind === 'visit' ? item.visit : item.order
  const mates = item.kind === 'visit' ? matesOf(item.visit, rows) : []
  const collects = usePickUpText(zone)
  const say = dates(zone)
  const wayText = useWayText()
  const row = item.kind === 'visit' ? rows.find((one) => one.technician.id === item.visit.technicianId) : undefined
  const way = item.kind === 'visit' && row ? wayText(row, item.visit) : null
  const facts = [
    item.kind === 'visit' && { label: t('details.time'), value: say.range(item.visit.startsAt, item.visit.endsAt) },
    item.kind === 'visit' &&
      item.visit.promised && {
        label: t('details.promised'),
        value: say.range(item.visit.promised.from, item.visit.promised.to),
      },
    item.kind === 'visit' &&
      item.visit.late && { label: t('details.expected'), value: say.dayTime(item.visit.late.expectedAt) },
    item.kind === 'visit' &&
      item.visit.overrun && { label: t('overrun.told'), value: <OverrunText of={item.visit.overrun} /> },
    item.kind === 'visit' &&
      item.visit.pause && {
        label: t('pause.rests'),
        value: t('pause.since', { reason: item.visit.pause.reason, when: say.time(item.visit.pause.since) }),
      },
    item.kind === 'visit' && item.visit.pickUp && { label: t('pickUp.label'), value: collects(item.visit.pickUp) },
    row && { label: t('column.technician'), value: row.technician.name },
    way && { label: t('way.there'), value: way },
    mates.length > 0 && { label: t('crew.with'), value: enumerated(mates) },
    item.kind === 'order' &&
      item.order.crew.length > 0 && {
        label: t('crew.title'),
        value: t('crew.of', { count: item.order.crew.length + 1 }),
      },
    item.kind === 'order' && {
      label: t('details.duration'),
      value: t('unit.minutes', { n: item.order.plannedMinutes }),
    },
    of.customer && { label: t('column.customer'), value: of.customer },
    of.city && { label: t('column.city'), value: of.city },
    { label: t('column.kind'), value: word(`kind.${of.kind}`) },
    of.skillCodes.length > 0 && { label: t('column.skillCodes'), value: <SkillNames codes={of.skillCodes} /> },
    of.dueAt && { label: t('column.dueAt'), value: say.dayTime(of.dueAt) },
    item.kind === 'visit' && item.visit.override && { label: t('column.overrideReason'), value: item.visit.override },
    { label: t('column.request'), value: <Go to={paths.request(of.requestId)}>{t('do.openRequest')}</Go> },
  ]
  return <Facts facts={present(facts)} />
}
