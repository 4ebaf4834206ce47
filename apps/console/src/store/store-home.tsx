import { Card } from '@aftercare/ui'
import { useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { DebtsNote } from '../parts/debts-note.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go, useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { useSession } from '../shell/session.ts'
import { PlaceWork } from './place-work.tsx'
import type { Read } from './read.ts'
import { SaidBar } from './said-bar.tsx'
import { ScanInput } from './scan-input.tsx'
import styles from './store.module.css'
import { type Job, TASKS } from './tasks.ts'
import { useScans } from './use-scans.ts'

const PAPER_TASK = { purchase_order: 'receive', part_request: 'pick' } as const

/** What there is to receive, pick, put away and count; a scanned paper opens its work at once. */
export function StoreHome() {
  const { t } = useTranslation(['store', 'parts'])
  const go = useGo()
  const { task: asked } = useSearch({ strict: false }) as { task?: string }
  const task = TASKS.find((one) => one === asked) ?? 'receive'
  const judge = (read: Read) => {
    const { document, place, parts } = read
    if (document) {
      const meant = document.kind === 'shipment' ? (task === 'pick' ? 'pick' : 'receive') : PAPER_TASK[document.kind]
      go(paths.store({ task: meant, paper: document.kind, id: document.id }))
      return { isGood: true, text: document.number }
    }
    if (place && task === 'put_away') {
      go(paths.store({ task, paper: 'stock_place', id: place.id }))
      return { isGood: true, text: place.name }
    }
    return { isGood: false, text: t(parts.length > 0 ? 'notAPaper' : 'refused.unknown', { text: read.text }) }
  }
  const scans = useScans(judge)
  return (
    <>
      <PageHeader back={{ to: paths.stock(), label: t('parts:stock') }} title={t('title')} actions={<DebtsNote />} />
      <div className={styles.page}>
        <ScanInput label={t('scanPaper')} busy={scans.busy} onText={scans.onText} />
        {scans.said && <SaidBar said={scans.said} refused={scans.refused} onForget={scans.forget} />}
        <div className={styles.tasks}>
          {TASKS.map((one) => (
            <Button
              key={one}
              size="large"
              {...(one === task && { type: 'primary' })}
              aria-pressed={one === task}
              onClick={() => go(paths.store({ task: one }), { replace: true })}
            >
              {t(`task.${one}`)}
            </Button>
          ))}
        </div>
        {task === 'receive' || task === 'pick' ? <Papers task={task} /> : <PlaceWork key={task} task={task} />}
      </div>
    </>
  )
}

/** As many ids as a filter takes. */
const MOST_STATIONS = 50
type Row = { job: Job; number: string; says: string }

/** Papers that wait, the first to come first. */
function Papers({ task }: { task: 'receive' | 'pick' }) {
  const { t } = useTranslation(['store', 'parts'])
  const asks = { sort: 'createdAt', limit: 50 }
  const orders = $api.useQuery(
    'get',
    '/api/v1/purchase-orders',
    { params: { query: { sort: 'orderedAt', limit: 50, 'filter[orderState]': 'ordered,confirmed' } as never } },
    { enabled: task === 'receive' },
  )
  const { stations } = useSession()
  // Either end sees a transfer: it is work for the end it comes to, or the one it leaves.
  const end = task === 'receive' ? 'filter[toStationId]' : 'filter[fromStationId]'
  const mine = stations && stations.length <= MOST_STATIONS ? { [end]: stations.join(',') } : {}
  const transfers = $api.useQuery('get', '/api/v1/shipments', {
    params: {
      query: { ...asks, ...mine, 'filter[shipmentState]': task === 'receive' ? 'sent' : 'draft' } as never,
    },
  })
  const requests = $api.useQuery(
    'get',
    '/api/v1/part-requests',
    { params: { query: { ...asks, 'filter[isToPick]': 'true' } as never } },
    { enabled: task === 'pick' },
  )
  const rows: Row[] = [
    ...(orders.data?.items ?? []).map(({ id, number, supplier, place }) => ({
      ...{ job: { task, paper: 'purchase_order' as const, id }, number, says: `${supplier} → ${place}` },
    })),
    ...(task === 'pick' ? (requests.data?.items ?? []) : []).map(({ id, number, place }) => ({
      ...{ job: { task, paper: 'part_request' as const, id }, number, says: place },
    })),
    ...(transfers.data?.items ?? []).map(({ id, number, from, to }) => ({
      ...{ job: { task, paper: 'shipment' as const, id }, number, says: `${from} → ${to}` },
    })),
  ]
  return <PaperList title={t(`open.${task}`)} rows={rows} isLoaded={transfers.data !== undefined} />
}

function PaperList({ title, rows, isLoaded }: { title: string; rows: Row[]; isLoaded: boolean }) {
  const { t } = useTranslation('store')
  return (
    <Card title={title}>
      {rows.length === 0 && isLoaded && <p className={styles.quiet}>{t('nothingOpen')}</p>}
      <ul className={styles.papers}>
        {rows.map(({ job, number, says }) => (
          <li key={job.id}>
            <Go to={paths.store(job)}>
              <span className={styles.what}>
                <strong>{number}</strong>
                <span className={styles.quiet}>{says}</span>
              </span>
              <span aria-hidden>›</span>
            </Go>
          </li>
        ))}
      </ul>
    </Card>
  )
}
