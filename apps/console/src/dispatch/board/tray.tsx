import { EmptyState, names, TimeLeft } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Input, Select } from 'antd'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSkillName } from '../../people/skill-names.tsx'
import { PriorityMark } from '../../requests/marks.tsx'
import { useWord } from '../words.ts'
import type { Board, Order } from './board-data.ts'
import { type Dragging, useDrag } from './drag.ts'
import { Offers } from './offers.tsx'
import { type Held, orderKey, type Selection } from './selection.ts'
import styles from './tray.module.css'

type TrayProps = {
  board: Board
  dragging: Dragging
  openOrder: string | null
  selected: ReadonlySet<string>
  onPick: Selection['pick']
  onToggle: (key: string) => void
}

/** What waits to be planned. Dragged onto a row, or planned by the form; a visit dropped here is taken off the board. */
export function Tray({ board, dragging, openOrder, selected, onPick, onToggle }: TrayProps) {
  const { t } = useTranslation('dispatch')
  const { numbers } = useFormat()
  const place = useRef<HTMLElement>(null)
  const [filter, setFilter] = useState<Filter>({ q: '', kind: null })
  const drag = useDrag(dragging)
  useLayoutEffect(() => {
    dragging.ground = { ...dragging.ground, tray: place.current }
  })
  const shown = board.tray.filter((order) => matches(order, filter))
  const between = (from: string, to: string) => {
    const all = shown.map((order) => orderKey(order.id))
    const [a, b] = [all.indexOf(from), all.indexOf(to)]
    return a < 0 || b < 0 ? [to] : all.slice(Math.min(a, b), Math.max(a, b) + 1)
  }
  const receives = drag?.tray && drag.item.kind === 'visit'
  return (
    <section ref={place} className={names(styles.tray, receives && styles.receives)} aria-label={t('tray.label')}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {t('tray.label')} <span className={styles.count}>{numbers.whole(board.trayTotal)}</span>
        </h2>
      </header>
      <Filters orders={board.tray} filter={filter} onFilter={setFilter} />
      <Offers offers={board.offers} />
      {shown.length === 0 ? (
        <EmptyState icon="check" title={board.tray.length === 0 ? t('tray.empty') : t('tray.noMatch')} />
      ) : (
        <ul className={styles.list}>
          {shown.map((order) => (
            <TrayCard
              key={order.id}
              order={order}
              dragging={dragging}
              isOpen={openOrder === order.id}
              isSelected={selected.has(orderKey(order.id))}
              onPick={(held) => onPick(orderKey(order.id), held, between)}
              onToggle={() => onToggle(orderKey(order.id))}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

type Filter = { q: string; kind: string | null }

function matches(order: Order, { q, kind }: Filter): boolean {
  if (kind !== null && order.kind !== kind) return false
  const text = [order.number, order.request, order.title, order.customer, order.city, ...order.skillCodes].join(' ')
  return text.toLowerCase().includes(q.trim().toLowerCase())
}

function Filters({
  orders,
  filter,
  onFilter,
}: {
  orders: readonly Order[]
  filter: Filter
  onFilter: (to: Filter) => void
}) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const kinds = [...new Set(orders.map((order) => order.kind))]
  return (
    <div className={styles.filters}>
      <Input
        size="small"
        allowClear
        placeholder={t('tray.find')}
        aria-label={t('tray.find')}
        value={filter.q}
        onChange={(event) => onFilter({ ...filter, q: event.target.value })}
      />
      <Select
        size="small"
        allowClear
        placeholder={word('column.kind')}
        aria-label={word('column.kind')}
        value={filter.kind}
        options={kinds.map((kind) => ({ value: kind, label: word(`kind.${kind}`) }))}
        onChange={(kind: string | undefined) => onFilter({ ...filter, kind: kind ?? null })}
      />
    </div>
  )
}

type CardProps = {
  order: Order
  dragging: Dragging
  isOpen: boolean
  isSelected?: boolean
  onPick: (held: Held) => void
  onToggle?: () => void
}

export function TrayCard({ order, dragging, isOpen, isSelected = false, onPick, onToggle }: CardProps) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const { calendarDay } = useFormat()
  const skillName = useSkillName()
  const wish = order.wishes[0]
  return (
    <li className={names(styles.card, isOpen && styles.open, isSelected && styles.selected)}>
      <button
        type="button"
        className={styles.grip}
        data-order={order.id}
        onPointerDown={(event) => dragging.start(event, { kind: 'order', order }, 8)}
        {...(onToggle && { 'aria-pressed': isSelected })}
        onClick={(event) => dragging.swallows() || onPick(event)}
        onKeyDown={(event) => {
          if (event.key !== 'x' || !onToggle) return
          event.preventDefault()
          onToggle()
        }}
      >
        <span className={styles.line}>
          <PriorityMark priority={order.priority} />
          <span className={styles.what}>{order.title}</span>
        </span>
        <span className={styles.quiet}>{[order.customer, order.city].filter(Boolean).join(' · ')}</span>
        <span className={styles.line}>
          <span className={styles.quiet}>
            {word(`kind.${order.kind}`)} · {t('unit.minutes', { n: order.plannedMinutes })}
            {order.crew.length > 0 && ` · ${t('crew.of', { count: order.crew.length + 1 })}`}
          </span>
          {order.dueAt && <TimeLeft dueAt={order.dueAt} zone={order.timeZone} />}
        </span>
        {order.skillCodes.length > 0 && (
          <span className={styles.quiet}>
            {t('tray.needs', { skills: order.skillCodes.map(skillName).join(', ') })}
          </span>
        )}
        {wish && (
          <span className={styles.wish}>
            {t('tray.wish', { day: calendarDay(wish.date), part: word(`part.${wish.part}`) })}
          </span>
        )}
        {order.offeredTo && <span className={styles.wish}>{t('offer.waiting', { station: order.offeredTo })}</span>}
      </button>
    </li>
  )
}
