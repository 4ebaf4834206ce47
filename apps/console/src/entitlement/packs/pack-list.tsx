import { EmptyState, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Input, type InputRef, Select, Table, type TableColumnsType } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { $api } from '../../shell/api.ts'
import { useCountryName } from '../../shell/country.tsx'
import { Go, useGo } from '../../shell/go.tsx'
import { useKeys } from '../../shell/keys.ts'
import { useFresh } from '../../shell/live.ts'
import { QueryState } from '../../shell/query-state.tsx'
import { useCan } from '../../shell/session.ts'
import { ClassNames, ConfidenceCounts, classWord, type PackRow, VersionState } from './marks.tsx'
import { NewPack } from './new-pack.tsx'
import styles from './packs.module.css'

/** On a phone a row says the rest below the name of its pack. */
const WIDE: 'md'[] = ['md']
const LIST = '/api/v1/entitlement/packs'

/** All law and terms by which the company decides: as they come, changed, or its own. */
export function RulePacks() {
  const { t } = useTranslation('packs')
  const can = useCan()
  const [isNew, setNew] = useState(false)
  const query = $api.useQuery('get', LIST, {})
  useFresh({ subject: 'rule_pack', paths: [LIST] })
  return (
    <div className={styles.listPage}>
      <header className={styles.listHead}>
        <h1>{t('title')}</h1>
        {can('entitlement.packs_change') && (
          <Button type="primary" onClick={() => setNew(true)}>
            {t('new.title')}
          </Button>
        )}
      </header>
      <p className={styles.hint}>{t('hint')}</p>
      <QueryState query={query}>{({ items }) => <Packs items={items} />}</QueryState>
      <NewPack open={isNew} onClose={() => setNew(false)} />
    </div>
  )
}

function Packs({ items }: { items: PackRow[] }) {
  const { t } = useTranslation('packs')
  const go = useGo()
  const find = useRef<InputRef>(null)
  const place = useCountryName()
  const [typed, setTyped] = useState('')
  const [where, setWhere] = useState<string | null>(null)
  const [origin, setOrigin] = useState<string | null>(null)
  useKeys([{ key: '/', label: 'packs:search', run: () => find.current?.focus() }])
  const wanted = typed.trim().toLowerCase()
  const shown = items.filter((one) => {
    const text = [one.packId, place(one.jurisdiction), ...one.productClasses.map(classWord)].join(' ').toLowerCase()
    const isThere = where === null || one.jurisdiction === where
    return text.includes(wanted) && isThere && (origin === null || one.origin === origin)
  })
  const places = [...new Set(items.map((one) => one.jurisdiction))]
  const columns = useColumns()
  return (
    <>
      <div className={styles.filters}>
        <Input
          ref={find}
          allowClear
          value={typed}
          placeholder={t('search')}
          aria-label={t('search')}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('field.place')}
          placeholder={t('allPlaces')}
          value={where}
          onChange={(value) => setWhere(value ?? null)}
          options={places.map((value) => ({ value, label: place(value) }))}
        />
        <Select
          allowClear
          aria-label={t('allOrigins')}
          placeholder={t('allOrigins')}
          value={origin}
          onChange={(value) => setOrigin(value ?? null)}
          options={(['shipped', 'changed', 'own'] as const).map((value) => ({ value, label: t(`origin.${value}`) }))}
        />
      </div>
      <Table<PackRow>
        size="small"
        rowKey="packId"
        pagination={false}
        dataSource={shown}
        columns={columns}
        tableLayout="fixed"
        locale={{ emptyText: <EmptyState title={t('empty')} hint={t('emptyHint')} /> }}
        onRow={(row) => ({ onClick: () => go(paths.rulePack(row.packId)), style: { cursor: 'pointer' } })}
      />
    </>
  )
}

function useColumns(): TableColumnsType<PackRow> {
  const { t } = useTranslation('packs')
  const { calendarDay, numbers } = useFormat()
  const place = useCountryName()
  return [
    {
      title: t('field.place'),
      key: 'place',
      width: '12%',
      sorter: (a, b) => place(a.jurisdiction).localeCompare(place(b.jurisdiction)),
      render: (_, row) => place(row.jurisdiction),
    },
    {
      title: t('field.packId'),
      key: 'packId',
      width: '18%',
      render: (_, row) => (
        <>
          <Go to={paths.rulePack(row.packId)}>{row.packId}</Go>
          <span className={styles.below}>
            <ClassNames codes={row.productClasses} /> <State row={row} />
          </span>
        </>
      ),
    },
    {
      title: t('field.productClasses'),
      key: 'classes',
      responsive: WIDE,
      width: '21%',
      render: (_, row) => <ClassNames codes={row.productClasses} />,
    },
    {
      title: t('field.version'),
      key: 'version',
      responsive: WIDE,
      width: '14%',
      render: (_, row) => (
        <span className={styles.cell}>
          {row.version ?? '–'}
          {row.inForceFrom && <span className={styles.note}>{calendarDay(row.inForceFrom)}</span>}
        </span>
      ),
    },
    { title: t('field.state'), key: 'state', responsive: WIDE, width: '14%', render: (_, row) => <State row={row} /> },
    {
      title: t('field.rules'),
      key: 'rules',
      responsive: WIDE,
      width: '8%',
      align: 'end',
      sorter: (a, b) => a.rules - b.rules,
      render: (_, row) => numbers.whole(row.rules),
    },
    {
      title: t('field.confidence'),
      key: 'confidence',
      responsive: WIDE,
      width: '13%',
      render: (_, row) => <ConfidenceCounts of={row.confidence} />,
    },
  ]
}

function State({ row }: { row: PackRow }) {
  const { t } = useTranslation('packs')
  const { calendarDay } = useFormat()
  return (
    <span className={styles.tags}>
      {row.refused && <StatusTag tone="breach">{t('refused')}</StatusTag>}
      {row.open && <VersionState state={row.open.state} />}
      {row.coming && (
        <StatusTag tone="waiting">
          {t('coming', { version: row.coming.version, day: calendarDay(row.coming.inForceFrom) })}
        </StatusTag>
      )}
      <span className={styles.note}>{t(`origin.${row.origin}`)}</span>
    </span>
  )
}
