import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Go } from '../../shell/go.tsx'
import { useSession } from '../../shell/session.ts'
import type { Summary } from './plan-data.ts'
import { PlanState } from './plan-state.tsx'
import styles from './plans.module.css'
import { useSummaryText } from './summary-text.ts'

/** Plans side by side: the same figures under each other, the best of each row in bold. */
export function Compare({ scenarios }: { scenarios: readonly Summary[] }) {
  const { t } = useTranslation('dispatch')
  const { dates } = useFormat()
  const { person } = useSession()
  const rows = useFigureRows()
  const textOf = useSummaryText()
  const shown = scenarios.filter((one) => one.state !== 'discarded').slice(0, 6)
  return (
    <section className={styles.scroll} aria-label={t('plans.compare')}>
      <table className={styles.table}>
        <caption className={styles.caption}>{t('plans.compare')}</caption>
        <thead>
          <tr>
            <td />
            {shown.map((one) => (
              <th key={one.id} scope="col">
                <Go to={paths.plan(one.id)}>{one.name}</Go>
                <span className={styles.quiet}>
                  {dates(person.timeZone).weekday(one.from)} · {dates(person.timeZone).dayTime(one.createdAt)}
                </span>
                <PlanState state={one.state} />
                <span className={styles.sentence}>{textOf(one.figures)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, figure, show, better }) => {
            const values = shown.map((one) => figure(one.figures))
            const best = better === 'more' ? Math.max(...values) : Math.min(...values)
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                {shown.map((one, i) => (
                  <td key={one.id} data-best={(shown.length > 1 && values[i] === best) || undefined}>
                    {show(one.figures)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

type Figures = Summary['figures']
type FigureRow = {
  label: string
  figure: (figures: Figures) => number
  show: (figures: Figures) => string
  better: 'more' | 'less'
}

function useFigureRows(): FigureRow[] {
  const { t } = useTranslation('dispatch')
  const { numbers, span } = useFormat()
  const whole = (of: (figures: Figures) => number, label: string, better: 'more' | 'less'): FigureRow => ({
    ...{ label, better, figure: of },
    show: (figures) => numbers.whole(of(figures)),
  })
  const beforeAfter = (
    label: string,
    of: (plan: Figures['after']) => number,
    say: (value: number) => string,
    better: 'more' | 'less',
  ): FigureRow => ({
    ...{ label, better, figure: (figures) => of(figures.after) },
    show: ({ before, after }) => t('plans.fromTo', { from: say(of(before)), to: say(of(after)) }),
  })
  // What many drive together is not said in days: a day of work has no 24 hours.
  const minutes = (value: number) =>
    value < 24 * 60 ? span(value * 60_000) : t('unit.hours', { n: numbers.decimal(value / 60) })
  return [
    beforeAfter(t('plans.row.jobs'), (plan) => plan.jobs, numbers.whole, 'more'),
    whole((figures) => figures.left, t('plans.row.left'), 'less'),
    whole((figures) => figures.promisesMoved, t('plans.row.promisesMoved'), 'less'),
    {
      ...{ label: t('plans.row.mostMoved'), better: 'less', figure: (figures) => figures.mostMovedMinutes },
      show: (figures) => minutes(figures.mostMovedMinutes),
    },
    whole((figures) => figures.movedVisits, t('plans.row.movedVisits'), 'less'),
    beforeAfter(
      t('plans.row.km'),
      (plan) => plan.km,
      (km) => t('unit.km', { n: numbers.decimal(km, 0) }),
      'less',
    ),
    beforeAfter(t('plans.row.travel'), (plan) => plan.travelMinutes, minutes, 'less'),
    beforeAfter(
      t('plans.row.utilisation'),
      (plan) => plan.utilisation,
      (share) => numbers.percent(share, 0),
      'more',
    ),
    beforeAfter(t('plans.row.overtime'), (plan) => plan.overtimeMinutes, minutes, 'less'),
  ]
}
