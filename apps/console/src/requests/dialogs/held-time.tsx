import { ifMatch } from '@aftercare/api'
import { Facts, useNow } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api, problemFrom } from '../../shell/api.ts'
import type { RequestView } from '../page/use-request.ts'
import { type Booked, Reasons } from './book.tsx'
import styles from './offer-times.module.css'
import type { Hold } from './offer-times.tsx'
import { usePriceFacts } from './visit-price.ts'

type HeldProps = {
  request: RequestView
  hold: Hold
  workOrderId: string
  onBooked: (booked: Booked) => void
  onBack: () => void
}

/** What is kept while the customer decides: when, with whom, what it costs them, why this person and who else could come. */
export function HeldTime({ request, hold, workOrderId, onBooked, onBack }: HeldProps) {
  const { t } = useTranslation('requests')
  const { dates } = useFormat()
  const say = dates(request.timeZone)
  const isOver = useNow() >= Date.parse(hold.expiresAt)
  const params = { path: { id: hold.id } }
  const others = useOthers(hold, workOrderId)
  const prices = usePriceFacts(request, hold, others.chosen?.reasons ?? [])
  const confirm = useMutation({
    mutationFn: async (): Promise<Booked> => {
      const { data } = await api.PUT('/api/v1/holds/{id}/confirmation', { params, headers: ifMatch(hold.version) })
      return { id: data!.id, technician: hold.technician.name, startsAt: data!.startsAt, endsAt: data!.endsAt }
    },
    onSuccess: onBooked,
  })
  const release = useMutation({ mutationFn: () => api.DELETE('/api/v1/holds/{id}', { params }), onSettled: onBack })
  const problem = problemFrom(confirm.error)
  const facts = [
    { label: t('book.planned'), value: say.range(hold.startsAt, hold.endsAt) },
    { label: t('book.technician'), value: hold.technician.name },
    ...prices,
  ]
  return (
    <div className={styles.held}>
      <div>
        <p className={styles.quiet}>{t('book.promise')}</p>
        <p className={styles.when}>{say.range(hold.promised.from, hold.promised.to)}</p>
      </div>
      <p className={styles.quiet} role="status">
        {isOver ? t('book.keptNoMore') : t('book.keptUntil', { time: say.time(hold.expiresAt) })}
      </p>
      {problem && <Alert type="error" showIcon role="alert" title={problem.title} />}
      <Facts facts={facts} />
      {others.chosen && <Reasons reasons={others.chosen.reasons} />}
      {others.rest.length > 0 && (
        <details>
          <summary className={styles.quiet}>{t('book.others', { count: others.rest.length })}</summary>
          {others.rest.map((one) => (
            <div key={one.technician.id} className={styles.day}>
              <span>{one.technician.name}</span>
              <Reasons reasons={one.reasons} />
            </div>
          ))}
        </details>
      )}
      <div className={styles.actions}>
        <Button loading={release.isPending} onClick={() => release.mutate()}>
          {t('book.another')}
        </Button>
        <Button type="primary" disabled={isOver} loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('book.confirm')}
        </Button>
      </div>
    </div>
  )
}

/** The reasons for the one who was chosen, and the runners-up for the same very time, the best first. */
function useOthers({ technician, startsAt, endsAt }: Hold, id: string) {
  const query = { from: startsAt, to: endsAt }
  const found = $api.useQuery('get', '/api/v1/work-orders/{id}/candidates', { params: { path: { id }, query } })
  const all = found.data?.candidates ?? []
  return {
    chosen: all.find((one) => one.technician.id === technician.id),
    rest: all.filter((one) => one.technician.id !== technician.id).slice(0, 5),
  }
}
