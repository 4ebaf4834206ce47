import { isProblem } from '@aftercare/api'
import { useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../shell/api.ts'
import { ask } from '../ask.tsx'
import { BookDialog, type Booked } from '../dialogs/book.tsx'
import { type RequestView, useRefresh, useRefusal } from './use-request.ts'

/** Books a visit: the open work order of the request, or a new one, then a person and a time from those that fit. */
export function useBooking(request: RequestView): () => Promise<void> {
  const { t } = useTranslation('requests')
  const { dates } = useFormat()
  const toast = useToast()
  const queries = useQueryClient()
  const refresh = useRefresh()
  const refuse = useRefusal()
  const after = () => {
    refresh()
    for (const path of ['/api/v1/work-orders', '/api/v1/visits'])
      void queries.invalidateQueries({ queryKey: ['get', path] })
  }
  return async () => {
    try {
      const workOrderId = await openOrder(request.id)
      const booked = await ask<Booked>((done) => (
        <BookDialog request={request} workOrderId={workOrderId} onDone={done} />
      ))
      after()
      if (booked === null) return
      const when = dates(request.timeZone).range(booked.startsAt, booked.endsAt)
      toast({
        text: t('done.booked', { technician: booked.technician, when }),
        undo: () => unbook(booked).then(after, refuse),
      })
    } catch (error) {
      refuse(error)
    }
  }
}

/** One that still waits for a visit is used again: a second order for the same work would be sent twice. */
async function openOrder(requestId: string): Promise<string> {
  const query = { 'filter[requestId]': requestId, 'filter[status]': 'unscheduled', limit: 1 }
  const known = (await api.GET('/api/v1/work-orders', { params: { query } })).data?.items[0]
  return known?.id ?? (await api.POST('/api/v1/work-orders', { body: { requestId } })).data!.id
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
