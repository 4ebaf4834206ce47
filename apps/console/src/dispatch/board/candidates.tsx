import type { Answer } from '@aftercare/api'
import { EmptyState, Icon, names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import { QueryState } from '../../shell/query-state.tsx'
import { daysIn } from './axis.ts'
import type { Item } from './board-data.ts'
import type { BoardState } from './board-state.ts'
import styles from './candidates.module.css'
import { useReasonText } from './verdict-text.ts'

type Candidate = Answer<'/api/v1/work-orders/{id}/candidates'>['candidates'][number]
export type Choose = (technicianId: string, startAt: number) => void

type CandidatesProps = { item: Item; zone: string; state: Pick<BoardState, 'firstDay' | 'days'>; onChoose: Choose }

/** Who could do it in the days shown, best first, each with the reasons and the next times they have room. */
export function Candidates({ item, zone, state, onChoose }: CandidatesProps) {
  const { t } = useTranslation('dispatch')
  const [everywhere, setEverywhere] = useState(false)
  const id = item.kind === 'visit' ? item.visit.workOrderId : item.order.id
  const window = daysIn(zone, state.firstDay, Math.max(3, state.days))
  const from = new Date(Math.max(window.from, roundedNow())).toISOString()
  const to = new Date(Math.max(window.to, roundedNow() + 86_400_000)).toISOString()
  const visitId = item.kind === 'visit' ? { visitId: item.visit.id } : {}
  const query = { from, to, everywhere: everywhere ? ('true' as const) : ('false' as const), ...visitId }
  const found = $api.useQuery('get', '/api/v1/work-orders/{id}/candidates', { params: { path: { id }, query } })
  return (
    <section className={styles.candidates}>
      <header className={styles.head}>
        <h3 className={styles.title}>{t('candidates.title')}</h3>
        <Checkbox checked={everywhere} onChange={(event) => setEverywhere(event.target.checked)}>
          {t('candidates.everywhere')}
        </Checkbox>
      </header>
      <QueryState query={found}>
        {({ candidates }) =>
          candidates.length === 0 ? (
            <EmptyState icon="person" title={t('candidates.none')} hint={t('candidates.noneHint')} />
          ) : (
            <List candidates={candidates} zone={zone} onChoose={onChoose} />
          )
        }
      </QueryState>
    </section>
  )
}

/** The question stays the same for five minutes, so that the answer is not asked for again with every look. */
const roundedNow = () => Math.ceil(Date.now() / 300_000) * 300_000

function List({ candidates, zone, onChoose }: { candidates: readonly Candidate[]; zone: string; onChoose: Choose }) {
  const { t } = useTranslation('dispatch')
  const [all, setAll] = useState(false)
  const able = candidates.filter((one) => one.ok)
  const shown = all ? candidates : able.length > 0 ? able.slice(0, 6) : candidates.slice(0, 6)
  return (
    <>
      <ol className={styles.list}>
        {shown.map((one) => (
          <OneCandidate key={one.technician.id} candidate={one} zone={zone} onChoose={onChoose} />
        ))}
      </ol>
      {shown.length < candidates.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('candidates.all', { n: candidates.length })}
        </Button>
      )}
    </>
  )
}

function OneCandidate({ candidate, zone, onChoose }: { candidate: Candidate; zone: string; onChoose: Choose }) {
  const { t } = useTranslation('dispatch')
  const { dates } = useFormat()
  const textOf = useReasonText()
  const { technician, reasons, starts, ok } = candidate
  return (
    <li className={names(styles.candidate, !ok && styles.unable)}>
      <div className={styles.line}>
        <strong>{technician.name}</strong>
        <span className={styles.quiet}>{technician.station}</span>
        <span className={styles.score} title={t('candidates.score')}>
          {Math.max(0, candidate.score)}
        </span>
      </div>
      <ul className={styles.reasons}>
        {reasons.map((one) => (
          <li key={`${one.code}${JSON.stringify(one.values)}`} className={names(!one.ok && styles.lacking)}>
            <Icon name={one.ok ? (one.code === 'travel_short' ? 'warning' : 'check') : 'close'} size={12} />
            {textOf(one as Parameters<typeof textOf>[0])}
          </li>
        ))}
      </ul>
      {starts.length > 0 && (
        <div className={styles.starts}>
          {starts.map((start) => (
            <Button key={start} size="small" onClick={() => onChoose(technician.id, Date.parse(start))}>
              {dates(zone).weekday(start)} {dates(zone).time(start)}
            </Button>
          ))}
        </div>
      )}
    </li>
  )
}
