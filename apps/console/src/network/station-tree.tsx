import type { Answer } from '@aftercare/api'
import { Card, EmptyState } from '@aftercare/ui'
import { Tree } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { KindText } from './kinds.tsx'
import { NewButton } from './station-list.tsx'
import styles from './station-tree.module.css'

type Station = Answer<'/api/v1/stations/tree'>['items'][number]
type Node = { key: string; title: React.ReactNode; children: Node[] }

/** The network as it hangs together: headquarters, regions, countries, stations. */
export function StationTree() {
  const { t } = useTranslation('network')
  const query = $api.useQuery('get', '/api/v1/stations/tree', {})
  useFresh({ subject: 'station', paths: ['/api/v1/stations/tree'] })
  return (
    <>
      <PageHeader back={{ to: paths.stations(), label: t('list.list') }} title={t('title')} actions={<NewButton />} />
      <div className={styles.page}>
        <QueryState query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon="network" title={t('list.emptyTitle')} hint={t('list.emptyHint')} />
            ) : (
              <Card>
                <Tree blockNode defaultExpandAll selectable={false} treeData={nodesOf(items)} />
              </Card>
            )
          }
        </QueryState>
      </div>
    </>
  )
}

/** The server gives parents before their children, so one pass builds the tree. */
function nodesOf(stations: readonly Station[]): Node[] {
  const all = new Map<string, Node>()
  const top: Node[] = []
  for (const station of stations) {
    const node: Node = { key: station.id, title: <Line station={station} />, children: [] }
    all.set(station.id, node)
    const above = station.parentId === null ? undefined : all.get(station.parentId)
    if (above) above.children.push(node)
    else top.push(node)
  }
  return top
}

function Line({ station }: { station: Station }) {
  const { t } = useTranslation('network')
  return (
    <span className={styles.line}>
      <Go to={paths.station(station.id)}>{station.name}</Go>
      <span className={styles.note}>
        <KindText kind={station.kind} />
        {station.city && ` · ${station.city}`}
        {station.people > 0 && ` · ${t('page.people', { count: station.people })}`}
        {!station.isActive && ` · ${t('state.closed')}`}
      </span>
    </span>
  )
}
