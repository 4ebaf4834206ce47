import { EmptyState } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WorkStatus } from '../marks.tsx'
import { type Axis, shows } from './axis.ts'
import type { Board, Row } from './board-data.ts'
import styles from './board-list.module.css'
import type { Dragging } from './drag.ts'
import { Offers } from './offers.tsx'
import { TrayCard } from './tray.tsx'

type ListProps = { board: Board; rows: readonly Row[]; axis: Axis; dragging: Dragging; onOpen: (what: string) => void }

/** The board on a narrow screen: the same plans as a list; planned and moved by the form. */
export function BoardList({ board, rows, axis, dragging, onOpen }: ListProps) {
  const { t } = useTranslation('dispatch')
  const { numbers } = useFormat()
  const hasClocks = new Set(rows.map(({ zone }) => zone)).size > 1
  const [side, setSide] = useState<'plan' | 'tray'>('plan')
  const options = [
    { value: 'plan' as const, label: t('list.plan') },
    { value: 'tray' as const, label: `${t('tray.label')} ${numbers.whole(board.trayTotal)}` },
  ]
  return (
    <div className={styles.list}>
      <Segmented block aria-label={t('list.what')} value={side} options={options} onChange={setSide} />
      {side === 'tray' ? (
        <>
          <Offers offers={board.offers} />
          <ul className={styles.cards}>
            {board.tray.map((order) => (
              <TrayCard
                key={order.id}
                order={order}
                dragging={dragging}
                isOpen={false}
                onPick={() => onOpen(`order:${order.id}`)}
              />
            ))}
          </ul>
        </>
      ) : (
        rows.map((row) => (
          <Person key={row.technician.id} row={row} axis={axis.on(row.zone)} hasClock={hasClocks} onOpen={onOpen} />
        ))
      )}
      {side === 'plan' && rows.length === 0 && (
        <EmptyState icon="person" title={t('board.nobody')} hint={t('board.nobodyHint')} />
      )}
    </div>
  )
}

type PersonProps = { row: Row; axis: Axis; hasClock: boolean; onOpen: (what: string) => void }

function Person({ row, axis, hasClock, onOpen }: PersonProps) {
  const { t } = useTranslation('dispatch')
  const { dates, numbers } = useFormat()
  const say = dates(axis.zone)
  const shown = row.visits.filter((visit) => shows(axis, visit))
  return (
    <div className={styles.person}>
      <h2 className={styles.name}>
        {row.technician.name} <span>{row.load === null ? t('board.offShift') : numbers.percent(row.load, 0)}</span>{' '}
        {hasClock && <span>{say.offset(Date.now())}</span>}
      </h2>
      {shown.map((visit) => (
        <button key={visit.id} type="button" className={styles.visit} onClick={() => onOpen(`visit:${visit.id}`)}>
          <span className={styles.time}>
            {axis.days.length > 1
              ? `${say.weekday(visit.startsAt)} ${say.time(visit.startsAt)}`
              : say.times(visit.startsAt, visit.endsAt)}
          </span>
          <span className={styles.what}>
            {visit.title}
            <span className={styles.quiet}>{[visit.customer, visit.city].filter(Boolean).join(' · ')}</span>
          </span>
          <WorkStatus status={visit.status} />
        </button>
      ))}
      {shown.length === 0 && <p className={styles.quiet}>{t('print.nothing')}</p>}
    </div>
  )
}
