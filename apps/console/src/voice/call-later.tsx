import { Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '../shell/day-field.tsx'
import { dayOf, startOfDay } from '../shell/list/zone-day.ts'
import type { ReturnVisit } from './return-visit-page.tsx'

const HOURS = Array.from({ length: 12 }, (_, index) => index + 9)

/** When the customer wants to be called again, in their time. */
export function CallLater({
  visit,
  onChoose,
  onClose,
}: {
  visit: ReturnVisit
  onChoose: (at: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation(['voice', 'common'])
  const zone = visit.customer.timeZone
  const [day, setDay] = useState<string | null>(dayOf(new Date(Date.now() + 86_400_000).toISOString(), zone))
  const [hour, setHour] = useState(10)
  const choose = () => {
    if (!day) return
    onChoose(new Date(Date.parse(startOfDay(day, zone)) + hour * 3_600_000).toISOString())
    onClose()
  }
  const hours = HOURS.map((one) => ({ value: one, label: `${String(one).padStart(2, '0')}:00` }))
  return (
    <Modal
      open
      title={t('call.callAt')}
      onOk={choose}
      onCancel={onClose}
      okText={t('common:do.save')}
      cancelText={t('common:do.cancel')}
    >
      <DayField value={day} onChange={setDay} aria-label={t('common:date')} />
      <Select
        value={hour}
        onChange={setHour}
        options={hours}
        aria-label={t('common:time')}
        style={{ width: '100%', marginTop: 8 }}
      />
      <p style={{ color: 'var(--ink-3)' }}>{t('call.callAtHint', { zone })}</p>
    </Modal>
  )
}
