import { ifMatch, isProblem } from '@aftercare/api'
import { useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../shell/api.ts'
import { ask } from '../ask.tsx'
import { BookDialog, type Booked, type Planned } from '../dialogs/book.tsx'
import { type RequestView, useRefresh, useRefusal } from './use-request.ts'

/** Books a visit: the open work order of the request, or a new one, then a person and a time from those that fit. */
export function useBooking(request: RequestView, order?: string): () => Promise<void> {
  const { t } = useTranslation('requests')
  const { dates } = useFormat()
  const toast = useToast()
  const queries = useQueryClient()
  const refresh = useRefresh()
  const refuse = useRefusal()
  const after = () => {
    refresh()
    for (const path of ['/api/v1/work-orders', '/api/v1/work-orders/{id}', '/api/v1/visits'])
      void queries.invalidateQueries({ queryKey: ['get', path] })
  }
  return async () => {
    try {
      const { id: workOrderId, isNew } = order ? { id: order, isNew: false } : await openOrder(request.id)
      const planned = await ask<Planned>((done) => (
        <BookDialog request={request} workOrderId={workOrderId} onDone={done} />
      ))
      if (planned === null && isNew) await drop(workOrderId)
      after()
      if (planned === 'tray') toast({ text: t('done.inTray') })
      if (planned === null || planned === 'tray') return
      const when = dates(request.timeZone).range(planned.startsAt, planned.endsAt)
      toast({
        text: t('done.booked', { technician: planned.technician, when }),
        undo: () => unbook(planned).then(after, refuse),
      })
    } catch (error) {
      refuse(error)
    }
  }
}

/** One that still waits for a visit is used again: a second order for the same work would be sent twice. */
async function openOrder(requestId: string): Promise<{ id: string; isNew: boolean }> {
  const query = { 'filter[requestId]': requestId, 'filter[status]': 'unscheduled', limit: 1 }
  const known = (await api.GET('/api/v1/work-orders', { params: { query } })).data?.items[0]
  if (known) return { id: known.id, isNew: false }
  return { id: (await api.POST('/api/v1/work-orders', { body: { requestId } })).data!.id, isNew: true }
}

/** Somebody who changed their mind leaves nothing in the tray. */
async function drop(id: string): Promise<void> {
  const { data } = await api.GET('/api/v1/work-orders/{id}', { params: { path: { id } } })
  const params = { path: { id } }
  const headers = ifMatch(data!.version)
  await api.PUT('/api/v1/work-orders/{id}/cancellation', { params, headers, body: { reason: 'created_in_error' } })
}

async function unbook({ id }: Booked) {
  try {
    await api.PUT('/api/v1/visits/{id}/cancellation', {
      params: { path: { id } },
      body: { reason: 'planned_in_error' },
    })
  } catch (error) {
    if (!isProblem(error, 'not_found')) throw error
  }
}
