import type { RowOf } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { findStations, namesFrom } from '../requests/lookups.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import styles from './call-panel.module.css'
import { Csi, SurveyState, Word } from './marks.tsx'
import { SurveyCard } from './survey-card.tsx'
import { choicesOf } from './words.ts'

export type SurveyRow = RowOf<'/api/v1/surveys'>

const list = defineList<SurveyRow>({
  name: 'surveys',
  title: 'voice:surveys',
  path: '/api/v1/surveys',
  sort: '-answeredAt',
  subject: 'survey',
  nameOf: (row) => `${row.customer} · ${row.request}`,
  Panel,
  Actions: Figures,
  presets: [
    { key: 'answered', label: 'voice:view.answered', state: () => ({ 'filter[state]': 'answered' }) },
    { key: 'unhappy', label: 'voice:view.unhappy', state: () => ({ 'filter[csi]': '..100' }) },
    { key: 'waiting', label: 'voice:view.waiting', state: () => ({ 'filter[state]': 'open', sort: '-sentAt' }) },
  ],
  columns: [
    { key: 'customer', label: 'voice:column.customer', width: 180 },
    {
      key: 'state',
      label: 'voice:column.state',
      width: 110,
      render: (row) => <SurveyState state={row.state} />,
      filter: { kind: 'choice', choices: choicesOf('state', ['answered', 'open', 'expired']) },
    },
    {
      key: 'csi',
      label: 'voice:column.csi',
      width: 90,
      align: 'end',
      sortable: true,
      render: (row) => <Csi percent={row.csi} />,
      filter: { kind: 'number' },
    },
    { key: 'perceived', label: 'voice:column.perceived', width: 116, align: 'end', filter: { kind: 'number' } },
    { key: 'expected', label: 'voice:column.expected', width: 90, align: 'end', filter: { kind: 'number' } },
    { key: 'nps', label: 'voice:column.nps', width: 156, align: 'end', sortable: true, filter: { kind: 'number' } },
    { key: 'comment', label: 'voice:column.comment', width: 260 },
    { key: 'technician', label: 'voice:column.technician', width: 120 },
    {
      key: 'stationId',
      exportAs: 'station',
      label: 'voice:column.station',
      width: 160,
      render: (row) => row.station,
      filter: { kind: 'lookup', find: findStations, name: namesFrom('/api/v1/stations') },
    },
    {
      key: 'request',
      label: 'voice:column.request',
      width: 150,
      render: (row) => <Go to={paths.request(row.requestId)}>{row.request}</Go>,
    },
    {
      key: 'answeredAt',
      label: 'voice:column.answeredAt',
      width: 160,
      sortable: true,
      render: (row) => <At at={row.answeredAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'sentAt',
      label: 'voice:column.sentAt',
      width: 160,
      sortable: true,
      render: (row) => <At at={row.sentAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'channel',
      label: 'voice:column.channel',
      width: 110,
      hidden: true,
      render: (row) => <Word of={`channel.${row.channel}`} />,
      filter: { kind: 'choice', choices: choicesOf('channel', ['link', 'phone', 'on_the_spot']) },
    },
  ],
})

/** What customers say. */
export function Surveys() {
  return <ListPage list={list} />
}

function Panel({ row }: { row: SurveyRow }) {
  return <SurveyCard survey={{ ...row, expiresAt: row.sentAt }} zone={row.timeZone} />
}

/** The figures of all surveys the person sees; each says what it is made of. */
function Figures() {
  const { t } = useTranslation('voice')
  const { numbers } = useFormat()
  const { data } = $api.useQuery('get', '/api/v1/survey-figures', {})
  if (!data) return null
  const { csi, nps, servqual, sent, answered } = data
  const one = (value: number | null, unit = '') =>
    value === null ? t('figures.none') : `${numbers.decimal(value, 1)}${unit}`
  const figures = [
    { key: 'csi', value: one(csi.percent, ' %'), hint: t('figures.csiHint', { count: csi.n }) },
    {
      key: 'nps',
      value: one(nps.score),
      hint: t('figures.npsHint', { promoters: nps.promoters, detractors: nps.detractors, n: nps.n }),
    },
    { key: 'gap', value: one(servqual.gap), hint: t('figures.gapHint') },
    {
      key: 'rate',
      value: numbers.percent(sent === 0 ? 0 : answered / sent, 0),
      hint: t('figures.rateHint', { answered, sent }),
    },
  ] as const
  return (
    <dl className={styles.figures}>
      {figures.map(({ key, value, hint }) => (
        <div key={key} className={styles.figure}>
          <dt className={styles.small}>
            <Tooltip title={hint}>{t(`figures.${key}`)}</Tooltip>
          </dt>
          <dd>
            <strong>{value}</strong>
          </dd>
        </div>
      ))}
    </dl>
  )
}
