import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { Budget } from './budget.tsx'
import styles from './replenishment.module.css'
import { isUnderWay, type Run, RunProgress, useLatestRun } from './run-bar.tsx'

type Curve = NonNullable<Run['curve']>
const RUNS = '/api/v1/replenishment-runs'

/** What shares filled at once would have cost, simulated on the own history. */
export function WhatIf() {
  const { t } = useTranslation('replenishment')
  const can = useCan()
  const run = useLatestRun('what_if')
  const start = useChange(async () => (await api.POST(RUNS, { body: { kind: 'what_if' } })).data!, {
    paths: [RUNS],
    tellRefusal: true,
  })
  return (
    <>
      <PageHeader back={{ to: paths.replenishment(), label: t('title') }} title={t('whatIf.title')} />
      <div className={styles.page}>
        <p className={styles.quiet}>{t('whatIf.hint')}</p>
        {can('parts.buy') && (
          <div>
            <Button
              type="primary"
              loading={start.isPending}
              disabled={isUnderWay(run)}
              onClick={() => start.mutate(undefined)}
            >
              {t('do.simulate')}
            </Button>
          </div>
        )}
        {run && isUnderWay(run) && <RunProgress run={run} />}
        {run?.state === 'cancelled' && <p role="status">{t('run.cancelled')}</p>}
        {run?.state === 'failed' && <p role="alert">{t('run.failed')}</p>}
        {!run && <p className={styles.quiet}>{t('whatIf.none')}</p>}
        {run?.curve && <Answer curve={run.curve} currency={run.currency} />}
        <Budget />
      </div>
    </>
  )
}

function Answer({ curve, currency }: { curve: Curve; currency: string }) {
  const { t } = useTranslation('replenishment')
  const { numbers, money } = useFormat()
  return (
    <Card>
      <div className={styles.charts}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('whatIf.fill')}</th>
              <th scope="col">{t('whatIf.money')}</th>
              <th scope="col">{t('whatIf.factor')}</th>
            </tr>
          </thead>
          <tbody>
            {curve.answers.map((one) => (
              <tr key={one.fillPct}>
                <td>{numbers.percent(one.fillPct / 100)}</td>
                <td>{one.moneyMinor === null ? t('whatIf.never') : money({ minor: one.moneyMinor, currency })}</td>
                <td>{one.factor !== null && `${numbers.decimal(one.factor, 1)} ${t('option.times')}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <CurveChart curve={curve} currency={currency} />
      </div>
    </Card>
  )
}

const WIDTH = 400
const HEIGHT = 220
const LEFT = 40
const FOOT = 20
const NEARLY_ALL = 99.9

/** Money on the shelves to the right, share filled upwards: each further per cent costs more than the one before. */
function CurveChart({ curve, currency }: { curve: Curve; currency: string }) {
  const { t } = useTranslation('replenishment')
  const { numbers, money } = useFormat()
  // Beyond the first that fills everything, or nearly, money buys nothing more and would only squeeze the rest.
  const end = curve.points.findIndex(({ fillPct }) => fillPct >= NEARLY_ALL)
  const shown = end < 0 ? curve.points : curve.points.slice(0, end + 1)
  const points = shown.map(({ fillPct, moneyMinor }) => ({ fill: fillPct, minor: Number(moneyMinor) }))
  const most = Math.max(1, ...points.map(({ minor }) => minor))
  const x = (minor: number) => LEFT + (minor / most) * (WIDTH - LEFT)
  const y = (fill: number) => (1 - fill / 100) * (HEIGHT - FOOT)
  const said = curve.answers.map(
    ({ fillPct, moneyMinor }) =>
      `${numbers.percent(fillPct / 100)}: ${moneyMinor === null ? t('whatIf.never') : money({ minor: moneyMinor, currency })}`,
  )
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={said.join('; ')}>
      {[0, 50, 90, 100].map((fill) => (
        <g key={fill}>
          <line className={styles.axis} x1={LEFT} x2={WIDTH} y1={y(fill)} y2={y(fill)} />
          <text className={styles.label} x={0} y={Math.max(10, y(fill) + 4)}>
            {numbers.percent(fill / 100, 0)}
          </text>
        </g>
      ))}
      <polyline
        className={styles.middle}
        points={points.map(({ fill, minor }) => `${x(minor)},${y(fill)}`).join(' ')}
      />
      {curve.answers.map(
        ({ fillPct, moneyMinor }) =>
          moneyMinor !== null && (
            <circle key={fillPct} className={styles.answer} cx={x(Number(moneyMinor))} cy={y(fillPct)} r={3} />
          ),
      )}
      <text className={styles.label} x={WIDTH} y={HEIGHT - 4} textAnchor="end">
        {money({ minor: String(most), currency })}
      </text>
    </svg>
  )
}
