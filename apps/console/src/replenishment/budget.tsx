import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { digitsOf, minorOf } from '../billing/minor.ts'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './replenishment.module.css'
import { isUnderWay, type Run, RunProgress, useLatestRun } from './run-bar.tsx'

const RUNS = '/api/v1/replenishment-runs'
type Answered = { budget: NonNullable<Run['budget']>; currency: string }

/** So much money may lie in stock: where it goes, what is filled then, and what a tenth less or more would change. */
export function Budget() {
  const { t } = useTranslation('replenishment')
  const can = useCan()
  const run = useLatestRun('budget')
  return (
    <Card title={t('budget.title')}>
      <p className={styles.quiet}>{t('budget.hint')}</p>
      {can('parts.buy') && <Ask isBusy={isUnderWay(run)} />}
      {run && isUnderWay(run) && <RunProgress run={run} />}
      {run?.state === 'cancelled' && <p role="status">{t('run.cancelled')}</p>}
      {run?.state === 'failed' && <p role="alert">{t('run.failed')}</p>}
      {run?.budget && <Sums budget={run.budget} currency={run.currency} />}
      {run?.budget && <Lines budget={run.budget} currency={run.currency} />}
    </Card>
  )
}

function Ask({ isBusy }: { isBusy: boolean }) {
  const { t } = useTranslation('replenishment')
  const currency = $api.useQuery('get', '/api/v1/company', {}).data?.currency
  const start = useChange(
    async ({ amount }: { amount: string }) => {
      const options = { budgetMinor: minorOf(amount, currency!) }
      return (await api.POST(RUNS, { body: { kind: 'budget', options } })).data!
    },
    { paths: [RUNS] },
  )
  if (!currency) return null
  return (
    <FormShell<{ amount: string }>
      busy={start.isPending || isBusy}
      error={start.error}
      submitLabel={t('budget.spend')}
      onSubmit={start.mutate}
    >
      <Form.Item name="amount" label={t('budget.money')} rules={[{ required: true }]}>
        <InputNumber stringMode min="0" precision={digitsOf(currency)} suffix={currency} style={{ width: 240 }} />
      </Form.Item>
    </FormShell>
  )
}

function Sums({ budget, currency }: Answered) {
  const { t } = useTranslation('replenishment')
  const { numbers, money } = useFormat()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('budget.money')}</th>
          <th scope="col">{t('budget.spent')}</th>
          <th scope="col">{t('budget.fill')}</th>
          <th scope="col">{t('budget.owed')}</th>
        </tr>
      </thead>
      <tbody>
        {(['less', 'spent', 'more'] as const).map((which) => (
          <tr key={which} className={which === 'spent' ? styles.chosen : undefined}>
            <td>{t(`budget.${which === 'spent' ? 'this' : which}`)}</td>
            <td>{money({ minor: budget[which].moneyMinor, currency })}</td>
            <td>{numbers.percent(budget[which].fillPct / 100, 1)}</td>
            <td>{numbers.decimal(budget[which].owed, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Lines({ budget, currency }: Answered) {
  const { t } = useTranslation('replenishment')
  const { numbers, money } = useFormat()
  const named = useNamed()
  return (
    <>
      <table className={styles.table}>
        <caption>{t('budget.places')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('budget.place')}</th>
            <th scope="col">{t('budget.units')}</th>
            <th scope="col">{t('budget.spent')}</th>
          </tr>
        </thead>
        <tbody>
          {budget.places.map(({ place, units, moneyMinor }) => (
            <tr key={place.id}>
              <th scope="row">{place.name}</th>
              <td>{numbers.decimal(units, 0)}</td>
              <td>{money({ minor: moneyMinor, currency })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={styles.table}>
        <caption>{`${t('budget.lines')} · ${t('budget.linesHint')}`}</caption>
        <thead>
          <tr>
            <th scope="col">{t('budget.part')}</th>
            <th scope="col">{t('budget.place')}</th>
            <th scope="col">{t('budget.units')}</th>
            <th scope="col">{t('budget.spent')}</th>
          </tr>
        </thead>
        <tbody>
          {budget.lines.map(({ part, place, units, moneyMinor }) => (
            <tr key={`${part.id} ${place.id}`}>
              <td>
                <Go to={paths.part(part.id)}>{part.number}</Go> {named(part.name)}
              </td>
              <td>{place.name}</td>
              <td>{numbers.decimal(units, 0)}</td>
              <td>{money({ minor: moneyMinor, currency })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
