import type { Answer } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import { QueryState } from '../../shell/query-state.tsx'
import { useWord } from '../words.ts'
import type { Board, Order, Row } from './board-data.ts'
import styles from './candidates.module.css'
import type { Choose } from './candidates.tsx'
import { useWaysSource } from './way-text.ts'

type Slot = Answer<'/api/v1/work-orders/{id}/slots'>['slots'][number]

const FIRST = 3

type SlotsProps = { order: Order; rows: readonly Row[]; ways: Board['ways']; onChoose: Choose }

/** The day parts that could be promised now, the best for the plan first: what each costs at the wheel and takes from others. */
export function BestSlots({ order, rows, ways, onChoose }: SlotsProps) {
  const { t } = useTranslation(['dispatch', 'requests'])
  const sourceOf = useWaysSource()
  const [all, setAll] = useState(false)
  const params = { path: { id: order.id } }
  const found = $api.useQuery('get', '/api/v1/work-orders/{id}/slots', { params }, { staleTime: 0 })
  return (
    <section className={styles.candidates} aria-label={t('slots.title')}>
      <h3 className={styles.title}>{t('slots.title')}</h3>
      <QueryState query={found}>
        {({ slots }) => {
          const ranked = slots.toSorted((a, b) => a.rank - b.rank)
          const shown = all ? ranked : ranked.slice(0, FIRST)
          return (
            <>
              {slots.length === 0 ? (
                <p className={styles.quiet}>{t('slots.none')}</p>
              ) : (
                <p className={styles.quiet}>{sourceOf(ways)}</p>
              )}
              <ol className={styles.list}>
                {shown.map((slot) => (
                  <OneSlot
                    key={`${slot.date} ${slot.part}`}
                    slot={slot}
                    order={order}
                    rows={rows}
                    onChoose={onChoose}
                  />
                ))}
              </ol>
              {shown.length < ranked.length && (
                <Button type="link" size="small" onClick={() => setAll(true)}>
                  {t('slots.all', { n: ranked.length })}
                </Button>
              )}
            </>
          )
        }}
      </QueryState>
    </section>
  )
}

type OneProps = { slot: Slot; order: Order; rows: readonly Row[]; onChoose: Choose }

function OneSlot({ slot, order, rows, onChoose }: OneProps) {
  const { t } = useTranslation(['dispatch', 'requests'])
  const word = useWord()
  const { dates, span } = useFormat()
  const minutes = (n: number) => span(n * 60_000)
  const name = rows.find((row) => row.technician.id === slot.technicianId)?.technician.name
  const wished = order.wishes.some((one) => one.date === slot.date && (one.part === slot.part || one.part === 'any'))
  const notes = [
    slot.rank === 1 && t('requests:book.best'),
    wished && t('requests:book.wished'),
    slot.extraMinutes > 0
      ? t('requests:book.extra', { time: minutes(slot.extraMinutes) })
      : t('requests:book.onTheWay'),
    slot.slackEatenMinutes > 0 && t('requests:book.eats', { time: minutes(slot.slackEatenMinutes) }),
    slot.slackLeftMinutes > 0
      ? t('requests:book.slack', { time: minutes(slot.slackLeftMinutes) })
      : t('requests:book.noSlack'),
  ].filter(Boolean)
  return (
    <li className={styles.candidate}>
      <div className={styles.line}>
        <Button
          size="small"
          type={slot.rank === 1 ? 'primary' : 'default'}
          ghost={slot.rank === 1}
          onClick={() => onChoose(slot.technicianId, Date.parse(slot.startsAt))}
        >
          {dates(order.timeZone).weekday(slot.startsAt)} {dates(order.timeZone).time(slot.startsAt)}
        </Button>
        <span>{word(`part.${slot.part}`)}</span>
        <span className={styles.quiet}>{name}</span>
      </div>
      <span className={styles.quiet}>{notes.join(' · ')}</span>
    </li>
  )
}
