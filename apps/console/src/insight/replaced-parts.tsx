import type { Answer, RowOf } from '@aftercare/api'
import { REPLACE_REASONS } from '@aftercare/rules'
import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { DayField } from '../shell/day-field.tsx'
import { Go } from '../shell/go.tsx'
import { type Choice, defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { QueryState } from '../shell/query-state.tsx'
import own from './replaced-parts.module.css'
import styles from './slices.module.css'

type Row = RowOf<'/api/v1/replaced-parts'>
const FINDINGS = ['bench_no_fault', 'visit_no_fault', 'not_measured'] as const
const said = (under: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: `field-work:${under}.${value}` as Choice['label'] }))

const list = defineList<Row>({
  name: 'replaced_parts',
  title: 'field-work:replaced.title',
  path: '/api/v1/replaced-parts',
  sort: '-finishedAt',
  subject: 'visit',
  nameOf: (row) => `${row.visit} ${row.partName}`,
  pathOf: (row) => paths.visit(row.visitId),
  columns: [
    {
      key: 'finishedAt',
      label: 'field-work:column.finishedAt',
      width: 160,
      render: (row) => row.finishedAt && <At at={row.finishedAt} />,
      filter: { kind: 'instant' },
    },
    { key: 'part', label: 'field-work:column.part', width: 140, filter: { kind: 'text' } },
    { key: 'partName', label: 'field-work:column.partName', width: 200, filter: { kind: 'text' } },
    {
      key: 'reason',
      label: 'field-work:column.reason',
      width: 170,
      render: (row) => <Reason of={row.reason} />,
      filter: { kind: 'choice', choices: said('replaceReason', REPLACE_REASONS) },
    },
    {
      key: 'finding',
      label: 'field-work:column.finding',
      width: 190,
      render: (row) => <Finding of={row.finding} />,
      filter: { kind: 'choice', choices: said('needless', FINDINGS) },
    },
    { key: 'isNeedless', label: 'field-work:column.isNeedless', width: 110, filter: { kind: 'yesNo' } },
    { key: 'technician', label: 'field-work:column.technician', width: 150, filter: { kind: 'text' } },
    { key: 'station', label: 'field-work:column.station', width: 180, filter: { kind: 'text' } },
    { key: 'visit', label: 'field-work:column.visit', width: 140, filter: { kind: 'text' } },
  ],
})

/** Who replaces what was not broken: the counts with their definition, and below every replaced part. */
export function ReplacedParts() {
  const { t } = useTranslation('field-work')
  const [by, setBy] = useState<'technician' | 'station'>('technician')
  const [from, setFrom] = useState<string | null>(() => new Date(Date.now() - 90 * 864e5).toISOString().slice(0, 10))
  const [to, setTo] = useState<string | null>(null)
  const query = $api.useQuery('get', '/api/v1/needless-replacements', {
    params: { query: { by, ...(from && { from }), ...(to && { to }) } },
  })
  return (
    <>
      <div className={own.counts}>
        <Card title={t('replaced.needless')}>
          <p className={own.said}>{t('replaced.definition')}</p>
          <div className={own.choices}>
            <Segmented
              value={by}
              onChange={setBy}
              options={[
                { value: 'technician', label: t('replaced.byTechnician') },
                { value: 'station', label: t('replaced.byStation') },
              ]}
            />
            <DayField value={from} onChange={setFrom} aria-label={t('replaced.from')} />
            <DayField value={to} onChange={setTo} aria-label={t('replaced.to')} />
          </div>
          <QueryState query={query}>{({ items }) => <Counts rows={items} by={by} />}</QueryState>
        </Card>
      </div>
      <ListPage list={list} />
    </>
  )
}

type Count = Answer<'/api/v1/needless-replacements'>['items'][number]

function Counts({ rows, by }: { rows: readonly Count[]; by: 'technician' | 'station' }) {
  const { t } = useTranslation('field-work')
  const { numbers } = useFormat()
  if (rows.length === 0) return <p className={own.said}>{t('replaced.none')}</p>
  const to = by === 'technician' ? paths.person : paths.station
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(`column.${by}`)}</th>
            <th scope="col">{t('replaced.replaced')}</th>
            <th scope="col">{t('replaced.judged')}</th>
            <th scope="col">{t('replaced.count')}</th>
            <th scope="col">{t('replaced.share')}</th>
            {FINDINGS.map((one) => (
              <th key={one} scope="col">
                {t(`needless.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 15).map((row) => (
            <tr key={row.of?.id ?? ''}>
              <td>{row.of ? <Go to={to(row.of.id)}>{row.of.name}</Go> : t('replaced.noStation')}</td>
              <td>{numbers.quantity(row.replaced)}</td>
              <td>{numbers.quantity(row.judged)}</td>
              <td>{numbers.quantity(row.needless)}</td>
              <td>{numbers.percent(row.needless / row.replaced)}</td>
              {FINDINGS.map((one) => (
                <td key={one}>{numbers.quantity(row.byFinding[one])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Reason({ of }: { of: Row['reason'] }) {
  const { t } = useTranslation('field-work')
  return of && t(`replaceReason.${of}`)
}
function Finding({ of }: { of: Row['finding'] }) {
  const { t } = useTranslation('field-work')
  return of && t(`needless.${of}`)
}
