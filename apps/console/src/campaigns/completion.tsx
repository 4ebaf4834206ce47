import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { type Campaign, inState } from './campaign.ts'
import styles from './completion.module.css'
import { UNIT_STATES, UnitStateTag } from './marks.tsx'

/** How far one has come: a bar and the figure beside it. */
export function CompletionBar({ rate }: { rate: number | null }) {
  const { t } = useTranslation('campaigns')
  const { numbers } = useFormat()
  if (rate === null) return <span className={styles.quiet}>{t('progress.none')}</span>
  return (
    <span className={styles.row}>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(rate, 100)}%` }} />
      </span>
      <span className={styles.figure}>{numbers.percent(rate / 100)}</span>
    </span>
  )
}

/** The rate with its sum, and each state with how many: what is counted and what is not. */
export function Progress({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const { numbers } = useFormat()
  const { rate, rawRate, reachable } = campaign.completion
  const { whole, percent } = numbers
  const population = UNIT_STATES.reduce((sum, state) => sum + inState(campaign, state), 0)
  const sum = {
    remedied: whole(inState(campaign, 'remedied')),
    inspected: whole(inState(campaign, 'inspected_no_fault')),
    population: whole(population),
    gone: whole(population - reachable),
    rate: percent((rate ?? 0) / 100),
  }
  return (
    <Card title={t('page.progress')}>
      <CompletionBar rate={rate} />
      {rate !== null && <p className={styles.sum}>{t('progress.sum', sum)}</p>}
      {rawRate !== null && rawRate !== rate && (
        <p className={styles.quiet}>{t('progress.raw', { rate: percent(rawRate / 100) })}</p>
      )}
      <ul className={styles.states}>
        {UNIT_STATES.filter((state) => inState(campaign, state) > 0).map((state) => (
          <li key={state}>
            <UnitStateTag state={state} /> {whole(inState(campaign, state))}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('progress.definition')}</p>
    </Card>
  )
}
