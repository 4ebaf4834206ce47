import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import page from '../shell/page.module.css'
import type { PortalRequest } from './follow.tsx'
import styles from './steps.module.css'

/** Where it is, like a parcel: what is behind with its time, what is now, what is ahead. */
export function Steps({ request }: { request: PortalRequest }) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const { dayTime, range } = dates(request.timeZone)
  if (request.cancelled) return <p className={page.subtitle}>{t('follow.cancelled')}</p>
  const { appointment } = request
  const saidAt = (step: string) => {
    const name = appointment?.technician
    if (step === 'booked') return appointment && range(appointment.from, appointment.to)
    if (step === 'on_the_way') return name && request.step === step && t('follow.technician', { name })
    if (step === 'working') return name && request.step === step && t('follow.technicianHere', { name })
    return null
  }
  return (
    <ol className={styles.steps} aria-live="polite">
      {request.steps.map(({ step, at, state }) => (
        <li key={step} className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className={styles.mark} aria-hidden="true">
            {state === 'done' && <Icon name="check" size={14} />}
          </span>
          <span className={styles.text}>
            <strong>{t(`follow.step.${step}`)}</strong>
            {saidAt(step) && <span>{saidAt(step)}</span>}
            {at && state !== 'ahead' && <span className={page.small}>{dayTime(at)}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
