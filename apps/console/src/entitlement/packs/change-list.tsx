import type { RowOf } from '@aftercare/api'
import { useMemo } from 'react'
import { paths } from '../../paths.ts'
import { At } from '../../shell/at.tsx'
import { defineList } from '../../shell/list/define-list.ts'
import { ListPage } from '../../shell/list/list-page.tsx'
import { OutcomeTag } from '../outcome-tag.tsx'
import { Differences } from './differences.tsx'

type Change = RowOf<'/api/v1/entitlement/pack-changes'>
const outcomes = ['covered', 'partly', 'not_covered', 'undetermined'] as const

/** The decisions a check found, as any list: filtered, saved, exported. */
export function ChangeList({ checkId }: { checkId: string }) {
  const list = useMemo(
    () =>
      defineList<Change>({
        name: 'pack-changes',
        title: 'packs:check.listTitle',
        path: '/api/v1/entitlement/pack-changes',
        sort: '-decidedAt',
        subject: 'rule_pack',
        nameOf: (row) => row.serial,
        pathOf: (row) => (row.requestId ? paths.request(row.requestId) : paths.asset(row.assetId)),
        base: { 'filter[checkId]': checkId },
        empty: { title: 'packs:check.nothing', hint: 'packs:check.hint' },
        columns: [
          { key: 'serial', label: 'packs:column.serial', width: 190, filter: { kind: 'text' } },
          { key: 'model', label: 'packs:column.model', width: 120, filter: { kind: 'text' } },
          outcomeColumn('outcomeFrom'),
          outcomeColumn('outcomeTo'),
          {
            key: 'changes',
            label: 'packs:column.changes',
            width: 420,
            exportAs: 'kinds',
            render: (row) => <Differences of={withoutOutcome(row.changes)} />,
          },
          { key: 'untilFrom', label: 'packs:column.untilFrom', width: 150, hidden: true },
          { key: 'untilTo', label: 'packs:column.untilTo', width: 150, hidden: true },
          { key: 'remedies', label: 'packs:column.remedies', width: 200, hidden: true },
          {
            key: 'decidedAt',
            label: 'packs:column.decidedAt',
            sortable: true,
            width: 160,
            render: (row) => <At at={row.decidedAt} />,
            filter: { kind: 'instant' },
          },
        ],
      }),
    [checkId],
  )
  return <ListPage list={list} />
}

const outcomeColumn = (key: 'outcomeFrom' | 'outcomeTo') => ({
  key,
  label: `packs:column.${key}` as const,
  width: 150,
  render: (row: Change) => <OutcomeTag outcome={row[key]} />,
  filter: {
    kind: 'choice' as const,
    choices: outcomes.map((value) => ({ value, label: `packs:${key}.${value}` as const })),
  },
})

/** It stands in columns of its own. */
const withoutOutcome = ({ outcome: _, ...rest }: Change['changes']) => rest
