import { useSearch } from '@tanstack/react-router'
import { CountPage } from './count-page.tsx'
import { PickRequest } from './pick-request.tsx'
import { PutAway } from './put-away.tsx'
import { ReceiveOrder } from './receive-order.tsx'
import { StoreHome } from './store-home.tsx'
import { type Job, jobOf } from './tasks.ts'
import { TransferWork } from './transfer-work.tsx'

/** Scanner work: what there is to do, or one piece of it. */
export function Store() {
  const job = jobOf(useSearch({ strict: false }) as Record<string, unknown>)
  return job ? <Work key={`${job.task} ${job.id}`} job={job} /> : <StoreHome />
}

function Work({ job: { task, paper, id } }: { job: Job }) {
  if (paper === 'shipment') return <TransferWork id={id} sends={task === 'pick'} />
  if (paper === 'purchase_order') return <ReceiveOrder id={id} />
  if (paper === 'part_request') return <PickRequest id={id} />
  if (task === 'put_away') return <PutAway placeId={id} />
  return <CountPage id={id} />
}
