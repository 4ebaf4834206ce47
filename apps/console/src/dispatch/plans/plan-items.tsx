import { useFormat } from '@aftercare/words/web'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { PriorityMark } from '../../requests/marks.tsx'
import { Go } from '../../shell/go.tsx'
import { useSession } from '../../shell/session.ts'
import { usePickUp } from '../pick-up-text.ts'
import { useWord } from '../words.ts'
import { changes, type PlanItem, type Scenario } from './plan-data.ts'
import styles from './plans.module.css'
import { WhyPart } from './why-part.tsx'
import { useLackText } from './why-text.ts'

type ItemsProps = {
  scenario: Scenario
  /** What is picked to be applied; null when nothing can be. */
  chosen: readonly string[] | null
  onChosen: (ids: readonly string[]) => void
}

const GROUPS = ['stuck', 'book', 'move', 'unplace', 'left', 'keep'] as const

/** What the plan says of each job, by what would happen to it. */
export function PlanItems({ scenario, chosen, onChosen }: ItemsProps) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const groups = GROUPS.map((kind) => ({ kind, items: scenario.items.filter((item) => item.kind === kind) }))
  return groups
    .filter(({ items }) => items.length > 0)
    .map(({ kind, items }) => {
      const open = chosen ? items.filter((item) => changes(item) && !item.applied).map((item) => item.id) : []
      const picked = open.filter((id) => chosen?.includes(id))
      const rest = chosen?.filter((id) => !open.includes(id)) ?? []
      return (
        <details key={kind} className={styles.group} open={kind !== 'keep'}>
          <summary>
            <h2 className={styles.groupName}>
              {word(`plans.group.${kind}`)} <span className={styles.quiet}>{items.length}</span>
            </h2>
          </summary>
          {open.length > 1 && (
            <Checkbox
              checked={picked.length === open.length}
              indeterminate={picked.length > 0 && picked.length < open.length}
              onChange={(event) => onChosen(event.target.checked ? [...rest, ...open] : rest)}
            >
              {t('plans.all')}
            </Checkbox>
          )}
          <ul className={styles.items}>
            {items.map((item) => (
              <OneItem
                key={item.id}
                item={item}
                scenarioId={scenario.id}
                isChosen={chosen?.includes(item.id) ?? false}
                onChoose={
                  open.includes(item.id)
                    ? (on) =>
                        onChosen(on ? [...(chosen ?? []), item.id] : (chosen ?? []).filter((id) => id !== item.id))
                    : null
                }
              />
            ))}
          </ul>
        </details>
      )
    })
}

type OneProps = {
  item: PlanItem
  scenarioId: string
  isChosen: boolean
  onChoose: ((on: boolean) => void) | null
}

function OneItem({ item, scenarioId, isChosen, onChoose }: OneProps) {
  const { t } = useTranslation('dispatch')
  const lack = useLackText()
  const { span } = useFormat()
  const [why, setWhy] = useState(false)
  return (
    <li className={styles.item}>
      {onChoose && (
        <Checkbox
          checked={isChosen}
          aria-label={t('plans.choose', { number: item.workOrder })}
          onChange={(event) => onChoose(event.target.checked)}
        />
      )}
      <div className={styles.what}>
        <div className={styles.line}>
          <PriorityMark priority={item.priority} />
          <Go to={item.visitId ? paths.visit(item.visitId) : paths.workOrder(item.workOrderId)}>
            {item.visit ?? item.workOrder}
          </Go>
          <strong>{item.title}</strong>
          <span className={styles.quiet}>{item.customer}</span>
          {item.applied && <span className={styles.quiet}>{t('plans.isApplied')}</span>}
        </div>
        <Times item={item} />
        {item.pickUp && <Collects of={item.pickUp} />}
        {item.movesPromise && (
          <p className={styles.soon}>{t('plans.outside', { by: span(item.promiseMinutes * 60_000) })}</p>
        )}
        {item.reason && <p className={styles.bad}>{lack(item.reason, item.reasonValues)}</p>}
        {why && <WhyPart scenarioId={scenarioId} itemId={item.id} />}
      </div>
      <Button type="link" size="small" aria-expanded={why} onClick={() => setWhy(!why)}>
        {t('plans.why')}
      </Button>
    </li>
  )
}

function Times({ item }: { item: PlanItem }) {
  const { t } = useTranslation('dispatch')
  const { dates, span } = useFormat()
  const { person } = useSession()
  const say = dates(person.timeZone)
  const { was, technician, startsAt, endsAt, travelMinutes } = item
  if (!was && !technician) return null
  const before = was && `${say.range(was.startsAt, was.endsAt)} ${was.technician.name}`
  const after = technician && startsAt && endsAt && `${say.range(startsAt, endsAt)} ${technician.name}`
  return (
    <p className={styles.times}>
      {before && before !== after && <span className={after ? styles.was : undefined}>{before}</span>}
      {before && after && before !== after && ' → '}
      {after && <span>{after}</span>}
      {travelMinutes !== null && (
        <span className={styles.quiet}> · {t('plans.way', { time: span(travelMinutes * 60_000) })}</span>
      )}
    </p>
  )
}

/** The stop before it, and what it costs. */
function Collects({ of }: { of: NonNullable<PlanItem['pickUp']> }) {
  const { t } = useTranslation('dispatch')
  const { dates, span } = useFormat()
  const { person } = useSession()
  const stop = { ...usePickUp()(of), time: dates(person.timeZone).times(of.from, of.to) }
  return (
    <p className={styles.times}>
      {of.extraMinutes === null
        ? t('pickUp.stop', stop)
        : t('pickUp.stopMore', { ...stop, more: span(of.extraMinutes * 60_000) })}
    </p>
  )
}
