import type { Answer } from '@aftercare/api'
import { Card, EmptyState, Icon, saveFile } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Link } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { $api, call } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { useFresh } from '../shell/live.ts'
import { QueryState } from '../shell/query-state.tsx'
import { PlaceSelect } from './selects.tsx'
import styles from './stock-worth.module.css'

const path = '/api/v1/stock-worth'
type Worth = Answer<typeof path>
type Row = Worth['rows'][number]
const BY = ['part', 'class', 'place', 'owner', 'method'] as const
type By = (typeof BY)[number]
/** As the server counts them (stock-worth.ts). */
const AGES = [30, 90, 180, 365] as const

/** What the stock is worth and how long it has lain there, on any day, by what one wants to know it. */
export function StockWorth() {
  const { t } = useTranslation('parts')
  const [by, setBy] = useState<By>('part')
  const [day, setDay] = useState<string | null>(null)
  const [placeId, setPlace] = useState<string | null>(null)
  const asked = { by, ...(day && { day }), ...(placeId && { placeId }) }
  const query = $api.useQuery('get', path, { params: { query: asked } })
  useFresh({ subject: ['stock_document'], paths: [path], every: 10_000 })
  const sheet = async () => saveFile(await call('GET', `${path}/export`, { query: asked }), `${by}.xlsx`)
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('worth.title')}</h1>
      <div className={styles.filters}>
        <Segmented<By>
          aria-label={t('worth.by.label')}
          value={by}
          onChange={setBy}
          options={BY.map((value) => ({ value, label: t(`worth.by.${value}`) }))}
        />
        <div className={styles.field}>
          <DayField
            value={day}
            onChange={setDay}
            until="today"
            aria-label={t('worth.day')}
            placeholder={t('worth.day')}
          />
        </div>
        <div className={styles.field}>
          <PlaceSelect
            value={placeId}
            onChange={setPlace}
            placeholder={t('column.place')}
            aria-label={t('column.place')}
          />
        </div>
        <Button icon={<Icon name="download" size={16} />} onClick={() => void sheet()}>
          {t('worth.sheet')}
        </Button>
      </div>
      <QueryState query={query}>
        {(worth) =>
          worth.rows.length === 0 ? <EmptyState title={t('worth.none')} /> : <WorthTable worth={worth} by={by} />
        }
      </QueryState>
      <p className={styles.definition}>{t('worth.definition')}</p>
    </div>
  )
}

function WorthTable({ worth, by }: { worth: Worth; by: By }) {
  const { t } = useTranslation('parts')
  const { numbers } = useFormat()
  const counted = (value: number) => numbers.decimal(value, Number.isInteger(value) ? 0 : 2)
  const most = Math.max(...worth.rows.map((row) => Number(row.minor)), 1)
  return (
    <Card as="section">
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t(`worth.by.${by}`)}</th>
              <th scope="col">{t(by === 'part' ? 'column.quantity' : 'worth.parts')}</th>
              <th scope="col">{t('worth.value')}</th>
              {AGES.map((days) => (
                <th scope="col" key={days}>
                  {t('worth.age', { days })}
                </th>
              ))}
              <th scope="col">{t('worth.older', { days: AGES.at(-1) })}</th>
            </tr>
          </thead>
          <tbody>
            {worth.rows.map((row) => (
              <tr key={row.key + row.currency}>
                <td>
                  <span
                    className={styles.bar}
                    style={{ inlineSize: `${(Number(row.minor) / most) * 100}%` }}
                    aria-hidden="true"
                  />
                  <span className={styles.name}>
                    <Name row={row} by={by} />
                  </span>
                </td>
                <td data-label={t(by === 'part' ? 'column.quantity' : 'worth.parts')}>
                  {counted(row.quantity ?? row.parts)}
                </td>
                <Amounts row={row} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            {worth.totals.map((row) => (
              <tr key={row.currency}>
                <th scope="row">{t('worth.total')}</th>
                <td data-label={t('worth.parts')}>{counted(row.parts)}</td>
                <Amounts row={row} />
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
      {worth.more && <p className={styles.definition}>{t('worth.more')}</p>}
    </Card>
  )
}

function Amounts({ row }: { row: Pick<Row, 'minor' | 'currency' | 'ages'> }) {
  const { t } = useTranslation('parts')
  const { money } = useFormat()
  const labels = [...AGES.map((days) => t('worth.age', { days })), t('worth.older', { days: AGES.at(-1) })]
  return (
    <>
      <td className={styles.strong} data-label={t('worth.value')}>
        {money({ minor: row.minor, currency: row.currency })}
      </td>
      {row.ages.map((minor, n) => (
        <td key={labels[n]} data-label={labels[n]} data-none={minor === '0' || undefined}>
          {minor === '0' ? '–' : money({ minor, currency: row.currency })}
        </td>
      ))}
    </>
  )
}

function Name({ row, by }: { row: Row; by: By }) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  if (row.label === null) return t('worth.noClass')
  if (by === 'method') return t(`method.${row.label as 'average'}`)
  if (by === 'part')
    return (
      <>
        <Link to={paths.part(row.key)}>{row.label}</Link> {row.name && named(row.name)}
      </>
    )
  return row.name ? named(row.name) : row.label
}
