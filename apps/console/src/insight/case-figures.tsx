import type { Answer } from '@aftercare/api'
import { Card, EmptyState } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { QueryState } from '../shell/query-state.tsx'
import styles from './case-figures.module.css'

type Source = Answer<'/api/v1/insight/requests'>['sources'][number]
const SHARES = ['firstLineOnly', 'pingPong', 'handover', 'slaKept', 'firstTimeFix', 'reassigned', 'reopened'] as const
const MEASURES = ['medianDays', 'meanDays', 'medianHoursToResolve', 'medianHoursToClose', 'meanHandovers'] as const
const GROUPS = ['byImpact', 'byPriority', 'byLastTeam', 'byProduct'] as const

/** What a log of cases says, ours or imported, each figure beside its definition. */
export function CaseFigures() {
  const { t } = useTranslation('insight')
  const query = $api.useQuery('get', '/api/v1/insight/requests')
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('cases.title')}</h1>
      <QueryState query={query}>
        {({ sources }) =>
          sources.length === 0 ? (
            <EmptyState title={t('cases.none')} hint={t('cases.noneHint')} />
          ) : (
            <Tabs
              items={sources.map((one) => ({
                key: one.source,
                label: nameOf(one, t('cases.own')),
                children: <SourcePage source={one} />,
              }))}
            />
          )
        }
      </QueryState>
    </div>
  )
}

const nameOf = (one: Source, own: string) => (one.source === 'aftercare' ? own : one.source)

function SourcePage({ source }: { source: Source }) {
  const { t } = useTranslation('insight')
  const { numbers } = useFormat()
  return (
    <div className={styles.source}>
      <p className={styles.size}>
        {t('cases.size', {
          cases: numbers.decimal(source.cases, 0),
          events: numbers.decimal(source.events, 0),
          teams: source.teams,
          persons: source.persons,
        })}
      </p>
      <Card as="section">
        <table className={styles.table}>
          <tbody>
            {SHARES.map((key) => (
              <tr key={key}>
                <th scope="row">{t(`figure.${key}`)}</th>
                <td className={styles.number}>
                  {source[key] ? `${numbers.decimal(source[key].pct, 2)} %` : t('dashboard.none')}
                </td>
                <td className={styles.number}>
                  {source[key] &&
                    t('dashboard.nOf', {
                      n: numbers.decimal(source[key].n, 0),
                      of: numbers.decimal(source[key].of, 0),
                    })}
                </td>
                <td className={styles.definition}>{t(`definition.${key}`)}</td>
              </tr>
            ))}
            {MEASURES.map((key) => (
              <tr key={key}>
                <th scope="row">{t(`figure.${key}`)}</th>
                <td className={styles.number}>
                  {source[key] === null ? t('dashboard.none') : numbers.decimal(source[key], 3)}
                </td>
                <td />
                <td className={styles.definition}>{t(`definition.${key}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <div className={styles.groups}>
        {GROUPS.map((key) => (
          <Card as="section" key={key}>
            <Groups title={t(`cases.${key}`)} rows={source[key]} own={source.source === 'aftercare'} />
          </Card>
        ))}
      </div>
    </div>
  )
}

/** Labels of an imported source stand as they came; ours are said in the reader's language. */
function Groups({ title, rows, own }: { title: string; rows: Source['byImpact']; own: boolean }) {
  const { t, i18n } = useTranslation('insight')
  const { numbers } = useFormat()
  const cell = (value: number | null, digits: number) =>
    value === null ? t('dashboard.none') : numbers.decimal(value, digits)
  const said = (label: string | null) => {
    const key = `cases.label.${label}`
    if (label === null) return t('dashboard.unnamed')
    return own && i18n.exists(`insight:${key}`) ? t(key as 'cases.label.desk') : label
  }
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{t('cases.count')}</th>
          <th scope="col">{t('cases.days')}</th>
          <th scope="col">{t('cases.kept')}</th>
          <th scope="col">{t('cases.fixed')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, 10).map((row) => (
          <tr key={row.label ?? ''}>
            <td>{said(row.label)}</td>
            <td className={styles.number}>{cell(row.cases, 0)}</td>
            <td className={styles.number}>{cell(row.medianDays, 2)}</td>
            <td className={styles.number}>{cell(row.slaKeptPct, 1)}</td>
            <td className={styles.number}>{cell(row.firstTimeFixPct, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
