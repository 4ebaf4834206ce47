import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../shell/session.ts'

/** Booked although something is lacking: only by those who may, and not without a reason, which is kept with the visit. */
export function useOverride({ lacks, booked }: { lacks: boolean; booked: boolean }) {
  const { t } = useTranslation('dispatch')
  const may = useCan()('dispatch.override')
  const [typed, setTyped] = useState('')
  const reason = typed.trim()
  return {
    /** Whether nothing is in the way any more. */
    allows: !booked && (!lacks || (may && reason !== '')),
    reason: lacks ? reason : undefined,
    field: lacks && !booked && may && (
      <Form.Item label={t('plan.reason')} htmlFor="plan-reason" extra={t('plan.reasonHint')}>
        <Input id="plan-reason" maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Form.Item>
    ),
  }
}
