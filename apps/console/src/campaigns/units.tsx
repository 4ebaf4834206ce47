import { isToldUnit } from '@aftercare/rules'
import { Facts } from '@aftercare/ui'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import type { Campaign, Unit } from './campaign.ts'
import styles from './completion.module.css'
import { stateChoices, UnitStateTag } from './marks.tsx'
import { UnitDialog } from './unit-dialog.tsx'

/** The products of one campaign and what became of each: filtered, saved and exported like any list. */
export function Units({ campaign: { id } }: { campaign: Campaign }) {
  const list = useMemo(() => unitsOf(id), [id])
  return <ListPage list={list} />
}

const unitsOf = (campaignId: string) =>
  defineList<Unit>({
    name: 'campaign-units',
    title: 'campaigns:page.units',
    path: '/api/v1/campaign-units',
    sort: '-at',
    subject: ['recall_unit', 'campaign'],
    base: { 'filter[campaignId]': campaignId },
    nameOf: (row) => row.serial,
    Panel: UnitPanel,
    empty: { title: 'campaigns:page.noUnits', hint: 'campaigns:page.noUnitsHint' },
    columns: [
      { key: 'serial', label: 'campaigns:column.serial', width: 180, filter: { kind: 'text' } },
      {
        key: 'unitState',
        label: 'campaigns:column.unitState',
        width: 180,
        render: (row) => <UnitStateTag state={row.unitState} />,
        filter: { kind: 'choice', choices: stateChoices },
      },
      { key: 'modelCode', label: 'campaigns:column.modelCode', width: 130, filter: { kind: 'text' } },
      { key: 'customerName', label: 'campaigns:column.customerName', width: 150 },
      { key: 'reason', label: 'campaigns:column.reason', width: 210 },
      { key: 'by', label: 'campaigns:column.by', width: 110 },
      {
        key: 'at',
        label: 'campaigns:column.at',
        width: 190,
        sortable: true,
        render: (row) => <At at={row.at} />,
        filter: { kind: 'instant' },
      },
    ],
  })

/** One product at a glance: whose it is, what became of it, and the way to say it otherwise. */
function UnitPanel({ row }: { row: Unit }) {
  const { t } = useTranslation('campaigns')
  const can = useCan()
  const mayNote = can(isToldUnit(row.unitState) ? 'campaigns.note' : 'campaigns.manage')
  const [open, setOpen] = useState(false)
  const facts = [
    { label: t('column.serial'), value: <Go to={paths.asset(row.assetId)}>{row.serial}</Go> },
    { label: t('column.modelCode'), value: row.modelCode },
    ...(row.customerId
      ? [{ label: t('column.customerName'), value: <Go to={paths.customer(row.customerId)}>{row.customerName}</Go> }]
      : []),
    { label: t('column.unitState'), value: <UnitStateTag state={row.unitState} /> },
    ...(row.reason ? [{ label: t('column.reason'), value: row.reason }] : []),
    ...(row.by ? [{ label: t('column.by'), value: row.by }] : []),
    ...(row.visitId
      ? [{ label: t('column.visitId'), value: <Go to={paths.visit(row.visitId)}>{t('unit.visit')}</Go> }]
      : []),
  ]
  return (
    <div className={styles.panel}>
      <Facts facts={facts} />
      {mayNote && <Button onClick={() => setOpen(true)}>{t('do.setState')}</Button>}
      {open && <UnitDialog campaignId={row.campaignId} assetId={row.assetId} onClose={() => setOpen(false)} />}
    </div>
  )
}
